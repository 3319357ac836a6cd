"""No file of the project repeats more than eight words of the op-ed in a row, as far as the sparse sketch can tell."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from opedlab.course import find
from opedlab.text import quotation, sketch
from tests.unit import own_copy_texts as texts

SKETCH = sketch.make(texts.BLOCKS, "made-up", texts.TEMPLATE)
COURSE = find(Path(__file__))
MOST = 0.05
"""Share of the article in runs that are seen. The course allows itself a tenth in all; not every short run is seen."""


def words(block, first, count):
    """``count`` words of the made-up article in a row."""
    found = list(re.finditer(r"\w+", texts.BLOCKS[block]))
    return texts.BLOCKS[block][found[first].start() : found[first + count - 1].end()]


def measured(paths, made):
    """The runs of each file, and those that are too long."""
    runs, over = [], []
    for path in paths:
        found = quotation.runs(quotation.readable(path.read_bytes(), path.suffix), made)
        runs += found
        too_long = quotation.too_long(found, made)
        over += [f"{COURSE.name_of(path)}: {run.words} words of block {run.block}, characters {run.start} to {run.end}" for run in too_long]
    return runs, over


def test_no_file_of_the_project_repeats_the_op_ed():
    listed = subprocess.run(["git", "-C", COURSE.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the project is unknown")
    paths = [COURSE.root / name for name in listed.stdout.split("\0") if name and (COURSE.root / name).is_file()]
    assert len(paths) > 10
    made = sketch.read(COURSE.article / "sketch.json")
    runs, over = measured(paths, made)
    assert over == []
    assert quotation.share(runs, made) <= MOST


TWELVE = words(18, 20, 12)


def as_notebook(text):
    lines = text.splitlines(keepends=True)
    shown = {"output_type": "display_data", "data": {"text/html": lines, "image/png": "AAAA"}}
    cell = {"cell_type": "code", "source": ["here.item('K02')"], "outputs": [shown]}
    return json.dumps({"cells": [cell], "nbformat": 4})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lesson.md", f"The author writes: *{TWELVE}* (block 18)."),
        ("bare.md", f"The author thinks that {TWELVE} and nobody knows whether it is so."),
        ("folded.yaml", "- id: TC99\n  de: >-\n    " + TWELVE.replace(" ", "\n    ", 3) + "\n  en: something else\n"),
        ("code.py", 'QUOTE = "' + TWELVE + '"\n'),
        ("book.ipynb", as_notebook(f"<p>Block 18: <span lang='de'>{TWELVE}</span></p>")),
        ("escaped.json", json.dumps({"text": TWELVE})),
        ("marked.html", "<p>" + re.sub(r"(\w+)$", r"<b>\1</b>", TWELVE.replace("ü", "&uuml;").replace("ä", "&auml;")) + "</p>"),
        ("upper.txt", TWELVE.upper()),
        ("table.csv", f"id,de,en\n1,{TWELVE.replace(',', '')},other\n"),
    ],
)
def test_a_planted_run_of_twelve_words_is_found(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    runs, over = measured([path], SKETCH)
    assert len(over) == 1 and f"{name}: " in over[0] and "of block 18" in over[0]
    least, most = {"bare.md": (12, 20), "marked.html": (11, 12)}.get(name, (12, 12))  # without an edge the longest reading counts
    assert least <= runs[0].words <= most
    assert quotation.share(runs, SKETCH) > 0


def test_eight_words_may_be_quoted_and_a_title_named():
    for block in (6, 7, 10, 15, 18, 19):
        for first in range(0, 18, 2):
            found = quotation.runs(f"She says „{words(block, first, 8)}“, then goes on.", SKETCH)
            assert quotation.too_long(found, SKETCH) == []
    title = quotation.runs(f"*{texts.BLOCKS[1]}*", SKETCH)
    assert title and quotation.too_long(title, SKETCH) == []
    assert quotation.too_long(title, SKETCH, titles=()) != []


def test_the_sensitivity_that_is_stated_is_the_one_there_is():
    for count, chance in quotation.sensitivity(SKETCH, (6, 8, 10, 12, 16)).items():
        seen = places = 0
        for block, text in texts.BLOCKS.items():
            for first in range(len(re.findall(r"\w+", text)) - count + 1):
                places += 1
                seen += bool(quotation.runs(f"In English before. {words(block, first, count)} And after it.", SKETCH))
        assert seen / places == pytest.approx(chance, abs=0.06)
        if count == 12:
            assert seen / places > 0.9


def test_the_whole_article_is_seen_as_such():
    found = quotation.runs("\n".join(texts.BLOCKS.values()), SKETCH)
    assert quotation.share(found, SKETCH) > 0.95
    assert found[0].words == max(len(re.findall(r"\w+", text)) for text in texts.LINES)
    twice = quotation.runs("\n".join([*texts.BLOCKS.values()] * 2), SKETCH)
    assert quotation.share(twice, SKETCH) == quotation.share(found, SKETCH)


def test_other_texts_repeat_nothing():
    others = [*texts.LOOK_ALIKES.values(), *texts.LOOK_ALIKES_OF_THE_OP_ED.values(), texts.OTHER_GERMAN, texts.ENGLISH]
    for other in others:
        assert quotation.runs(other, SKETCH) == ()
        assert quotation.runs(other, sketch.read(COURSE.article / "sketch.json")) == ()


def test_files_that_are_no_text_are_passed_over():
    assert quotation.readable(b"\x89PNG\xff\xfe", ".png") == ""
    assert "Ufer" in quotation.readable(b'{"broken": "Ufer', ".json")
    assert "AAAA" not in quotation.readable(as_notebook("x").encode(), ".ipynb")
