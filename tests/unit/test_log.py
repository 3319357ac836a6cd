"""The answers log: appended to, never rewritten; torn, foreign and unreadable lines are reported and cost nothing else."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from opedlab.answers.events import BadLine, from_line
from opedlab.answers.log import AnswerLog


def the_file(folder: Path) -> Path:
    return next(iter(folder.glob("*.jsonl")))


def test_what_was_answered_is_there_for_the_next_kernel(tmp_path: Path) -> None:
    first = AnswerLog(tmp_path / "answers")
    first.add("response", "02", "K01", response={"option": "a"}, confidence=80, tried=1)
    first.add("response", "02", "K01", response={"option": "b"}, confidence=60, tried=2)
    first.add("hint", "02", "K01")
    first.add("draft", "02", "T1", response="half a thought")
    again = AnswerLog(tmp_path / "answers")
    history = again.history("02", "K01")
    assert history.first.response == {"option": "a"} and history.last.response == {"option": "b"} and history.hints == 1
    assert again.history("02", "T1").draft == "half a thought"
    assert again.who == first.who and set(again.items_of("02")) == {"K01", "T1"}


def test_two_kernels_never_share_a_file_and_see_each_others_past(tmp_path: Path) -> None:
    one, two = AnswerLog(tmp_path), AnswerLog(tmp_path)
    one.add("response", "02", "K01", response="a")
    two.add("response", "02", "K02", response="b")
    assert len(list(tmp_path.glob("*.jsonl"))) == 2
    assert set(AnswerLog(tmp_path).items_of("02")) == {"K01", "K02"}


def test_a_torn_line_is_reported_ended_and_never_rewritten(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path)
    log.add("response", "02", "K01", response="a")
    torn = the_file(tmp_path).read_bytes() + b'{"v":1,"at":"2026'
    the_file(tmp_path).write_bytes(torn)
    log.add("response", "02", "K02", response="b")
    assert the_file(tmp_path).read_bytes().startswith(torn + b"\n")
    again = AnswerLog(tmp_path)
    assert set(again.items_of("02")) == {"K01", "K02"}
    assert [(p.line, p.cause) for p in again.problems] == [(2, "is torn or not JSON")]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"\x00\x01", "torn or not JSON"),
        (b"[1]", "no event of this course"),
        (b'{"v":2}', "version 2"),
        (b'{"v":1,"at":"x"}', "lacks one of"),
        (b'{"v":1,"at":"a","who":"b","event":"rm -rf","lesson":"02"}', "unknown event"),
        (b'{"v":1,"at":"a","who":"b","event":"hint","lesson":"02","item":7}', "wrong kind"),
        (b"[" * 100_000, "torn or not JSON"),
        (b'"' + b"x" * 1_000_001, "bytes long"),
    ],
)
def test_damaged_missing_and_wrong_are_told_apart(line: bytes, cause: str) -> None:
    with pytest.raises(BadLine, match=cause):
        from_line(line)


def test_hostile_text_stays_one_line_and_comes_back_whole(tmp_path: Path) -> None:
    said = "NUL \0, line \u2028 separator, </script>, \u202eRTL, \U0001f41f, lone \ud800"
    AnswerLog(tmp_path).add("response", "02", "T1", response={"text": said})
    assert the_file(tmp_path).read_bytes().count(b"\n") == 1
    assert AnswerLog(tmp_path).history("02", "T1").last.response["text"] == said


@pytest.mark.skipif(os.name == "nt", reason="folders have no such modes on Windows")
def test_a_folder_that_cannot_be_made_costs_the_keeping_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file where the folder should be")
    log = AnswerLog(tmp_path / "work" / "answers")
    assert not log.keeps and "work" in log.why_not
    log.add("response", "02", "K01", response="a")
    assert log.history("02", "K01").last.response == "a"
    assert (tmp_path / "work").read_text() == "a file where the folder should be"


def test_starting_over_hides_and_keeps(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path)
    log.add("response", "02", "K01", response="a")
    log.add("response", "03", "M01", response="a")
    log.add("start-over", "02")
    assert not log.items_of("02") and log.items_of("03")
    again = AnswerLog(tmp_path)
    assert not again.items_of("02") and again.items_of("03")
    assert len(the_file(tmp_path).read_text().splitlines()) == 3


def test_an_unreadable_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    AnswerLog(tmp_path).add("response", "02", "K01", response="a")
    (tmp_path / "0-folder.jsonl").mkdir()
    log = AnswerLog(tmp_path)
    assert log.problems[0].file == "0-folder.jsonl" and log.items_of("02")


def test_a_line_holds_what_design_says(tmp_path: Path) -> None:
    AnswerLog(tmp_path).add("response", "02", "K02", response="inference", confidence=80, tried=1)
    fields = json.loads(the_file(tmp_path).read_text())
    assert set(fields) == {"v", "at", "who", "event", "lesson", "item", "try", "response", "confidence", "mode"}
    assert fields["at"].endswith("Z") and time.strptime(fields["at"][:19], "%Y-%m-%dT%H:%M:%S")
