"""Download and restore: one file, verified line by line; nothing in it is run, and nothing that is there is touched."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opedlab.answers import bundle
from opedlab.answers.bundle import file_name, pack, restore, restore_file
from opedlab.answers.events import Event, to_line
from opedlab.answers.log import AnswerLog, fold, pseudonym, read_lines
from opedlab.answers.work_file import MAX_BUNDLE, MAX_PROBLEMS, contents, head_sum, line_sum, read_file

HOSTILE = "NUL \0, line \u2028, </textarea><script>alert(1)</script>, \u202eRTL, \U0001f41f, lone \ud800"


@pytest.fixture
def worked(tmp_path: Path) -> AnswerLog:
    """A student's folder with some answers of two kernels."""
    log, other = AnswerLog(tmp_path / "one"), AnswerLog(tmp_path / "one")
    log.add("response", "02", "K01", response={"option": "a"}, confidence=80, tried=1)
    other.add("response", "02", "T01", response={"text": HOSTILE}, tried=1)
    log.add("hint", "02", "K02")
    other.add("response", "02", "K01", response={"option": "b"}, confidence=60, tried=2)
    log.add("seminar", "02", response="on")
    return log


def snapshot(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def events_in(folder: Path) -> list[bytes]:
    return sorted(line for file in folder.glob("*.jsonl") for line in file.read_bytes().splitlines())


def test_work_is_carried_to_a_fresh_computer_and_nothing_there_is_touched(worked: AnswerLog, tmp_path: Path) -> None:
    fresh = AnswerLog(tmp_path / "two")
    fresh.add("response", "03", "M01", response="x")
    before = snapshot(fresh.folder)
    report = restore(fresh.folder, pack(worked.folder))
    assert (report.state, report.added, report.known, report.problems) == ("whole", 5, 0, ())
    after = snapshot(fresh.folder)
    assert before.items() <= after.items() and report.file in after
    again = AnswerLog(tmp_path / "two")
    assert again.histories == {**AnswerLog(worked.folder).histories, ("03", "M01"): fresh.history("03", "M01")}
    assert again.history("02", "T01").last.response["text"] == HOSTILE
    assert again.who == worked.who != fresh.who, "one student stays one student"


def test_restoring_twice_or_at_home_changes_nothing(worked: AnswerLog, tmp_path: Path) -> None:
    packed = pack(worked.folder)
    before = snapshot(worked.folder)
    report = restore(worked.folder, packed)
    assert (report.added, report.known, report.file) == (0, 5, None)
    assert snapshot(worked.folder) == before
    restore(tmp_path / "two", packed)
    before = snapshot(tmp_path / "two")
    restore(tmp_path / "two", packed)
    assert snapshot(tmp_path / "two") == before
    assert pack(tmp_path / "two").split(b"\n")[1:] == packed.split(b"\n")[1:]


def test_two_downloads_of_different_days_are_put_together(worked: AnswerLog, tmp_path: Path) -> None:
    monday = pack(worked.folder)
    worked.add("response", "02", "K09", response="a")
    tuesday = pack(worked.folder)
    assert restore(tmp_path / "two", tuesday).added == 6
    assert restore(tmp_path / "two", monday).added == 0
    assert events_in(tmp_path / "two") == events_in(worked.folder)


def test_replaced_drafts_stay_behind_and_the_last_one_goes(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path)
    for text in ("h", "ha", "half"):
        log.add("draft", "02", "T01", response=text)
    log.add("draft", "02", "T02", response="sent after all")
    log.add("response", "02", "T02", response={"text": "sent"})
    packed = contents(pack(tmp_path), "x")
    assert [event.response for event in packed.events if event.event == "draft"] == ["half"]


EVENTS = st.lists(
    st.builds(
        Event,
        at=st.integers(0, 50).map(lambda n: f"2026-11-24T10:00:{n:02}.000Z"),
        who=st.just("k7f3-q2"),
        event=st.sampled_from(["response", "draft", "hint", "start-over"]),
        lesson=st.sampled_from(["02", "03"]),
        item=st.sampled_from(["K01", "K02", None]),
        response=st.sampled_from(["a", "b"]),
    ),
    max_size=25,
    unique_by=lambda event: event.at,
)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_a_pack_folds_to_the_same_state_as_the_log(events: list[Event]) -> None:
    assert fold(bundle._needed(events)) == fold(events)


def test_what_the_disk_refused_is_still_downloaded(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file where the folder should be")
    log = AnswerLog(tmp_path / "work" / "answers")
    log.add("response", "02", "K01", response="a")
    assert [e.item for e in contents(pack(log.folder, log.unwritten), "x").events] == ["K01"]
    report = restore(log.folder, pack(log.folder, log.unwritten))
    assert report.why_not and report.added == 0 and "nothing was written" in str(report)
    who = log.who
    log.reread()
    assert log.history("02", "K01").last.response == "a" and log.who == who


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../etc/cron.d/x", data)
    return out.getvalue()


NEWER = json.dumps({"v": 2, "bundle": "opedlab-work", "sums": "", "check": ""}).encode() + b"\n"
WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "binary": (lambda d: os.urandom(5000).replace(b"{", b"."), "no answers"),
    "zip with a path that climbs": (zipped, "zip archive"),
    "zip bomb": (lambda d: gzip.compress(b"0" * 10_000_000), "compressed"),
    "huge": (lambda d: d + b" " * MAX_BUNDLE, "more than"),
    "newer version": (lambda d: NEWER + d.split(b"\n", 1)[1], "version 2"),
    "log of a newer version": (lambda d: b'{"v":2,"at":"x"}\n', "version 2"),
    "notebook": (lambda d: b'{"cells": [],\n "nbformat": 4}', "notebook"),
    "web page": (lambda d: b"<!doctype html><script>alert(1)</script>", "web page"),
    "other JSON": (lambda d: b'[{"v": 1}]', "no answers"),
    "deep JSON": (lambda d: b"[" * 500_000, "no answers"),
    "text": (lambda d: b"Liebe Studierende,\nbitte laden", "no answers"),
    "pickle": (lambda d: b"cos\nsystem\n(S'touch /tmp/x'\ntR.", "no answers"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_work_file_is_refused_with_its_cause_and_writes_nothing(worked: AnswerLog, tmp_path: Path, name: str) -> None:
    made, cause = WRONG[name]
    report = restore(tmp_path / "two", made(pack(worked.folder)))
    assert report.state == "wrong" and cause in report.cause
    assert len(report.problems) <= MAX_PROBLEMS + 1 and not (tmp_path / "two").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one"]


def changed(data: bytes) -> bytes:
    return data.replace(b'"option":"a"', b'"option":"c"')


DAMAGED: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "empty": (lambda d: b"", 0, "empty"),
    "blank": (lambda d: b"\n \r\n", 0, "empty"),
    "cut in a line": (lambda d: d[:-20], 4, "1 of 5 events are lost"),
    "cut after the first line": (lambda d: d.split(b"\n")[0], 0, "5 of 5 events are lost"),
    "a line changed": (changed, 4, "1 of 5 events are lost"),
    "a line added": (lambda d: d + d.split(b"\n")[1].replace(b"K01", b"K77") + b"\n", 5, "1 lines cannot be read"),
    "first line changed": (lambda d: d.replace(b'"sums":"', b'"sums":"0', 1), 5, "cannot be verified"),
    "first line torn": (lambda d: d[10:], 5, "cannot be verified"),
    "zeros in the middle": (lambda d: d[: len(d) // 2] + b"\0" * 40 + d[len(d) // 2 + 40 :], 4, "1 of 5 events are lost"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_named_and_what_is_whole_is_restored(worked: AnswerLog, tmp_path: Path, name: str) -> None:
    made, whole, cause = DAMAGED[name]
    report = restore(tmp_path / "two", made(pack(worked.folder)))
    assert (report.state, report.added) == ("damaged", whole) and cause in report.cause
    if whole:
        assert set(events_in(tmp_path / "two")) <= set(events_in(worked.folder))


def test_mail_programs_may_change_line_ends(worked: AnswerLog, tmp_path: Path) -> None:
    mailed = b"\xef\xbb\xbf" + pack(worked.folder).replace(b"\n", b"\r\n")
    report = restore(tmp_path / "two", mailed)
    assert (report.state, report.added) == ("whole", 5)
    assert events_in(tmp_path / "two") == events_in(worked.folder)


def test_a_plain_log_file_is_taken_and_changes_nobodys_pseudonym(worked: AnswerLog, tmp_path: Path) -> None:
    fresh = AnswerLog(tmp_path / "two")
    file = next(iter(worked.folder.glob("*.jsonl")))
    report = restore(fresh.folder, file.read_bytes())
    assert report.state == "whole" and report.added == len(file.read_bytes().splitlines())
    assert pseudonym(fresh.folder) == fresh.who


def test_missing_is_told_from_damaged_and_wrong(worked: AnswerLog, tmp_path: Path) -> None:
    assert read_file(tmp_path / "nowhere.jsonl").state == "missing"
    assert read_file(tmp_path).state == "missing"
    (tmp_path / "x.jsonl").write_bytes(pack(worked.folder))
    assert read_file(tmp_path / "x.jsonl").state == "whole"
    assert restore_file(tmp_path / "two", tmp_path / "nowhere.jsonl").state == "missing" and not (tmp_path / "two").exists()
    assert restore_file(tmp_path / "two", tmp_path / "x.jsonl").added == 5


def test_ids_from_the_file_never_become_paths(tmp_path: Path) -> None:
    line = to_line(Event("2026-11-24T10:00:00.000Z", "../../up", "response", "../../02", "../../../K01", 1, "a"))
    fields = {"at": "x", "who": "../../up", "sums": line_sum(line.rstrip())}
    header = json.dumps({"v": 1, "bundle": "opedlab-work", **fields, "check": head_sum(fields)}).encode()
    report = restore(tmp_path / "a" / "b", header + b"\n" + line)
    assert (report.state, report.added) == ("whole", 1)
    assert sorted(p.name for p in (tmp_path / "a" / "b").iterdir()) == [report.file], "a pseudonym of another form is not taken up"
    assert file_name("../../up", "2026-11-24") == "opedlab-work-up-2026-11-24.jsonl"
    assert file_name(None, "2026-11-24") == "opedlab-work-2026-11-24.jsonl"


def test_many_bad_lines_are_summed_up(tmp_path: Path) -> None:
    good = to_line(Event("2026-11-24T10:00:00.000Z", "k7f3-q2", "hint", "02", "K01"))
    found = contents(good + b"x\n" * 10_000, "x")
    assert found.state == "damaged" and len(found.problems) == MAX_PROBLEMS + 1
    assert "9800 lines more" in found.problems[-1].cause


def test_unreadable_lines_of_the_folder_are_not_packed(worked: AnswerLog) -> None:
    (worked.folder / "0.jsonl").write_bytes(b'\x00\x01\n{"v":1,"at":"20')
    found = contents(pack(worked.folder), "x")
    assert found.state == "whole" and len(found.events) == 5
    assert len(read_lines(pack(worked.folder), "x")[0]) == 5
