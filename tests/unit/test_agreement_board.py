"""Invented annotators, their board, the numbers that a student changes; a class beside them, live only."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from opedlab.answers.agreement import alpha, percent
from opedlab.answers.bundle import pack
from opedlab.answers.labels import labels_of, task_of
from opedlab.answers.log import AnswerLog
from opedlab.context.annotators import Annotators, link_faults
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.lessons import Lesson
from opedlab.records import compiled, load
from opedlab.translation.caveats import Caveats
from opedlab.views.agreement_counts import spans, two_readers
from opedlab.views.agreement_sheet import bound
from opedlab.views.tables import draw

VM = "01-forty-two-blocks-many-voices"


@pytest.fixture(scope="module")
def record(real: Course) -> Annotators:
    return load(real.context / "annotators.yaml", Annotators)


@pytest.fixture
def moved(real: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The real course with a work folder of its own."""
    monkeypatch.setenv("OPEDLAB_WORK", str(tmp_path / "my_work"))
    return real


def test_the_mended_guideline_lifts_alpha_and_leaves_a_disagreement(record: Annotators) -> None:
    """What the lesson prints."""
    found = {(s.id, r): alpha(s.labels(r), s.order, s.level, samples=0).value for s in record.sets for r in ("first", "second")}
    assert {key: round(value, 3) for key, value in found.items()} == {
        ("phrases", "first"): 0.359, ("phrases", "second"): 0.785, ("voices", "first"): 0.224, ("voices", "second"): 0.811,
    }  # fmt: skip
    assert all(percent(s.labels("second")).value < 1 and any(unit.note for unit in s.units) for s in record.sets)


def test_a_judgement_too_few_or_unknown_is_a_fault(record: Annotators) -> None:
    task = record["phrases"]
    short, odd = attrs.evolve(task.units[0], first=("minor",)), attrs.evolve(task.units[0], second=("minor", "miner", "-"))
    assert [what for _, what in attrs.evolve(task, units=(short,)).faults()] == ["has 1 judgements; there are 3 annotators (a skipped unit is -)"]
    assert [what for _, what in attrs.evolve(task, units=(odd,)).faults()] == ['"miner" is no category; did you mean "minor"?']


def test_units_are_places_of_the_catalogue_and_rows_of_the_class_rounds(record: Annotators, real: Course) -> None:
    catalogue = compiled(real.article / "caveats.yaml", Caveats, real.compiled)
    assert not list(link_faults(record, catalogue=catalogue))
    wrong = attrs.evolve(record["phrases"].units[0], block=9)
    assert "caveats.yaml has" in next(link_faults(attrs.evolve(record, sets=(attrs.evolve(record["phrases"], units=(wrong,)),)), catalogue=catalogue))[1]
    for task in record.sets:
        for one in task.class_rounds:
            item = load(real.items / f"{one.lesson}.yaml", Bank)[one.item]
            assert [column.id for column in item.columns] == task.order, f"{one.item} and {task.id} have other categories"
        first = load(real.items / f"{task.class_rounds[0].lesson}.yaml", Bank)[task.class_rounds[0].item]
        assert {row.id: row.block for row in first.rows} == {unit.id: unit.block for unit in task.units}


def answered(folder: Path, item: str, rows: dict[str, str], lesson: str = VM) -> str:
    log = AnswerLog(folder)
    log.add("response", lesson, item, response={"rows": rows}, tried=1)
    return log.who


def test_a_class_is_shown_live_and_never_in_the_twin(moved: Course, tmp_path: Path) -> None:
    here = Lesson("09-do-we-agree", moved)
    before = here.agreement("voices")
    item = here.bank(VM)["VM01-01"]
    key = {row.id: row.column for row in item.rows}
    moved.class_work.mkdir(parents=True)
    for n, changed in enumerate(({}, {"r1": "author"}, {"r1": "author", "r2": "around"})):
        answered(tmp_path / f"s{n}", "VM01-01", key | changed)
        (moved.class_work / f"s{n}.jsonl").write_bytes(pack(tmp_path / f"s{n}"))
    after = here.agreement("voices")
    assert before.state["rounds"] == [] and after.twin == before.twin and after.content == before.content
    (shown,) = after.state["rounds"]
    assert shown["students"] == 3 and shown["name"] == "round 1"
    assert shown["tables"][1]["rows"][0][1:] == ["The author alone 2, Headline, bullet, subheading or note 1", "33 %"]
    assert json.dumps(after.state)
    before._on_message(None, {"type": "look"}, [])
    assert before.state["rounds"] == after.state["rounds"]


