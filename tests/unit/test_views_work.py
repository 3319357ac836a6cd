"""The boards of one's own work and of seminar mode, driven as the page drives them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from opedlab.answers import bundle
from opedlab.answers.log import AnswerLog
from opedlab.answers.seminar_mode import release_code
from opedlab.answers.work_code import Layout, decode
from opedlab.answers.work_file import read_file
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.views import work
from opedlab.views.item import ItemWidget
from opedlab.views.seminar_board import SeminarBoard
from opedlab.views.work import WorkBoard

LESSON = "99-sample"


@pytest.fixture
def bank(course: Course) -> Bank:
    return load(course.items / f"{LESSON}.yaml", Bank)


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "my_work" / "answers")


def press(board: Any, kind: str, *buffers: bytes, **fields: Any) -> dict[str, Any]:
    """What a press of a button on the page leads to."""
    board._on_message(None, {"type": kind, **fields}, [memoryview(b) for b in buffers])
    return board.state


def sent(board: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], list[bytes]]]:
    found: list[tuple[dict[str, Any], list[bytes]]] = []
    monkeypatch.setattr(board, "send", lambda message, buffers=None: found.append((message, buffers)))
    return found


def answer(item: ItemWidget, option: str, sure: float = 80) -> dict[str, Any]:
    item._on_message(None, {"type": "response", "response": {"option": option}, "confidence": sure}, [])
    return item.state


def test_twin_and_content_know_nothing_of_the_student(bank: Bank, log: AnswerLog) -> None:
    before = WorkBoard([bank], log)
    log.add("response", LESSON, "X01", response={"option": "sun"}, tried=1)
    after = WorkBoard([bank], log)
    assert (before.content, before.twin) == (after.content, after.twin)
    assert log.who not in str(after._repr_mimebundle_()) and "A sample: 2 questions, 7 minutes" in repr(after)
    assert after.state["rows"] == [{"lesson": LESSON, "answered": 1, "left": 5}]


def test_download_and_restore_carry_the_work_and_the_page_takes_it_up(bank: Bank, log: AnswerLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(ItemWidget(bank["X01"], LESSON, log), "sun")
    board = WorkBoard([bank], log)
    messages = sent(board, monkeypatch)
    state = press(board, "download")
    (message, (data,)) = messages[0]
    assert message["name"] == state["downloaded"] == bundle.file_name(log.who)

    fresh = AnswerLog(tmp_path / "fresh")
    item, elsewhere = ItemWidget(bank["X01"], LESSON, fresh), WorkBoard([bank], fresh)
    assert item.state["answer"] is None
    state = press(elsewhere, "restore", data, name=message["name"])
    assert state["restored"] | {"problems": []} == {
        "state": "whole", "cause": None, "added": 1, "known": 0, "who": log.who, "why_not": None, "problems": [], "more_problems": 0,
    }  # fmt: skip
    assert state["rows"][0]["answered"] == 1 and state["who"] == log.who
    assert item.state["answer"]["response"] == {"option": "sun"} and item.state["opened"] == 1
    assert press(elsewhere, "restore", data)["restored"]["added"] == 0
    assert press(elsewhere, "restore", b"\x00\x01")["restored"]["state"] == "wrong"
    assert press(elsewhere, "restore")["restored"] is None


def test_what_is_too_large_for_the_connection_goes_into_the_folder(bank: Bank, log: AnswerLog, monkeypatch: pytest.MonkeyPatch) -> None:
    log.add("response", LESSON, "X02", response={"text": "long " * 1000}, tried=1)
    monkeypatch.setattr(work, "DOWNLOAD_LIMIT", 1000)
    board = WorkBoard([bank], log)
    messages = sent(board, monkeypatch)
    stored = press(board, "download")["stored"]
    assert not messages and stored["why"] is None
    assert read_file(log.folder.parent / stored["file"]).state == "whole"


def test_the_code_carries_the_first_try_and_says_what_it_leaves_out(bank: Bank, log: AnswerLog) -> None:
    item = ItemWidget(bank["X01"], LESSON, log)
    answer(item, "sun", 70)
    answer(item, "rain", 90)
    log.add("response", LESSON, "X02", response={"text": "mine"}, tried=1)
    board = WorkBoard([bank], log)
    press(board, "start-over", lesson=LESSON)
    made = press(board, "code", lesson=LESSON)["code"]
    assert (made["carried"], made["left_out"]) == (1, 1)
    said = decode(made["code"], [Layout(bank)])
    assert said.who == log.who and said.answers["X01"].response == {"option": "sun"} and said.answers["X01"].confidence == 70
    assert press(board, "code", lesson="nowhere")["code"] is None


def test_starting_over_blanks_the_page_and_keeps_the_log(bank: Bank, log: AnswerLog) -> None:
    item, board = ItemWidget(bank["X01"], LESSON, log), WorkBoard([bank], log)
    answer(item, "sun")
    state = press(board, "start-over", lesson=LESSON)
    assert state["over"] == LESSON and state["rows"][0]["answered"] == 0
    assert item.state["answer"] is None and item.state["opened"] == 1
    assert [e.event for e in bundle.events_of(log.folder)] == ["response", "start-over"]


def test_skipped_lines_and_foreign_answers_are_said(bank: Bank, log: AnswerLog) -> None:
    log.add("response", LESSON, "Z99", response="a", tried=1)
    (log.folder / "0.jsonl").write_bytes(b"<script>\n" * 30)
    state = press(WorkBoard([bank], log), "look")
    assert (len(state["problems"]), state["more_problems"], state["foreign"]) == (20, 10, 1)


def test_an_answer_in_another_notebook_is_seen_on_looking_again(bank: Bank, log: AnswerLog) -> None:
    board = WorkBoard([bank], log)
    AnswerLog(log.folder).add("response", LESSON, "X01", response={"option": "sun"}, tried=1)
    assert press(board, "look")["rows"][0]["answered"] == 1


# --- seminar mode -----------------------------------------------------------------------------------------------


def test_feedback_waits_for_the_code_and_every_step_is_in_the_log(bank: Bank, log: AnswerLog) -> None:
    item, board = ItemWidget(bank["X01"], LESSON, log), SeminarBoard(LESSON, log, [LESSON, "98-other"])
    press(board, "switch", on=True)
    state = answer(item, "sun")
    assert state["withheld"] and state["marking"] is None and state["answer"]["response"] == {"option": "sun"}
    assert "It is warm" not in str(item.state)
    assert press(board, "release", code="")["wrong"] == ""
    assert press(board, "release", code=release_code("98-other"))["wrong"] == "98-other"
    assert item.state["marking"] is None
    assert press(board, "release", code=f" {release_code(LESSON).upper()} ")["released"]
    assert item.state["marking"]["outcome"] == "not quite" and not item.state["withheld"]
    answer(item, "rain")
    assert [(e.event, e.mode) for e in bundle.events_of(log.folder)] == [
        ("seminar", "open"),
        ("response", "seminar"),
        ("release", "open"),
        ("response", "open"),
    ]


def test_the_lock_holds_for_its_own_lesson_and_for_the_next_kernel(bank: Bank, log: AnswerLog) -> None:
    press(SeminarBoard(LESSON, log), "switch", on=True)
    assert ItemWidget(bank["X01"], "98-other", log).state["withheld"] is False
    again = ItemWidget(bank["X01"], LESSON, AnswerLog(log.folder))
    assert answer(again, "rain")["marking"] is None


def test_switching_off_opens_too_and_is_noted(bank: Bank, log: AnswerLog) -> None:
    item, board = ItemWidget(bank["X01"], LESSON, log), SeminarBoard(LESSON, log)
    press(board, "switch", on=True)
    answer(item, "rain")
    assert not press(board, "switch", on=False)["on"]
    assert item.state["marking"]["outcome"] == "right"
    assert [e.response for e in log.marks(LESSON)] == ["on", "off"]


def test_a_blank_item_stays_blank_through_a_restore(bank: Bank, log: AnswerLog) -> None:
    log.add("response", LESSON, "X01", response={"option": "sun"}, tried=1)
    blank = ItemWidget(bank["X01"], LESSON, log, blank=True)
    log.reread()
    assert blank.state["answer"] is None
