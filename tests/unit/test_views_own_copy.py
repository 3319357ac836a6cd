"""The own-copy board and the reader: what is found is said, kept where it can be, and shown only when asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from attrs import evolve

from opedlab.answers.log import AnswerLog
from opedlab.course import Course, find
from opedlab.items.bank import Bank
from opedlab.records import load as load_bank
from opedlab.text import sketch as sketches
from opedlab.text.in_place import Quote
from opedlab.text.own_copy import recognise
from opedlab.views import copy_words, own_copy, reader
from opedlab.views import kept_copy as kept_copies
from opedlab.views.copy_report import describe, exit_code
from opedlab.views.copy_words import CopyWords
from opedlab.views.item import ItemWidget
from opedlab.views.kept_copy import KeptCopy
from opedlab.views.own_copy import OwnCopyBoard
from opedlab.views.reader import ReaderBoard
from tests.unit import own_copy_forms as forms
from tests.unit import own_copy_texts as texts

TEXT, SPOTS = forms.joined(texts.BLOCKS, tuple(texts.BLOCKS))
ALL = len(texts.BLOCKS)
REAL = find(Path(__file__))
BLOCKS = own_copy.blocks_of(REAL)


@pytest.fixture
def course(tmp_path):
    """A course of its own whose article is the made-up one; records are the real ones."""
    for folder in ("lessons", "exercises", "solutions", "source_texts"):
        (tmp_path / folder).mkdir()
    made = Course(tmp_path)
    shutil.copytree(REAL.article, made.article)
    sketch = sketches.make(texts.BLOCKS, "made-up", texts.TEMPLATE)
    (made.article / "sketch.json").write_text(sketches.as_json(sketch), encoding="utf-8")
    kept_copies._kept.clear()
    yield made
    kept_copies._kept.clear()


@pytest.fixture
def quoted(course, monkeypatch):
    """The course with quotations of the made-up article."""
    made = {7: [Quote("Felsgrund", 14, "bedrock"), Quote("der bloße Entwurf", 31, "the mere draft")]}
    monkeypatch.setattr(copy_words, "quotes", lambda _: made)
    return course


def say(board, message, *buffers):
    """What the page does: send a message; returns what the board sends back beside its state."""
    sent = []
    board.send = lambda content, buffers=None: sent.append(content)
    board._handle_custom_msg(message, list(buffers))
    return sent


def load(board, text=TEXT):
    say(board, {"type": "copy"}, memoryview(text.encode() if isinstance(text, str) else text))
    return board.state


# --- loading ----------------------------------------------------------------------------------------------------


def test_a_copy_is_found_kept_in_the_ignored_folder_and_removed(course):
    board = OwnCopyBoard(course)
    assert board.state["kept"] is None
    state = load(board, TEXT.replace("\n", "\r\n").encode("utf-16"))
    assert state["kept"]["recognised"] and (state["kept"]["found"], state["kept"]["all"]) == (ALL, ALL)
    assert state["kept"]["notes"][0] == "decoded as utf-16" and state["session_only"] is None
    file = course.own_copy / "article.txt"
    assert file.read_bytes() == TEXT.replace("\n", "\r\n").encode("utf-8")
    assert board.content["where"] == "source_texts/own_copy/article.txt"
    assert "source_texts/own_copy/" in (REAL.root / ".gitignore").read_text().split()
    assert list(course.own_copy.iterdir()) == [file], "no part of a file is left"
    say(board, {"type": "remove"})
    assert board.state["removed"] and board.state["kept"] is None and not course.own_copy.exists()


def test_missing_blocks_are_named_by_title(course):
    without = "\n".join(text for number, text in texts.BLOCKS.items() if number not in (8, 16))
    state = load(OwnCopyBoard(course), without)
    assert state["kept"]["missing"] == [{"block": n, "title": BLOCKS[n].title} for n in (8, 16)]


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (b"", "own_copy_empty", 2),
        (b"%PDF-1.7 \x00\x01", "own_copy_binary", 2),
        (b"a" * 5_000_001, "own_copy_huge", 2),
        (b"{\\rtf1 Hallo}", "own_copy_unreadable", 2),
        (texts.OTHER_GERMAN.encode(), "own_copy_another", 3),
        (b"North Korea Pyongyang Kursk Putin Kim Jong Un Schake " + texts.ENGLISH.encode(), "own_copy_english", 3),
    ],
)
def test_each_problem_has_its_own_words_and_exit_code(course, data, said, code):
    board = OwnCopyBoard(course)
    state = load(board, data)
    assert state["kept"] is None and state["attempt"]["problem"] == said and not state["attempt"]["recognised"]
    assert not course.own_copy.exists()
    found = recognise(data, kept_copies.kept_copy(course).sketch)
    assert exit_code(found) == code and describe(found, BLOCKS).startswith("○ ")


def test_another_article_does_not_displace_the_copy(course):
    board = OwnCopyBoard(course)
    load(board)
    state = load(board, texts.OTHER_GERMAN)
    assert state["kept"]["recognised"] and state["attempt"]["problem"] == "own_copy_another"
    assert (course.own_copy / "article.txt").read_text(encoding="utf-8") == TEXT


def test_the_same_wrong_text_twice_is_a_change_that_reaches_the_page(course):
    board = OwnCopyBoard(course)
    first = load(board, b"")
    assert load(board, b"") != first


def test_a_folder_that_cannot_be_written_keeps_the_copy_for_the_session_and_says_so(course):
    course.own_copy.write_text("a file bears the folder's name")  # root may write where permissions forbid it, so this is sure to fail
    board, other = OwnCopyBoard(course), ReaderBoard(course, 7)
    state = load(board)
    assert state["kept"]["recognised"] and state["session_only"]
    assert other.state["copy"], "the reader in the same kernel sees it"
    assert say(other, {"type": "show", "block": 7})[0]["found"]
    say(board, {"type": "remove"})
    assert board.state["kept"] is None and not other.state["copy"]


def test_a_copy_that_cannot_be_deleted_is_said_to_stay(course, monkeypatch):
    board = OwnCopyBoard(course)
    load(board)

    def refuse(self, missing_ok=False):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    say(board, {"type": "remove"})
    assert board.state["stays"] == "Permission denied" and board.state["kept"]["recognised"] and not board.state["removed"]


def test_another_notebook_sees_the_copy_come_and_go(course):
    def kernel():
        return KeptCopy(course.own_copy / "article.txt", course.article / "sketch.json", name="article.txt", sketch_name="sketch.json")

    here, there = kernel(), kernel()
    assert there.recognition() is None
    here.put(TEXT)
    assert there.block(7)[1] == texts.BLOCKS[7]
    here.put("\n".join(texts.BLOCKS[n] for n in texts.BLOCKS if n != 7))
    assert there.block(7) == (there.block(7)[0], "") and not there.block(7)[0].found
    here.remove()
    assert there.recognition() is None and there.block(7) is None


@pytest.mark.parametrize("raw", [TEXT.encode("cp1252"), forms.as_page(texts.BLOCKS).encode()], ids=["windows-1252", "page"])
def test_a_file_laid_there_by_hand_is_read_as_well(course, raw):
    course.own_copy.mkdir()
    (course.own_copy / "article.txt").write_bytes(raw)
    assert OwnCopyBoard(course).state["kept"]["found"] == ALL
    (course.own_copy / "article.txt").write_bytes(b"\x00" * 100)
    assert OwnCopyBoard(course).state["kept"]["problem"] == "own_copy_binary"
    assert not ReaderBoard(course).state["copy"]


def test_messages_of_a_strange_page_do_no_harm(course):
    board, page = OwnCopyBoard(course), ReaderBoard(course)
    for message in ({}, {"type": "copy"}, {"type": None}, {"type": "show", "block": "7"}, {"type": "show", "block": 99}, {"type": "show"}):
        say(board, message)
        assert say(page, message) == []
    load(board)
    for number in (99, -1, 0, None, "7", 7.0, [7]):
        assert not any(sent["found"] for sent in say(page, {"type": "show", "block": number}))


def test_a_broken_record_of_quotations_leaves_the_words_unmarked(course):
    load(OwnCopyBoard(course))
    (course.article / "caveats.yaml").write_text("caveats: [", encoding="utf-8")
    (sent,) = say(ReaderBoard(course, 7), {"type": "show", "block": 7})
    assert sent["parts"] == [(texts.BLOCKS[7], ())]


# --- the terminal's words ---------------------------------------------------------------------------------------


def test_the_report_names_what_is_missing_and_what_was_noticed(course):
    without = "\n".join(text for number, text in texts.BLOCKS.items() if number != 16)
    found = recognise(without.encode("cp1252"), kept_copies.kept_copy(course).sketch)
    said = describe(found, BLOCKS)
    assert exit_code(found) == 0
    assert said.splitlines()[0] == f"✓ This is the article: {ALL - 1} of {ALL} blocks found."
    assert f"  Block 16: {BLOCKS[16].title}" in said.splitlines() and "  - decoded as windows-1252" in said.splitlines()
    assert "Fähre" not in said


# --- the reader -------------------------------------------------------------------------------------------------


def test_a_block_is_sent_when_asked_for_with_its_quotations_marked(quoted):
    load(OwnCopyBoard(quoted))
    page = ReaderBoard(quoted, 7)
    (sent,) = say(page, {"type": "show", "block": 7})
    assert sent["block"] == 7 and sent["found"] and not sent["by_neighbours"]
    assert "".join(part for part, _ in sent["parts"]) == texts.BLOCKS[7]
    assert [(part, list(glosses)) for part, glosses in sent["parts"] if glosses] == [("Felsgrund", ["bedrock"]), ("der bloße Entwurf", ["the mere draft"])]
    json.dumps(sent)


def test_a_block_that_the_copy_lacks_is_said_to_be_missing(quoted):
    load(OwnCopyBoard(quoted), "\n".join(texts.BLOCKS[n] for n in texts.BLOCKS if n != 7))
    (sent,) = say(ReaderBoard(quoted, 7), {"type": "show", "block": 7})
    assert not sent["found"] and sent["parts"] == []


def test_the_reader_shows_the_whole_page_and_its_twin_does_too():
    shown = reader.twin(BLOCKS, 13)
    assert shown.plain.splitlines()[1].startswith("Block 13: Many months and a pact (body; ● the author)")
    for block in BLOCKS:
        assert " ".join(block.summary.split()) in " ".join(shown.plain.split())
        sign, name = reader.VOICES[block.voice]
        assert f"Block {block.block}: {block.title} ({block.role}; {sign} " in shown.plain
    page = reader.content(BLOCKS, 13)
    assert page["block"] == 13 and [row["block"] for row in page["blocks"]] == [block.block for block in BLOCKS]


def test_a_block_that_the_page_does_not_have_is_refused(course):
    with pytest.raises(KeyError, match="1 to 42, not 43"):
        ReaderBoard(course, 43)


def test_the_records_quotations_are_marked_without_telling_which_are_keys():
    found = copy_words.quotes(REAL)
    assert {quote.words for quote in found[13]} >= {"nur noch dem Namen nach"}
    assert all(quote.gloss for those in found.values() for quote in those)
    assert {13, 23, 29} <= set(found)


# --- beside an item ---------------------------------------------------------------------------------------------


@pytest.fixture
def beside(quoted, tmp_path):
    """An item on blocks 7 and 8 that may ask for the copy."""
    item = load_bank(REAL.items / "02-ten-kinds-of-claim.yaml", Bank)["K01"]
    return ItemWidget(evolve(item, blocks=(7, 8)), "02-ten-kinds-of-claim", AnswerLog(tmp_path / "log"), copy=CopyWords(quoted))


def test_an_item_sends_its_blocks_of_the_copy_when_asked_for_them(beside, quoted):
    assert beside.state["copy"] is False
    load(OwnCopyBoard(quoted))
    assert beside.state["copy"] is True, "the item heard that a copy was loaded in this kernel"
    before = dict(beside.state)
    (sent,) = say(beside, {"type": "show", "block": 7})
    assert "".join(part for part, _ in sent["parts"]) == texts.BLOCKS[7] and sent["block"] == 7
    assert [part for part, glosses in sent["parts"] if glosses] == ["Felsgrund", "der bloße Entwurf"], "marked as in the reader"
    assert (sent,) == tuple(say(ReaderBoard(quoted), {"type": "show", "block": 7}))
    assert beside.state == before, "no word and no trace of it in the state"


def test_an_item_shows_nothing_without_a_copy_nor_a_block_that_is_not_its_own(beside, quoted):
    assert say(beside, {"type": "show", "block": 7}) == [] and beside.state["copy"] is False
    load(OwnCopyBoard(quoted))
    for strange in (9, 99, None, "7", [7], {}, True):
        assert say(beside, {"type": "show", "block": strange}) == []
    say(OwnCopyBoard(quoted), {"type": "remove"})
    assert beside.state["copy"] is False


def test_an_item_without_blocks_never_offers_the_copy(quoted, tmp_path):
    load(OwnCopyBoard(quoted))
    item = load_bank(REAL.items / "02-ten-kinds-of-claim.yaml", Bank)["K01"]
    widget = ItemWidget(evolve(item, blocks=()), "02-ten-kinds-of-claim", AnswerLog(tmp_path / "log"), copy=CopyWords(quoted))
    assert widget.state["copy"] is False and say(widget, {"type": "show", "block": 7}) == []


def test_asking_for_the_copy_is_no_answer_and_keeps_a_message_that_stands(beside, quoted, tmp_path):
    load(OwnCopyBoard(quoted))
    say(beside, {"type": "response", "response": "no such option", "confidence": 50})
    assert beside.state["problem"]
    say(beside, {"type": "show", "block": 7})
    assert beside.state["problem"] and not AnswerLog(tmp_path / "log").history("02-ten-kinds-of-claim", "K01").responses
