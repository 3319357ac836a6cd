"""No word of a reader's own copy is saved with a notebook: a copy is loaded and shown, everything is run and saved, the file is searched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from opedlab.course import find
from opedlab.lessons import Lesson
from opedlab.text import sketch as sketches
from opedlab.views import kept_copy as kept_copies
from opedlab.views.own_copy import OwnCopyBoard
from opedlab.views.reader import ReaderBoard
from tests.unit import own_copy_forms as forms
from tests.unit import own_copy_texts as texts

REAL = find(Path(__file__))
TEXT, _ = forms.joined(texts.BLOCKS, tuple(texts.BLOCKS))
LONG = 16
"""Letters in a row, some three words, that betray the copy; by chance two texts do not share them."""

BOOK = (
    "import os; from pathlib import Path\nfrom opedlab.course import find\nfrom opedlab.lessons import lesson\n"
    "from opedlab.views.own_copy import OwnCopyBoard\nfrom opedlab.views.reader import ReaderBoard\ncourse = find()",
    "board = OwnCopyBoard(course)\nboard",
    "page = ReaderBoard(course, block=7)\npage",
    # What a browser does: the bytes of the copy come in a message, then every block is asked for.
    'board._handle_custom_msg({"type": "copy"}, [memoryview(Path(os.environ["A_COPY"]).read_bytes())])\n'
    "sent, send = [], page.send\n"
    "page.send = lambda content, buffers=None: (sent.append(len(''.join(part for part, _ in content['parts']))), send(content, buffers))\n"
    'for n in range(1, 43):\n    page._handle_custom_msg({"type": "show", "block": n}, [])\n'
    "print(board.state['kept']['found'], 'found,', sum(sent), 'characters sent')",
    "board",
    "page",
    "ReaderBoard(course, block=8)",
    'item = lesson("02-ten-kinds-of-claim").item("K02")\nitem',
    'told, tell = [], item.send\nitem.send = lambda content, buffers=None: (told.append(len("".join(part for part, _ in content["parts"]))), tell(content, buffers))\n'
    'item._handle_custom_msg({"type": "show", "block": 11}, [])\nprint(item.state["copy"], told)',
    'lesson("02-ten-kinds-of-claim").item("K02")',
    "print(repr(board), repr(page), board.get_state(), page.get_state(), item.get_state(), repr(item), repr(item._copy), board._kept, board._kept.recognition(), sep='\\n')",
)
LEAKS = (
    "page.state = {**page.state, 'words': board._kept.block(7)[1]}",  # into the notebook's widget state
    "print(board._kept.block(7)[1])",
    "from IPython.display import HTML\nHTML(f'<p>{board._kept.block(7)[1]}</p>')",
    "board._kept.block(7)",
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course whose article is the made-up one, and beside it a file with that article."""
    root = tmp_path / "course"
    for folder in ("lessons", "exercises", "solutions", "source_texts"):
        shutil.copytree(REAL.root / folder, root / folder, ignore=shutil.ignore_patterns("own_copy", ".ipynb_checkpoints"))
    made = sketches.make(texts.BLOCKS, "made-up", texts.TEMPLATE)
    (root / "source_texts" / "schake-2024" / "sketch.json").write_text(sketches.as_json(made), encoding="utf-8")
    (tmp_path / "copy.txt").write_text(TEXT, encoding="utf-8")
    return root


def run_and_save(course: Path, cells: tuple[str, ...]) -> Any:
    """The cells as a notebook of the course, run with widget state kept as Lab can be set to do, saved, and read again as JSON."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    environment = {key: value for key, value in os.environ.items() if not key.startswith("OPEDLAB_")}
    environment |= {"OPEDLAB_WORK": str(course.parent / "work"), "A_COPY": str(course.parent / "copy.txt"), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    client = NotebookClient(book, timeout=120, kernel_name="python3", store_widget_state=True, resources={"metadata": {"path": str(course / "exercises")}})
    client.execute(env=environment)
    path = course / "exercises" / "mine.ipynb"
    nbformat.write(book, path)
    return json.loads(path.read_text(encoding="utf-8"))


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (inner for one in value for inner in strings(one))
    elif isinstance(value, dict):
        yield from value
        yield from strings(list(value.values()))


def betrayed(value: Any) -> set[bytes]:
    """The stretches of the copy that stand in a JSON value, however they are spelled, broken or escaped."""
    copy, _ = sketches.letters(TEXT)
    known = {copy[n : n + LONG] for n in range(len(copy) - LONG + 1)}
    saved = b" ".join(sketches.letters(text)[0] for text in strings(value))
    return {saved[n : n + LONG] for n in range(len(saved) - LONG + 1)} & known


@pytest.mark.parametrize("writable", [True, False], ids=["kept in the folder", "kept for the session"])
def test_a_saved_notebook_holds_no_word_of_a_loaded_copy(course: Path, writable: bool) -> None:
    if not writable:
        (course / "source_texts" / "own_copy").write_text("a file bears the folder's name")
    saved = run_and_save(course, BOOK)
    assert (course / "source_texts" / "own_copy" / "article.txt").exists() == writable
    said = saved["cells"][3]["outputs"][0]["text"][0]
    assert said == f"{len(texts.BLOCKS)} found, {sum(map(len, texts.BLOCKS.values()))} characters sent\n", "the copy was loaded and shown"
    assert saved["cells"][8]["outputs"][0]["text"][0] == f"True [{len(texts.BLOCKS[11])}]\n", "the item showed its block"
    state = saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    assert any("copy" in str(one["state"].get("state")) for one in state.values()), "the boards' traits are in the file"
    assert not any(output["output_type"] == "error" for cell in saved["cells"] for output in cell["outputs"])
    assert betrayed(saved) == set()


def test_the_search_would_find_words_in_widget_state_and_in_every_kind_of_output(course: Path) -> None:
    saved = run_and_save(course, (*BOOK, *LEAKS))
    assert betrayed(saved["metadata"]), "in the widget state"
    for cell, source in zip(saved["cells"][-3:], LEAKS[-3:], strict=True):
        assert betrayed(cell["outputs"]), source
    assert not betrayed(saved["cells"][: len(BOOK)])


def test_what_is_shown_before_a_message_does_not_depend_on_a_copy(course: Path) -> None:
    """Stored outputs are the same with and without a copy, so a build on the machine of somebody who has one is the same."""
    home = find(course)
    kept_copies._kept.clear()
    try:
        bundles = []
        for _ in range(2):
            boards = OwnCopyBoard(home), ReaderBoard(home, 7), Lesson("02-ten-kinds-of-claim", home).item("K02")
            shown = [board._repr_mimebundle_()[0] for board in boards]
            bundles.append([(repr(board), one["text/plain"], one["text/html"], board.content) for board, one in zip(boards, shown, strict=True)])
            assert betrayed([board.get_state() for board in boards]) == set()
            kept_copies.kept_copy(home).put(TEXT)
        assert kept_copies.kept_copy(home).block(7) is not None
        assert bundles[0] == bundles[1]
    finally:
        kept_copies._kept.clear()
