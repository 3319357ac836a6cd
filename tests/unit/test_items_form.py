"""Forms: every fault of a bad bank, every bad response with its message, and that nothing of the model shows beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from opedlab.answers.bundle import pack, restore
from opedlab.answers.closed import is_closed
from opedlab.answers.events import Event
from opedlab.answers.first_try import first_tries
from opedlab.answers.log import AnswerLog
from opedlab.answers.progress import progress
from opedlab.items.bank import Bank
from opedlab.items.form import MAX_CHARACTERS, Form, answer, mark
from opedlab.items.form_values import FormField, Unfit, fit
from opedlab.items.model import NotAnAnswer
from opedlab.records import compiled, load, structure
from opedlab.views.item import ItemWidget
from opedlab.views.twin import content, outcome, public_marking, solution, twin

OWNER = {"id": "owner", "label": "Who *sagt* it", "type": "text", "required": "true", "words_high": "3"}
SURE = {"id": "sure", "label": "How sure", "type": "number", "low": "0", "high": "100", "unit": "%"}
DAY = {"id": "day", "label": "Day", "type": "date"}
LINK = {"id": "link", "label": "Link", "type": "url"}
REACH = {"id": "reach", "label": "Reach", "type": "choice", "choices": [{"id": "all", "text": "all of it"}, {"id": "part", "text": "a part"}]}
LONG = {"id": "why", "label": "Why", "type": "long"}
FIELDS = [OWNER, SURE, DAY, LINK, REACH, LONG]
RAW = {
    "id": "F1", "kind": "form", "title": "Owners", "objective": "99.1", "minutes": "5", "prompt": "Who?", "fields": FIELDS,
    "rows": [{"id": "k", "label": "Block 7", "text": "ten thousand"}, {"id": "s", "label": "Block 15"}],
    "model": [{"row": "k", "owner": "MODEL ONE", "sure": "90"}, {"row": "s", "owner": "MODEL TWO", "reach": "part"}],
    "model_note": "NOTE", "rubric": [{"id": "a", "text": "RUBRIC", "met_when": "MET"}, {"id": "b", "text": "Two", "met_when": "x"}],
}  # fmt: skip
OWN = {key: value for key, value in RAW.items() if key != "rows"} | {"rows_high": "3", "model": [{"owner": "MODEL"}]}


def made(raw=None, **changed) -> Form:
    found = structure((RAW if raw is None else raw) | changed, Form, "x.yaml")
    assert not found.faults, found.faults
    return found.value


def full(**changed):
    """A good response to the form of given rows, with one value of its first row changed."""
    first = {"row": "k", "owner": "Washington", "sure": "12,5 %", "day": "2024-10-28", "link": "https://example.org/a?b", "reach": "all", "why": "x"}
    return {"rows": [first | changed, {"row": "s", "owner": "Kyiv"}]}


# --- the bank ---------------------------------------------------------------------------------------------------------


def with_field(**changed):
    return {"fields": [OWNER | changed], "model": [{"row": "k", "owner": "x"}, {"row": "s", "owner": "x"}]}


@pytest.mark.parametrize(
    ("changed", "place", "what"),
    [
        ({"fields": []}, "fields", "at least one"),
        ({"fields": [OWNER, OWNER]}, "fields[1].id", "an id stands once"),
        ({"rows": [*RAW["rows"], {"id": "k", "label": "Again"}]}, "rows[2].id", "an id stands once"),
        ({"rows_high": "4"}, "rows_high", "this form gives its rows"),
        ({"rubric": []}, "rubric", "say what a good answer has"),
        ({"rubric": [RAW["rubric"][0]] * 2}, "rubric[1].id", "an id stands once"),
        ({"model": []}, "model", "example answer"),
        ({"model": [{"owner": "x"}, RAW["model"][1]]}, "model[0]", "lacks `row`"),
        ({"model": [RAW["model"][0]]}, "model[1].owner", "Block 15, “Who sagt it” is needed and empty"),
        ({"model": [RAW["model"][0] | {"owners": "x"}, RAW["model"][1]]}, "model[0]", 'no field of F1; did you mean "owner"'),
        ({"model": [RAW["model"][0] | {"sure": "140"}, RAW["model"][1]]}, "model[0].sure", "out of range"),
        ({"model": [RAW["model"][0] | {"reach": "al"}, RAW["model"][1]]}, "model[0].reach", 'did you mean "all"'),
        ({"model": [RAW["model"][0], {"row": "z", "owner": "x"}]}, "model[1]", "is no row of F1"),
        (with_field(id="row"), "fields[0].id", "names the row"),
        (with_field(id="1st"), "fields[0].id", "starts with a letter"),
        (with_field(type="essay"), "fields[0].type", "one of text, long"),
        (with_field(type="choice", words_high=None) | {}, "fields[0].choices", "at least two"),
        (with_field(low="3"), "fields[0].low", "is for a field of type number"),
        (with_field(unit="%"), "fields[0].unit", "is for a field of type number"),
        (with_field(choices=REACH["choices"]), "fields[0].choices", "is for a field of type choice"),
        (with_field(words_high="0"), "fields[0].words_high", "above 0"),
        ({"fields": [OWNER, SURE | {"words_high": "4"}, *FIELDS[2:]]}, "fields[1].words_high", "text or long"),
        ({"fields": [OWNER, SURE | {"low": "100"}, *FIELDS[2:]]}, "fields[1].low", "not below high"),
        ({"fields": [*FIELDS[:4], REACH | {"choices": [REACH["choices"][0]] * 2}, LONG]}, "fields[4].choices[1].id", "an id stands once"),
    ],
)
def test_every_fault_of_a_bad_bank_is_named(changed, place, what):
    raw = json.loads(json.dumps(RAW | changed), object_hook=lambda d: {k: v for k, v in d.items() if v is not None})
    found = structure(raw, Form, "x.yaml").faults
    assert any(fault.place == place and what in fault.what for fault in found), found


def test_rows_of_ones_own_are_1_to_20():
    for high in ("0", "21"):
        assert any(f.place == "rows_high" and "1 to 20" in f.what for f in structure(OWN | {"rows_high": high}, Form, "x").faults)


# --- responses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message", "field"),
    [
        ({"owner": "  "}, "Block 7, “Who sagt it” is needed and empty", "owner"),
        ({"owner": "one two three four"}, "Block 7, “Who sagt it” has 4 words; at most 3", "owner"),
        ({"owner": ["x"]}, "Block 7, “Who sagt it” wants text", "owner"),
        ({"sure": "ten"}, "Block 7, “How sure”: “ten” is no number: there is no number in it", "sure"),
        ({"sure": "5 euros"}, "no unit that is asked for", "sure"),
        ({"sure": "101"}, "“101” is out of range; it takes a number from 0 to 100 %", "sure"),
        ({"sure": -1}, "out of range", "sure"),
        ({"sure": True}, "wants a number", "sure"),
        ({"day": "28.10.2024"}, "“28.10.2024” is no day of the calendar; write it as 2024-10-28", "day"),
        ({"day": "2024-02-30"}, "no day of the calendar", "day"),
        ({"day": "20241028"}, "no day of the calendar", "day"),
        ({"link": "example.org"}, "is no web address; it starts with https://", "link"),
        ({"link": "javascript:alert(1)"}, "is no web address", "link"),
        ({"link": "https://a b.org"}, "is no web address", "link"),
        ({"link": "https://localhost"}, "is no web address", "link"),
        ({"reach": "al"}, '“al” is none of its choices: all, part; did you mean "all"?', "reach"),
    ],
)
def test_a_bad_value_is_answered_with_row_and_field(changed, message, field):
    with pytest.raises(NotAnAnswer) as raised:
        mark(made(), full(**changed))
    assert message in str(raised.value) and str(raised.value).startswith("Block 7, “") and raised.value.at == (0, field)


def test_several_faults_are_one_message_that_counts_the_others():
    with pytest.raises(NotAnAnswer, match=r"is needed and empty \(2 more after it\)"):
        mark(made(), {"rows": [{"row": "k", "sure": "x"}]})


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (None, "F1 wants rows"), ("x", "F1 wants rows"), ({}, "F1 wants rows"), ({"rows": "x"}, "F1 wants rows"), ({"rows": ["x"]}, "F1 wants rows"),
        ({"rows": [{"row": "k", "ownr": "x"}]}, 'no field of F1; did you mean "owner"'),
        ({"rows": [{"row": "z"}]}, "“z” is no row of F1; it has k, s"),
        ({"rows": [{"owner": "x"}]}, "is no row of F1"),
        ({"rows": [{"row": "k"}, {"row": "k"}]}, "stands twice"),
        (full() | {"met": ["z"]}, "has the criteria a, b"),
        (full() | {"met": "a"}, "has the criteria a, b"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_no_answer(response, message):
    with pytest.raises(NotAnAnswer) as raised:
        mark(made(), response)
    assert message in str(raised.value)


def test_a_good_response_is_noted_kept_in_the_forms_order_and_rated():
    item = made()
    response = full()
    response["rows"].reverse()
    marking = mark(item, response)
    assert (marking.outcome, marking.score, marking.details) == ("noted", None, {"rows": 2})
    assert [row["row"] for row in answer(item, response)] == ["k", "s"]
    assert mark(item, full() | {"met": ["a", "a"]}).score == 0.5
    assert mark(item, full()["rows"]).outcome == "noted"


def test_nothing_at_all_is_said_as_such_where_nothing_is_required():
    item = made(fields=[SURE], model=[{"row": "k", "sure": "1"}, {"row": "s"}])
    with pytest.raises(NotAnAnswer, match="nothing is filled in yet"):
        mark(item, {"rows": []})


def test_own_rows_that_are_empty_are_left_out_and_the_others_keep_their_numbers():
    item = made(OWN)
    assert [row["row"] for row in answer(item, {"rows": [{"owner": "a"}, {"owner": " "}, {"owner": "c"}]})] == ["r1", "r3"]
    with pytest.raises(NotAnAnswer, match="Row 3, “Who sagt it” is needed"):
        mark(item, {"rows": [{"owner": "a"}, {}, {"sure": "3"}]})
    with pytest.raises(NotAnAnswer, match="at most 3 rows; these are 4"):
        mark(item, {"rows": [{"owner": "a"}] * 4})
    with pytest.raises(NotAnAnswer, match="Row 1, “Who sagt it” is needed"):
        mark(item, {"rows": []})


def test_a_form_of_one_row_takes_the_row_alone_and_names_no_row():
    item = made(OWN | {"rows_high": "1"})
    assert answer(item, {"owner": "a"}) == answer(item, {"rows": [{"owner": "a"}]})
    with pytest.raises(NotAnAnswer, match="^“Who sagt it” is needed"):
        mark(item, {"sure": "3"})


def test_a_form_that_is_too_long_to_be_kept_is_refused():
    with pytest.raises(NotAnAnswer, match="40,000 characters"):
        mark(made(), full(why="x" * MAX_CHARACTERS))


@pytest.mark.parametrize(
    ("typed", "taken"), [("10.000", True), ("10,000", True), ("9999", False), ("about 12 000", True), (12000, True), (float("nan"), False)]
)
def test_a_number_is_read_in_either_spelling(typed, taken):
    field = FormField(id="n", label="N", type="number", low=10000)
    if taken:
        assert fit(field, typed)
    else:
        with pytest.raises(Unfit):
            fit(field, typed)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_whatever_comes_is_marked_or_refused_in_words(value):
    for response in (value, {"rows": value}, {"rows": [{"row": "k", "owner": value}, {"row": "s", "owner": "x"}]}, full(sure=value), full(day=value)):
        try:
            assert mark(made(), response).outcome == "noted"
        except NotAnAnswer as error:
            assert str(error)


# --- views and log ----------------------------------------------------------------------------------------------------


def test_before_an_answer_nothing_depends_on_model_note_or_rubric(tmp_path: Path):
    item = made()
    other = evolve(item, model=({"row": "s", "owner": "Z"}, {"row": "k", "owner": "Y"}), model_note="Z", rubric=item.rubric[:1])

    def face(one: Form, folder: str) -> str:
        widget = ItemWidget(one, "99-sample", AnswerLog(tmp_path / folder))
        return json.dumps([widget.content, widget.state, repr(widget), twin(one).html, content(one)])

    assert face(item, "a") == face(other, "b")
    for secret in ("MODEL", "NOTE", "RUBRIC", "MET"):
        assert secret not in face(item, "c") and secret in str(solution(item))
    shown = public_marking(item, mark(item, full()))
    assert [row["cells"][0]["text"] for row in shown["model"]] == ["MODEL ONE", "MODEL TWO"] and shown["rubric"][0]["met_when"] == "MET"
    assert shown["model"][0]["cells"][1]["text"] == "90 %" and shown["model"][1]["cells"][4]["text"] == "a part"


@pytest.mark.parametrize("raw", [RAW, OWN, OWN | {"rows_high": "1"}], ids=["given", "own", "single"])
def test_twin_and_outcome_hold_what_the_page_shows(raw):
    item = made(raw)
    shown = twin(item)
    for field in item.fields:
        assert field.label.replace("*", "") in shown.plain and field.label.split("*")[0] in shown.html
    assert "at most 3 words" in shown.plain and "from 0 to 100 %" in shown.html and "all of it / a part" in shown.plain
    assert all(row.label in shown.plain and row.label in shown.html for row in item.rows)
    told = outcome(item, mark(item, {"rows": [{"row": row.id, "owner": "x"} for row in item.rows] or [{"owner": "x"}]}))
    assert "MODEL" in told.plain and "NOTE" in told.plain and "<caption>A model answer</caption>" in told.html


def test_a_bad_value_loses_nothing_is_pointed_at_and_is_not_logged(tmp_path: Path):
    log = AnswerLog(tmp_path)
    widget = ItemWidget(made(), "99-sample", log)
    draft = json.dumps(full(sure="x"))
    widget._on_message(None, {"type": "draft", "text": draft}, None)
    widget._on_message(None, {"type": "response", "response": full(sure="<b>")}, None)
    assert "“<b>” is no number" in widget.state["problem"] and widget.state["at"] == [0, "sure"]
    assert not log.history("99-sample", "F1").responses and log.history("99-sample", "F1").draft == draft
    assert "<b>" not in widget.respond(full(sure="<b>")).html
    widget._on_message(None, {"type": "response", "response": full()}, None)
    assert widget.state["problem"] is None and widget.state["at"] == [] and widget.state["marking"]["outcome"] == "noted"
    again = ItemWidget(made(), "99-sample", AnswerLog(tmp_path))
    assert again.state["answer"]["response"] == full()


def test_packing_first_try_progress_and_codes_take_it(tmp_path: Path):
    item = made()
    bank = Bank("99-sample", "Sample", (item,))
    log = AnswerLog(tmp_path / "a")
    log.add("response", "99-sample", "F1", response=full(), tried=1)
    log.add("response", "99-sample", "F1", response=full() | {"met": ["a"]}, tried=2)
    restore(tmp_path / "b", pack(tmp_path / "a"))
    back = AnswerLog(tmp_path / "b")
    assert back.history("99-sample", "F1").last.response["met"] == ["a"]
    assert progress([bank], {("99-sample", "F1"): back.history("99-sample", "F1")})[0].answered == 1
    events = [Event(f"2026-01-0{n}", "w", "response", "99-sample", "F1", response=r) for n, r in enumerate((full(), full() | {"met": ["b"]}), 1)]
    assert first_tries(events)[("99-sample", "F1")].response["met"] == ["b"], "a rating completes the first try"
    assert not is_closed(item)


def test_the_gallerys_forms_survive_compiling(real, tmp_path: Path):
    path = real.items / "gallery.yaml"
    direct = load(path, Bank)
    assert compiled(path, Bank, tmp_path) == direct == compiled(path, Bank, tmp_path)
    assert {item.single for item in direct if item.kind == "form"} == {False}
