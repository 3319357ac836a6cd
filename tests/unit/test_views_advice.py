"""Advice on the page: places and words reach it, the log hears of the draft alone, a twin escapes what it quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opedlab.advice import looks_for, reader
from opedlab.answers.log import AnswerLog
from opedlab.course import find
from opedlab.items.bank import Bank
from opedlab.items.extended_text import ExtendedText
from opedlab.lessons import Lesson
from opedlab.records import load, structure
from opedlab.views.item import ItemWidget
from opedlab.views.twin import content, twin

COURSE = find(Path(__file__))
RECORDS = reader(COURSE)


# --- views ------------------------------------------------------------------------------------------------------------

RAW = {
    "id": "A1", "kind": "extended-text", "title": "Say it", "objective": "99.1", "minutes": "3", "prompt": "Write.", "words_low": "2", "words_high": "40",
    "model_answer": "MODEL", "model_note": "NOTE", "rubric": [{"id": "a", "text": "t", "met_when": "m"}],
    "checks": [{"check": "hedges", "blocks": ["22"]}, {"check": "figures"}],
}  # fmt: skip
TEXT = "😀 Russia lacks soldiers of its own. It loses 1,000 men <b>a day</b>."


def made(**changed) -> ExtendedText:
    loaded = structure(RAW | changed, ExtendedText, "x")
    assert not loaded.faults, loaded.faults
    return loaded.value


def test_the_twin_and_the_page_say_which_checks_the_bench_has():
    item = made()
    assert content(item)["looks_for"] == list(looks_for([*item.checks, {"check": "length"}])) and len(content(item)["looks_for"]) == 3
    for one in content(item)["looks_for"]:
        assert one in " ".join(twin(item).plain.split()) and one in twin(item).html
    assert content(made(checks=[]))["looks_for"] == [] and "Advise" not in twin(made(checks=[])).plain


def test_advice_reaches_the_page_with_its_places_and_the_log_hears_of_the_draft_alone(tmp_path: Path):
    log = AnswerLog(tmp_path)
    widget = ItemWidget(made(), "99-sample", log, records=RECORDS)
    assert widget.state["advice"] is None
    widget._on_message(None, {"type": "advise", "text": TEXT}, None)
    shown = widget.state["advice"]["findings"]
    assert [one["quote"] for one in shown] == ["😀 Russia lacks soldiers of its own.", "1,000"]
    in_utf16 = TEXT.encode("utf-16-le")
    assert in_utf16[2 * shown[1]["start"] : 2 * shown[1]["end"]].decode("utf-16-le") == "1,000"
    lines = [json.loads(line) for file in tmp_path.glob("*.jsonl") for line in file.read_text().splitlines()]
    assert [(line["event"], line["response"]) for line in lines] == [("draft", TEXT)]
    first = widget.state["advice"]["n"]
    widget._on_message(None, {"type": "advise", "text": TEXT}, None)
    assert widget.state["advice"]["n"] != first, "the same advice again must still reach the page"
    widget._on_message(None, {"type": "response", "response": {"text": TEXT}}, None)
    assert widget.state["advice"] is None and widget.state["marking"]["outcome"] == "noted"


@pytest.mark.parametrize("text", [None, "", "  ", 3, ["x"]])
def test_nothing_to_look_at_is_said_in_words(tmp_path: Path, text):
    widget = ItemWidget(made(), "99-sample", AnswerLog(tmp_path), records=RECORDS)
    widget._on_message(None, {"type": "advise", "text": text}, None)
    assert "no text yet" in widget.state["problem"] and widget.state["advice"] is None
    assert not list(tmp_path.glob("*.jsonl"))


def test_marking_never_needs_a_record_and_advice_without_checks_says_so(tmp_path: Path):
    def broken(name: str):
        raise AssertionError(f"{name} was read")

    widget = ItemWidget(made(), "99-sample", AnswerLog(tmp_path), records=broken)
    assert "NOTE" in str(widget.respond(TEXT))
    other = ItemWidget(made(checks=[]), "99-sample", AnswerLog(tmp_path), records=broken)
    other._on_message(None, {"type": "advise", "text": TEXT}, None)
    assert "A1 has no checks" in other.state["problem"]


def test_from_code_advice_is_a_twin_that_escapes_what_it_quotes_and_does_not_praise(real):
    here = Lesson("gallery", real)
    shown = here.advice(
        "G-T2", "Bottom line: it loses 1,000 <b>men</b> a day.\n\nWhat I make of it: <i>Russia lacks soldiers</i> of its own, it says here, and so on and on."
    )
    assert "“1,000”" in shown.plain and "<q>1,000</q>" in shown.html and "<i>" not in shown.html and "Why it matters" in shown.plain
    nothing = here.advice("G-T2", load(real.items / "gallery.yaml", Bank)["G-T2"].model_answer)
    assert "Nothing found by these checks. That is no praise" in nothing.plain
    assert "G-T1 has no checks" in str(here.advice("G-T1", "x")) and "did you mean" in str(here.advice("G-T9", "x"))