def test_one_student_and_a_damaged_file_do_not_stop_the_board(moved: Course, tmp_path: Path) -> None:
    here = Lesson("09-do-we-agree", moved)
    moved.class_work.mkdir(parents=True)
    (moved.class_work / "x.jsonl").write_bytes(b"\0\1")
    answered(tmp_path / "s", "VM01-01", {row.id: row.column for row in here.bank(VM)["VM01-01"].rows})
    (moved.class_work / "s.jsonl").write_bytes(pack(tmp_path / "s"))
    (shown,) = here.agreement("voices").state["rounds"]
    assert "undefined: no unit was judged by two annotators" in str(shown["tables"][0])


def test_what_a_student_may_mistype_is_answered_in_a_line(moved: Course) -> None:
    here = Lesson("09-do-we-agree", moved)
    assert (
        "there are phrases, voices" in repr(here.agreement("zzz"))
        and 'did you mean "voices"' in repr(here.agreement("voicez"))
        and "'" not in repr(here.agreement("voicez"))
    )
    assert "there are mara, jonas, li" in repr(here.agreement(only=["x"])) and "there are p01" in repr(here.agreement(leave_out="p99"))
    assert "nominal" in repr(here.agreement(level="interval")) and "whole number" in repr(here.spans(1.5))
    assert "are whole" in repr(here.two_readers(1, 2, 3, -4)) and "are whole" in repr(here.two_readers(0, 0, 0, 0))
    assert "nan" not in repr(here.agreement(only="mara")).lower()


def test_two_readers_and_a_dominant_category(record: Annotators) -> None:
    said = two_readers(0, 10, 10, 80).plain
    assert "80 of 100 phrases: 80 %" in said and "would agree on 82 %" in said and "kappa: -0.111" in said and "both marked 0" in said
    assert "undefined" in two_readers(0, 0, 0, 50).plain and "kappa: 1.000" in two_readers(5, 0, 0, 5).plain
    assert [spans(record, t).plain.rsplit("F1: ", 1)[1] for t in (0, 1, 3)] == ["0.333.", "0.667.", "1.000."]


def test_the_bounds_are_read_at_three_decimals() -> None:
    from opedlab.answers.agreement import Measure

    assert [bound(Measure(v)) for v in (0.6664, 0.667, 0.7996, 0.8)] == ["too low to build on", "tentative", "to be relied on", "to be relied on"]
    assert "reaches from “too low to build on” to “to be relied on”" in bound(Measure(0.7, None, 0.2, 0.9))
    assert bound(Measure(None, "undefined")) == "no value, no verdict"


def test_the_blind_readings_of_the_record(real: Course) -> None:
    said = draw(real, "blind-readings").plain
    assert "68 | 94 % | 0.883 [0.783 to 0.961]" in said and "82 % | 0.639" in said


def test_kinds_become_labels(real: Course) -> None:
    from opedlab.answers.events import Event

    def event(response: object) -> dict[str, Event]:
        return {"k7f3-q2": Event("", "k7f3-q2", "response", "gallery", "x", 1, response)}

    bank = load(real.items / "gallery.yaml", Bank)
    assert labels_of(bank["G-C1"], event({"option": "author"})) == {"k7f3-q2": {"G-C1": "author"}} and labels_of(bank["G-C1"], event({"option": "?"})) == {}
    assert set(labels_of(bank["G-C2"], event({"options": ["machine"]}))["k7f3-q2"].values()) == {"marked", "left"}
    assert (
        labels_of(bank["G-M1"], event({"rows": {"r1": "author", "zz": "author"}})) == {"k7f3-q2": {"r1": "author"}}
        and labels_of(bank["G-M1"], event([1])) == {}
    )
    assert task_of(bank["G-T1"]) is None and labels_of(bank["G-T1"], event({"text": "x"})) == {}
    for item in bank:
        if item.kind == "hottext":
            assert set(labels_of(item, event({"marked": []}))["k7f3-q2"].values()) == {"left"}


def test_german_words_are_marked_as_german_on_the_page_and_bare_in_text(moved: Course) -> None:
    shown = Lesson("09-do-we-agree", moved).agreement("phrases")
    assert '<em lang="de">Begegnungen</em> (meetings)' in shown._repr_mimebundle_()[0]["text/html"] and "*" not in repr(shown)
    assert shown.content["tables"][0]["rows"][0][1].startswith("*Begegnungen*"), "the page marks it itself"
