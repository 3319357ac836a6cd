"""A class's files: each broken in exactly one way, reported by name and cause, and none stops the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from opedlab.answers.bundle import pack
from opedlab.answers.class_folder import NotTaken, add, paste, put_back, removed, take_out
from opedlab.answers.class_work import ClassWork, read_class
from opedlab.answers.events import to_line
from opedlab.answers.log import AnswerLog
from opedlab.answers.pasted import MAX_PASTED
from opedlab.answers.work_code import code
from opedlab.answers.work_file import MAX_BUNDLE
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.views.class_board import ClassBoard

LESSON = "99-sample"


@pytest.fixture
def bank(course: Course) -> Bank:
    return load(course.items / f"{LESSON}.yaml", Bank)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "my_work" / "class"
    made.mkdir(parents=True)
    return made


Student = Callable[..., AnswerLog]


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """A student with an answer to the closed question, a second try, and a text."""

    def made(name: str, option: str = "rain", text: str = "It may rain.") -> AnswerLog:
        log = AnswerLog(tmp_path / "students" / name)
        log.add("response", LESSON, "X01", response={"option": option}, confidence=70, tried=1)
        log.add("response", LESSON, "X01", response={"option": "sun"}, confidence=10, tried=2)
        log.add("response", LESSON, "X02", response={"text": text}, tried=1)
        log.add("vote", LESSON, "board", response={"round": "before"})
        return log

    return made


def causes(work: ClassWork) -> list[str]:
    return [str(problem) for problem in work.problems]


def test_files_and_codes_are_put_together_by_pseudonym(folder: Path, student: Student, bank: Bank) -> None:
    ann, ben, eve = student("ann"), student("ben", "sun"), student("eve", "rain")
    (folder / "ann.jsonl").write_bytes(pack(ann.folder))
    (folder / "chat.txt").write_text(f"Ann: {code(ann.folder, bank)}\nmorning all\n14:02 Ben:  {code(ben.folder, bank)} sorry\n", encoding="utf-8")
    (folder / "eve.jsonl").write_bytes(pack(eve.folder))
    work = read_class(folder, [bank])
    assert set(work.students) == {ann.who, ben.who, eve.who} and work.answers == 5
    tries = work.first_tries(LESSON)
    assert tries[ann.who]["X01"].response == {"option": "rain"} and tries[ann.who]["X02"].response == {"text": "It may rain."}
    assert set(tries[ben.who]) == {"X01"} and tries[ben.who]["X01"].response == {"option": "sun"} and tries[ben.who]["X01"].confidence == 70
    assert {who: e.response["option"] for who, e in work.answers_to(LESSON, "X01").items()} == {ann.who: "rain", ben.who: "sun", eve.who: "rain"}
    assert set(work.votes(LESSON)) == {ann.who, eve.who} and work.votes(LESSON, "elsewhere") == {} and work.first_tries("98-other") == {}
    assert causes(work) == [f"chat.txt, line 1: the code of {ann.who} repeats answers that were read before; counted once"]
    assert [(f.name, f.answers, f.problems) for f in work.files] == [("ann.jsonl", 2, 0), ("eve.jsonl", 2, 0), ("chat.txt", 1, 1)]


def packed(log: AnswerLog) -> bytes:
    return pack(log.folder)


def zipped(log: AnswerLog) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../up.jsonl", packed(log))
    return out.getvalue()


def another_item(log: AnswerLog) -> bytes:
    log.add("response", LESSON, "Z99", response="a", tried=1)
    return packed(log)


def another_lesson(log: AnswerLog) -> bytes:
    log.add("response", "98-gone", "X01", response={"option": "rain"}, tried=1)
    return packed(log)


def another_option(log: AnswerLog) -> bytes:
    log.add("response", LESSON, "X01", response={"option": "<script>alert(1)</script>"}, tried=3)
    return packed(log)


def wrong_kind(log: AnswerLog) -> bytes:
    log.add("response", LESSON, "X01", response=[[["rain"]]], tried=3)
    return packed(log)


def newer(log: AnswerLog) -> bytes:
    first, rest = packed(log).split(b"\n", 1)
    return json.dumps(json.loads(first) | {"v": 2}).encode() + b"\n" + rest


BROKEN: dict[str, tuple[str, Callable[[AnswerLog], bytes], str]] = {
    "empty": ("x.jsonl", lambda log: b"", "the file is empty"),
    "truncated": ("x.jsonl", lambda log: packed(log)[:-30], "1 of 4 events are lost"),
    "first line torn": ("x.jsonl", lambda log: packed(log)[9:], "first line is torn"),
    "a line changed": ("x.jsonl", lambda log: packed(log).replace(b'"rain"', b'"snow"'), "line 2: was changed"),
    "binary": ("x.jsonl", lambda log: os.urandom(4000).replace(b"{", b"."), "holds no answers of this course"),
    "huge": ("x.jsonl", lambda log: packed(log) + b" " * MAX_BUNDLE, "more than 32,000,000 bytes"),
    "newer version": ("x.jsonl", newer, "version 2"),
    "compressed": ("x.jsonl", lambda log: gzip.compress(packed(log)), "compressed"),
    "archive": ("x.zip", zipped, "archive; unpack it"),
    "archive renamed": ("x.jsonl", zipped, "zip archive"),
    "notebook": ("x.jsonl", lambda log: b'{"cells": [],\n "nbformat": 4}', "notebook"),
    "web page": ("x.jsonl", lambda log: b"<!doctype html><script>alert(1)</script>", "web page"),
    "no answers yet": ("x.jsonl", lambda log: pack(log.folder / "nothing"), "holds no answers yet"),
    "foreign question": ("x.jsonl", another_item, "1 answer to questions that this edition does not have: 99-sample Z99"),
    "foreign lesson": ("x.jsonl", another_lesson, "98-gone X01"),
    "foreign option": ("x.jsonl", another_option, "1 answer that the question cannot have: 99-sample X01"),
    "answer of a wrong kind": ("x.jsonl", wrong_kind, "1 answer that the question cannot have"),
    "other kind of file": ("x.docx", packed, "neither a downloaded work file"),
    "no ending": ("x", packed, "neither a downloaded work file"),
    "codes: empty": ("x.txt", lambda log: b" \r\n", "is empty"),
    "codes: none": ("x.txt", lambda log: "Grüße aus Köln".encode(), "holds no work code"),
    "codes: binary": ("x.txt", lambda log: b"\xff\x00\xc3\x28" * 50, "is no text"),
    "codes: huge": ("x.txt", lambda log: b"a" * (MAX_PASTED + 1), "more than 2,000,000 bytes"),
    "codes: begun": ("x.txt", lambda log: b"hello\nopedlab.99 and then?", "line 2: starts like a work code"),
    "codes: other lesson": ("x.txt", lambda log: b"opedlab.77-k7f3qm-2abcd3", "line 1:"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_its_cause_and_the_rest_is_read(folder: Path, student: Student, bank: Bank, name: str) -> None:
    file, made, cause = BROKEN[name]
    for one in ("a.jsonl", "z.jsonl"):
        (folder / one).write_bytes(pack(student(one).folder))
    (folder / file).write_bytes(made(student("x")))
    work = read_class(folder, [bank])
    mine = [said for said in causes(work) if said.startswith(file)]
    assert any(cause in said for said in mine), causes(work)
    assert mine == causes(work), "only the broken file is reported"
    assert len(work.first_tries(LESSON)) >= 2 and len(work.files) == 3
    assert json.dumps(causes(work))


def test_what_is_whole_in_a_damaged_file_counts(folder: Path, student: Student, bank: Bank) -> None:
    log = student("x")
    (folder / "x.jsonl").write_bytes(another_option(log))
    work = read_class(folder, [bank])
    assert {item: event.response for item, event in work.first_tries(LESSON)[log.who].items()} == {"X01": {"option": "rain"}, "X02": {"text": "It may rain."}}


def test_the_same_work_twice_counts_once_and_a_later_download_adds(folder: Path, student: Student, bank: Bank) -> None:
    log = student("x")
    (folder / "work.jsonl").write_bytes(pack(log.folder))
    (folder / "work (1).jsonl").write_bytes(pack(log.folder))
    assert causes(read_class(folder, [bank])) == ["work.jsonl: holds only what stands in another file already; counted once"]
    log.add("response", LESSON, "X02", response={"text": "Second thoughts."}, tried=2)
    (folder / "work.jsonl").write_bytes(pack(log.folder))
    work = read_class(folder, [bank])
    assert not work.problems and len(work.students) == 1 and work.answers == 2


def test_a_mistyped_code_is_named_by_line_and_group(folder: Path, student: Student, bank: Bank) -> None:
    good, typed = code(student("a").folder, bank), code(student("b").folder, bank)
    typed = typed[:13] + ("2" if typed[13] != "2" else "3") + typed[14:]
    (folder / "pad.txt").write_text(f"{typed}\n\n{good}\n", encoding="utf-16")
    work = read_class(folder, [bank])
    assert len(work.students) == 1 and len(work.problems) == 1 and "pad.txt, line 1: group 1" in causes(work)[0]


def test_a_code_that_contradicts_the_file_is_reported_and_the_file_stands(folder: Path, student: Student, bank: Bank, tmp_path: Path) -> None:
    log = student("x", "rain")
    other = AnswerLog(tmp_path / "other")
    (other.folder / "who.txt").write_text(log.who + "\n")
    other.add("response", LESSON, "X01", response={"option": "snow"}, tried=1)
    (folder / "x.jsonl").write_bytes(pack(log.folder))
    (folder / "c.txt").write_text(code(other.folder, bank))
    work = read_class(folder, [bank])
    assert "has other first tries than those read before: X01" in causes(work)[0]
    assert work.answers_to(LESSON, "X01")[log.who].response == {"option": "rain"}


def test_a_download_that_a_mail_program_renamed_is_read(folder: Path, student: Student, bank: Bank) -> None:
    (folder / "x.jsonl.txt").write_bytes(pack(student("x").folder))
    assert read_class(folder, [bank]).answers == 2


def test_a_plain_log_a_folder_a_pipe_and_hidden_files(folder: Path, student: Student, bank: Bank) -> None:
    log = student("x")
    (folder / "plain.jsonl").write_bytes(b"".join(to_line(e) for e in log.history(LESSON, "X01").responses))
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "removed").mkdir()
    (folder / "removed" / "old.jsonl").write_bytes(pack(student("y").folder))
    (folder / "week 1").mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    work = read_class(folder, [bank])
    assert set(work.students) == {log.who}
    assert causes(work) == ["pipe.jsonl: is no file that can be read", "week 1: is a folder; put the files in it beside the others"]


def test_no_folder_and_an_empty_one_are_a_class_without_work(folder: Path, bank: Bank) -> None:
    for place in (folder, folder / "nowhere"):
        work = read_class(place, [bank])
        assert (work.students, work.problems, work.files, work.answers) == ({}, (), (), 0)


# --- the folder ---------------------------------------------------------------------------------------------------


def test_nothing_is_overwritten_or_deleted(folder: Path) -> None:
    assert add(folder, "a.jsonl", b"1") == "a.jsonl"
    second = add(folder, "a.jsonl", b"2")
    assert second != "a.jsonl" and second.endswith(".jsonl") and (folder / "a.jsonl").read_bytes() == b"1"
    with pytest.raises(NotTaken, match="is there already as a.jsonl"):
        add(folder, "copy.jsonl", b"1")
    take_out(folder, "a.jsonl")
    assert removed(folder) == ["a.jsonl"] and not (folder / "a.jsonl").exists()
    add(folder, "a.jsonl", b"3")
    with pytest.raises(NotTaken, match="added meanwhile"):
        put_back(folder, "a.jsonl")
    take_out(folder, "a.jsonl")
    assert sorted((folder / "removed" / name).read_bytes() for name in removed(folder)) == [b"1", b"3"]
    put_back(folder, "a.jsonl")
    assert (folder / "a.jsonl").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../../up.jsonl", "..\\up.jsonl", "/etc/passwd", "removed", "", "..", "a\0b.jsonl", "x" * 300 + ".jsonl", "\ud800.jsonl"])
def test_a_name_never_leaves_the_folder(folder: Path, name: str) -> None:
    made = add(folder, name, b"data")
    assert (folder / made).is_file() and made not in ("removed", "") and len(made) <= 90
    outside = folder.parent / "outside.jsonl"
    outside.write_bytes(b"of somebody else")
    (folder / "removed").mkdir(exist_ok=True)
    for move, way_out in ((take_out, "../outside.jsonl"), (put_back, "../../outside.jsonl")):
        with pytest.raises(NotTaken):
            move(folder, way_out)
    assert outside.exists()


def test_codes_are_pasted_into_a_file_of_their_own(folder: Path, student: Student, bank: Bank) -> None:
    name, codes = paste(folder, f"here you are {code(student('a').folder, bank)}\n{code(student('b').folder, bank)}")
    assert codes == 2 and name.endswith(".txt") and len(read_class(folder, [bank]).students) == 2
    for text, cause in (("good morning", "holds no work code"), ("", "is empty"), ("opedlab.99", "only the beginning")):
        with pytest.raises(NotTaken, match=cause):
            paste(folder, text)
    assert len(list(folder.iterdir())) == 1


# --- the board ----------------------------------------------------------------------------------------------------


def press(board: ClassBoard, kind: str, *buffers: bytes, **fields: object) -> dict:
    board._on_message(None, {"type": kind, **fields}, [memoryview(b) for b in buffers])
    return board.state


def test_the_board_adds_takes_out_and_puts_back_and_its_twin_knows_nobody(folder: Path, student: Student, bank: Bank) -> None:
    empty = ClassBoard([bank], folder)
    one, two = student("a"), student("b")
    press(empty, "add", pack(one.folder), name="a.jsonl", goes_on=False, more=True)
    assert empty.state["files"] == 0, "the class is read once, after the last file"
    state = press(empty, "add", pack(two.folder), name="b.jsonl", goes_on=True, more=False)
    assert (state["files"], state["students"], state["answers"], state["added"]) == (2, 2, 4, ["a.jsonl", "b.jsonl"])
    full = ClassBoard([bank], folder)
    assert (full.twin, full.content) == (empty.twin, empty.content) and one.who not in str(full._repr_mimebundle_())
    state = press(full, "out", name="a.jsonl")
    assert (state["files"], state["out"], state["removed"]) == (1, "a.jsonl", ["a.jsonl"])
    state = press(full, "back", name="a.jsonl")
    assert (state["files"], state["back"], state["removed"], state["out"]) == (2, "a.jsonl", [], None)
    state = press(full, "add", (folder / "a.jsonl").read_bytes(), name="again.jsonl")
    assert state["refused"] == ["again.jsonl is there already as a.jsonl"] and state["files"] == 2
    assert press(full, "paste", text="hello")["refused"] and press(full, "paste", text=code(student("c").folder, bank))["codes"] == 1
    assert press(full, "out", name="../../x")["refused"] and press(full, "nonsense")["files"] == 3
    assert json.dumps(full.state)
