"""The memo record, its samples and levels, and the board on which reviewers agree or do not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from opedlab.answers.events import Event
from opedlab.answers.labels import reviews_of
from opedlab.answers.log import AnswerLog
from opedlab.context.memos import Memos
from opedlab.course import Course, find
from opedlab.items.bank import Bank
from opedlab.lessons import lesson
from opedlab.records import Unknown, examine, load
from opedlab.views.memos import sample
from opedlab.views.reviews_board import open_board

COURSE = find(Path(__file__))
MEMOS = load(COURSE.context / "memos.yaml", Memos)
BANK = load(COURSE.items / "15-write-the-memo.yaml", Bank)


def test_the_item_has_a_row_for_each_memo_and_criterion_with_the_record_s_level():
    rows = {row.id: row for row in BANK["E15-05"].rows}
    assert set(rows) == {f"{memo.id}-{one.id}" for memo in MEMOS.memos for one in MEMOS.criteria} == set(MEMOS.labels()["ines"])
    for memo in MEMOS.memos:
        for judged in memo.levels:
            row = rows[f"{memo.id}-{judged.criterion}"]
            assert row.column == str(judged.level)
            assert [also.column for also in row.also] == ([str(judged.also)] if judged.also else [])


def test_a_sample_without_notes_gives_no_level_or_fault_away():
    bare, noted = (str(sample(COURSE, "flawed", notes=notes)) for notes in (False, True))
    assert "Fault:" in noted and "level 1" in noted
    assert not any(word in bare for word in ("Fault", "level", "Does:", "good in it", MEMOS["flawed"].about))
    for one in MEMOS["flawed"].paragraphs:
        assert one.text in bare and one.text in noted


def test_every_figure_of_a_sample_is_in_a_paragraph_with_a_source():
    for memo in MEMOS.memos:
        for one in memo.paragraphs:
            if any(len(word.strip(".,;()")) >= 5 and word[0].isdigit() for word in one.text.split()):
                assert one.sources, one.id


def test_faults_of_the_record_are_named(tmp_path):
    text = (COURSE.context / "memos.yaml").read_text(encoding="utf-8")
    path = tmp_path / "memos.yaml"
    path.write_text(text.replace("level: 2, name: maps", "level: 3, name: maps").replace("good: [4, 4, 4, 4, 4]", "good: [4, 4, 4]"), encoding="utf-8")
    said = " ".join(map(str, examine(path, Memos).faults))
    assert "1, 2, 3, 4" in said and "needs 5 levels" in said


def test_unknown_names_say_what_there_is():
    with pytest.raises(Unknown, match="good, flawed"):
        MEMOS["bad"]
    assert "good, flawed" in str(lesson("15-write-the-memo").memo("bad"))
    assert "report, argument" in str(lesson("15-write-the-memo").table("rubric", only="style"))
    assert "whole number from 0" in str(lesson("15-write-the-memo").reviews("E15-05", within=9))


def test_alpha_is_high_over_two_memos_and_near_zero_within_one():
    both, good, flawed = (repr(open_board(COURSE, BANK, "E15-05", memo=memo)) for memo in (None, "good", "flawed"))
    assert "16 of 30, 53 %" in both and "(ordinal) | 0.815" in both
    assert "(ordinal) | 0.045" in good and "(ordinal) | 0.000" in flawed
    assert "30 of 30, 100 %" in repr(open_board(COURSE, BANK, "E15-05", within=1))
    assert "0.815" in BANK["E15-06"].card.summary and "0.045" in BANK["E15-06"].card.summary, "the item quotes the board"


@pytest.fixture
def classroom(tmp_path, monkeypatch) -> Course:
    """The course with a work folder of its own, and two students in its class."""
    monkeypatch.setenv("OPEDLAB_WORK", str(tmp_path / "work"))
    course = Course(COURSE.root)
    for n, level in enumerate(("4", "1")):
        log = AnswerLog(tmp_path / f"student{n}")
        log.add("response", BANK.lesson, "E15-05", response={"rows": {row.id: level for row in BANK["E15-05"].rows}})
        course.class_work.mkdir(parents=True, exist_ok=True)
        for path in (tmp_path / f"student{n}").glob("*.jsonl"):
            shutil.copy(path, course.class_work / f"s{n}-{path.name}")
    return course


def test_a_class_is_shown_live_only_and_never_one_by_one(classroom):
    board = open_board(classroom, BANK, "E15-05", memo="good")
    (round_,) = board.state["rounds"]
    assert round_["students"] == 2 and len(round_["tables"][1]["rows"]) == 5
    assert "level 4 1, level 1 1" in json.dumps(round_) or "level 1 1, level 4 1" in json.dumps(round_)
    assert repr(board) == repr(open_board(COURSE, BANK, "E15-05", memo="good")) and not any(who in json.dumps(board.state) for who in _names(classroom))


def review(memo: str, *levels: str) -> dict[str, str]:
    criteria = ("report", "argument", "uncertainty", "translation", "recommendation")
    return {"row": "r1", "memo": memo, **dict(zip(criteria, levels, strict=True)), "strongest": "s", "change": "c", "act": "a"}


def test_reviews_of_classmates_meet_under_any_way_to_write_a_number_and_are_shown_by_criterion_alone(classroom, tmp_path):
    for n, (memo, levels) in enumerate((("Memo 3", "33333"), ("no. 3", "34333"), ("3", "33433"), ("Lena's", "11111"), (" ", "44444"))):
        log = AnswerLog(tmp_path / f"reviewer{n}")
        log.add("response", BANK.lesson, "T15-04", response={"rows": [review(memo, *levels)]})
        (path,) = (tmp_path / f"reviewer{n}").glob("*.jsonl")
        shutil.copy(path, classroom.class_work / f"r{n}.jsonl")
    board = open_board(classroom, BANK, "E15-05", own="T15-04")
    round_ = board.state["rounds"][1]
    assert round_["students"] == 4, "a row without a name is nobody's review"
    assert round_["notes"] == ["Memos reviewed: 2; by two readers or more: 1. Agreement can be seen in the latter alone."]
    rows = {row[0]: row[2] for row in round_["tables"][1]["rows"]}
    assert rows == {"Report": "100 %", "Argument": "33 %", "Uncertainty": "33 %", "Translation": "100 %", "Recommendation": "100 %"}
    assert "lena" not in json.dumps(board.state).lower() and not any(who in json.dumps(board.state) for who in _names(classroom))
    assert len(open_board(classroom, BANK, "E15-05").state["rounds"]) == 1


def test_reviews_that_are_none_are_left_out():
    form = BANK["T15-04"]
    bad = [None, [], {"rows": [1, {"memo": 5, "report": "1"}, {"memo": "a", "report": "9"}, {"report": "1"}]}]
    tries = {f"s{n}": Event("", f"s{n}", "response", BANK.lesson, form.id, 1, response, None) for n, response in enumerate(bad)}
    assert reviews_of(form, tries) == {}
    twice = {"s": Event("", "s", "response", BANK.lesson, form.id, 1, {"rows": [review("Nr. 7", *"12341"), review("7", *"44444")]}, None)}
    assert reviews_of(form, twice)["s"]["7/report"] == "1" and len(reviews_of(form, twice)["s"]) == 5


def _names(course: Course) -> set[str]:
    return {json.loads(line)["who"] for path in course.class_work.glob("*.jsonl") for line in path.read_text().splitlines() if '"who"' in line}
