"""Seminar mode: a courtesy lock, folded from the log, opened by a code that follows from the lesson's name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opedlab.answers.log import ALPHABET, AnswerLog
from opedlab.answers.seminar_mode import Lock, lesson_of, lock, release_code, same

SLUGS = ["home", *(f"{n:02}-lesson-{n}" for n in range(16)), "02-ten-kinds-of-claim"]


def test_codes_differ_stay_and_can_be_read_aloud() -> None:
    codes = [release_code(slug) for slug in SLUGS]
    assert len(set(codes)) == len(SLUGS)
    assert all(re.fullmatch(f"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", code) for code in codes)
    assert release_code("02-ten-kinds-of-claim") == "3np-m83", "a printed instructor page would be wrong"


def test_a_code_is_taken_as_people_type_it_and_for_its_own_lesson_alone() -> None:
    code = release_code("02-ten-kinds-of-claim")
    for typed in (code, code.upper(), f"  {code.replace('-', '')} ", code.replace("-", " – ")):
        assert same(typed, code) and lesson_of(typed, SLUGS) == "02-ten-kinds-of-claim"
    for typed in ("", "-", code[:-1], code + "2", release_code("home"), "\0" * 10**6, code + " " * 200):
        assert same(typed, code) == (typed.strip() == code)
    assert lesson_of("abc-def", SLUGS) is None


@pytest.mark.parametrize(
    ("steps", "locked"),
    [
        ([], False),
        ([("seminar", "on")], True),
        ([("seminar", "on"), ("release", None)], False),
        ([("seminar", "on"), ("seminar", "off")], False),
        ([("seminar", "on"), ("release", None), ("seminar", "on")], True),
        ([("release", None)], False),
        ([("seminar", "on"), ("start-over", None)], True),
        ([("seminar", {"a": 1})], False),
    ],
)
def test_the_lock_is_a_fold_over_the_lessons_events_and_another_kernel_sees_it(tmp_path: Path, steps: list[tuple[str, object]], locked: bool) -> None:
    log = AnswerLog(tmp_path)
    for event, response in steps:
        log.add(event, "02", response=response)
    log.add("seminar", "03", response="on")
    assert lock(log.marks("02")).locked is locked
    assert lock(AnswerLog(tmp_path).marks("02")) == lock(log.marks("02"))
    assert lock(log.marks("03")) == Lock(on=True)
