"""The opened ledger: scores only after the seal, what was known apart, a class without names; and the class's own row as YAML."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from opedlab import course
from opedlab.answers.log import AnswerLog
from opedlab.answers.seal import ledger, made
from opedlab.context.outcome_row import row_of, troubles, yaml_of
from opedlab.context.predictions import Finding, Predictions
from opedlab.context.sources import Source, Sources
from opedlab.items.bank import Bank
from opedlab.records import load, structure
from opedlab.views import ledger_board, row_board

COURSE = course.find()
SLUG = "00-sealed-forecasts"
ROW = {
    "prediction": "p22", "day": "2026-07-01", "what": 'Seoul: "no weapons"', "source": "The Korea Herald", "title": "Seoul rules out arms: again",
    "address": "https://www.koreaherald.com/article/1", "grade": "a", "why": "Own report.",
}  # fmt: skip


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(COURSE.items / f"{SLUG}.yaml", Bank)


@pytest.fixture(scope="module")
def predictions() -> Predictions:
    return load(COURSE.article / "predictions.yaml", Predictions)


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load(COURSE.source_texts / "sources.yaml", Sources)


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "answers")


def give(log: AnswerLog, **numbers: float) -> None:
    for item, percent in numbers.items():
        log.add("response", SLUG, item.replace("_", "-"), tried=1, response={"percent": percent, "reason": "so", "knew": False})


def seal(log: AnswerLog, *, opened: bool = True) -> None:
    log.add("seal", SLUG, more=made(SLUG, ledger(log.items_of(SLUG), log.items_of(SLUG))))
    if opened:
        log.add("open-seal", SLUG)


def board(bank: Bank, predictions: Predictions, sources: Sources, log: AnswerLog, members: ledger_board.Members | None = None) -> ledger_board.LedgerBoard:
    return ledger_board.LedgerBoard(bank, predictions, sources, SLUG, log, lambda: members or {})


def test_no_number_and_no_score_before_the_seal_is_open(bank, predictions, sources, log) -> None:
    give(log, F00_01=80)
    shown = board(bank, predictions, sources, log)
    assert not shown.state["shown"] and "mine" not in shown.state
    seal(log, opened=False)
    assert not shown.state["shown"]
    shown._on_message(shown, {"type": "other"}, [])
    assert not shown.state["shown"]
    log.add("open-seal", SLUG)
    assert shown.state["shown"] and shown.state["fresh"]["brier"] == pytest.approx(0.04)


def test_what_was_known_is_scored_apart(bank, predictions, sources, log) -> None:
    give(log, F00_01=80, F00_04=30)
    log.add("response", SLUG, "F00-07", tried=1, response={"percent": 100, "reason": "", "knew": True})
    seal(log)
    state = board(bank, predictions, sources, log).state
    assert state["fresh"]["n"] == 2 and state["fresh"]["brier"] == pytest.approx((0.04 + 0.09) / 2)
    assert state["known"] == {"brier": 0.0, "n": 1, "scores": {"F00-07": 0.0}}


def test_who_has_no_ledger_may_see_the_outcomes_alone(bank, predictions, sources, log) -> None:
    shown = board(bank, predictions, sources, log)
    shown._on_message(shown, {"type": "alone"}, [])
    assert shown.state["shown"] and shown.state["fresh"] is None


def test_the_twin_has_every_outcome_with_its_reach_and_nothing_of_the_student(bank, predictions, sources, log) -> None:
    blank = board(bank, predictions, sources, log).twin
    give(log, F00_01=83)
    seal(log)
    assert board(bank, predictions, sources, log, {"a": {"F00-01": (71, False)}}).twin == blank
    assert len([item for item in bank if item.kind == "forecast" and item.in_ledger]) == 12
    for text in ("19 November 2024", "26 February 2026", "sources.md#"):
        assert text in blank.html
    assert "83" not in blank.html and blank.plain.count(" | yes | ") == 7 and blank.plain.count(" | no | ") == 5


def test_a_class_is_pooled_from_three_classmates_on_and_names_nobody(bank, predictions, sources, log) -> None:
    give(log, F00_01=60)
    seal(log)
    members = {f"who{n}-xx": {"F00-01": (percent, False)} for n, percent in enumerate((90, 20, 70))}
    few = board(bank, predictions, sources, log, dict(list(members.items())[:2])).state
    assert few["class"] is None and few["classmates"] == 2
    state = board(bank, predictions, sources, log, members).state
    assert state["class"]["members"] == pytest.approx([0.01, 0.09, 0.16, 0.64])
    assert state["class"]["of_mean"] == pytest.approx(0.16) and state["class"]["better"] == 2
    assert "who0" not in str(state)


def test_one_s_own_file_among_the_class_s_is_not_counted_twice(bank, predictions, sources, log) -> None:
    give(log, F00_01=60)
    seal(log)
    members = {f"w{n}": {"F00-01": (percent, False)} for n, percent in enumerate((90, 20, 70))} | {log.who: {"F00-01": (60, False)}}
    assert len(board(bank, predictions, sources, log, members).state["class"]["members"]) == 4


def test_the_class_s_files_are_read_from_the_class_folder(bank, predictions, tmp_path: Path) -> None:
    here = course.Course(COURSE.root)
    folder = tmp_path / "class"
    folder.mkdir()
    for n, percent in enumerate((90, 20, 70)):
        one = AnswerLog(tmp_path / f"s{n}" / "answers")
        give(one, F00_01=percent)
        give(one, F00_P1=5)
        for file in one.folder.glob("*.jsonl"):
            shutil.copy(file, folder / f"s{n}.jsonl")
    (folder / "broken.jsonl").write_bytes(b"\xff\x00{")

    class There:
        class_work = folder

    found = ledger_board.members_of(There(), bank)
    assert sorted(given["F00-01"] for given in found.values()) == [(20, False), (70, False), (90, False)]
    assert all(set(given) == {"F00-01"} for given in found.values()), "practice is no part of the ledger"
    assert here.class_work.name == "class"


def test_a_response_that_somebody_edited_counts_as_none(bank, predictions, sources, log) -> None:
    log.add("response", SLUG, "F00-01", tried=1, response={"percent": "many"})
    give(log, F00_04=0)
    seal(log)
    state = board(bank, predictions, sources, log).state
    assert set(state["mine"]) == {"F00-04"} and state["fresh"]["brier"] == 0


def test_a_row_rests_on_what_settled_it_or_where_nothing_happened_on_the_latest(predictions) -> None:
    assert ledger_board.settled_by(predictions["P01"]).date == "2024-11-17"
    assert ledger_board.settled_by(predictions["P14"]).date == "2026-02-12"
    assert ledger_board.settled_by(predictions["P22"]).date == "2026-02-20"


# --- the class's own row --------------------------------------------------------------------------------------------


def test_the_yaml_of_a_row_is_a_finding_and_a_source_whatever_was_typed() -> None:
    nasty = ROW | {"what": 'yes: "no"\n- key: x', "title": "Ärger: #1 {a} & *b*", "why": "no\ttab: 'x'"}
    for given in (ROW, nasty):
        row = row_of(given)
        first, second = yaml_of(row).split("# source_texts/sources.yaml", 1)
        finding, source = yaml.load(first, yaml.BaseLoader)[0], yaml.load("# " + second, yaml.BaseLoader)[0]
        assert structure(finding, Finding, "row").value.what == " ".join(given["what"].split())
        read = structure(source, Source, "row").value
        assert read.title == given["title"] and read.grade == "A" and read.key == finding["sources"][0]
    assert row_of(ROW).key == "koreaherald-2026-07-01-seoul-rules-out-arms-again"


def test_what_keeps_a_row_from_the_record_is_named() -> None:
    known = {"P22"}
    assert list(troubles(row_of(ROW), known)) == []
    for change, said in (
        ({"prediction": "P99"}, "no prediction"), ({"day": "1 July"}, "no day"), ({"grade": "C"}, "grade C"), ({"address": "koreaherald.com/1"}, "https://"),
        ({"address": "https://www.rt.com/news/1"}, "never linked"), ({"why": ""}, "why is empty"),
    ):  # fmt: skip
        assert any(said in what for what in troubles(row_of(ROW | change), known, {"rt.com"})), change
    assert "already" in next(troubles(row_of(ROW), known, (), {row_of(ROW).key}))


def test_the_board_shows_the_model_until_a_row_was_kept(log) -> None:
    own = load(COURSE.items / "12-opening-the-ledger.yaml", Bank)["T12-02"]
    shown = row_board.RowBoard(own, "12-opening-the-ledger", log, row_board.Known({"P22"}))
    assert shown.state == {"yaml": None, "trouble": []} and "koreaherald-2024-11-27-yoon-receives-ukrainian-special-envoy" in shown.twin.plain
    blank = shown.twin
    log.add("response", "12-opening-the-ledger", "T12-02", tried=1, response={"rows": [{"row": "r1"} | ROW]})
    assert "seoul-rules-out" in shown.state["yaml"] and shown.twin == blank
    log.add("response", "12-opening-the-ledger", "T12-02", tried=2, response={"rows": "broken"})
    assert shown.state["yaml"] is None
