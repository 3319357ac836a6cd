"""Marks in running text and on quotations: what counts, what is answered, and that nothing shows the key beforehand."""

from __future__ import annotations

import copy
import json

import pytest

from opedlab.items.annotation import UNLISTED, WIDE, Annotation, link_faults
from opedlab.items.bank import Bank, mark
from opedlab.items.hottext import Hottext
from opedlab.items.model import NotAnAnswer
from opedlab.records import structure
from opedlab.translation.caveats import At, Caveats, Readings
from opedlab.translation.mqm import ErrorType, Mqm, Severity
from opedlab.views.twin import content, outcome, public_marking, solution, twin
from tests.unit.test_translation_caveats import caveat, decoy

BASE = {"title": "A title", "blocks": ["13"], "objective": "99.1", "minutes": "3", "prompt": "What?"}
WRONG = {"tempts": "It tempts.", "wrong_because": "It is none."}
HOT = BASE | {
    "id": "H1",
    "kind": "hottext",
    "text": "It is [[a|perhaps]] a [[b|large]] cat,\nand [[c|surely]] a [[d|kind of]] one.\n\nSo [[e|they]] say.",
    "passages": [
        {"id": "a", "correct": "true", "feedback": "Yes a.", "missed": "Look at the beginning."},
        {"id": "b"} | WRONG,
        {"id": "c", "correct": "true", "feedback": "Yes c.", "missed": "Look at the end."},
        {"id": "d", "either": "true", "feedback": "One can argue."},
        {"id": "e"} | WRONG,
    ],
}
MISTRANSLATION, TERM = "MQMC_101000", "MQMC_003000"


def listed(caveat_id, start, end, status, **more):
    firm = {"types": [MISTRANSLATION], "severity": "minor", "missed": f"A hint to {caveat_id}."} if status == "firm" else {}
    return {"caveat": caveat_id, "at": {"start": str(start), "end": str(end)}, "status": status, "feedback": f"About {caveat_id}."} | firm | more


REVIEW = BASE | {
    "id": "A1",
    "kind": "annotation",
    "types": [{"id": MISTRANSLATION, "name": "Accuracy / Mistranslation", "means": "M."}, {"id": TERM, "name": "Terminology / Wrong term", "means": "T."}],
    "segments": [
        {"id": "s1", "block": "13", "context": "A cat.", "de": "die rote Katze sitzt … auf Dächern", "en": "the red cat sits … on roofs",
         "targets": [listed("TC01", 1, 2, "firm"), listed("DC01", 4, 6, "decoy")]},
        {"id": "s2", "block": "13", "context": "A dog.", "de": "der Hund bellt … nie", "en": "the dog barks … never",
         "targets": [listed("TC02", 0, 2, "firm"), listed("TC03", 3, 4, "borderline")]},
        {"id": "s3", "block": "13", "context": "A place.", "spot": "the second comma", "targets": [listed("DC02", 0, 1, "free decoy")]},
    ],
}  # fmt: skip


def item(raw):
    loaded = structure({"lesson": "x", "title": "X", "items": [raw]}, Bank, "x.yaml")
    assert not loaded.faults, loaded.faults
    return loaded.value.items[0]


def faults_of(raw):
    return [f"{fault.place}: {fault.what}" for fault in structure({"lesson": "x", "title": "X", "items": [raw]}, Bank, "x.yaml").faults]


def changed(raw, *path, to):
    """A copy of raw data with one value replaced, or taken away where ``to`` is None."""
    made = copy.deepcopy(raw)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return made


def on(segment, start, end, called=MISTRANSLATION, severity="minor"):
    return {"segment": segment, "start": start, "end": end, "type": called, "severity": severity}


FIRM = [on("s1", 1, 2), on("s2", 0, 2)]


def said(marking):
    return {remark.about: remark.text for remark in marking.remarks}


# --- hottext ----------------------------------------------------------------------------------------------------


def test_a_text_is_split_into_paragraphs_and_passages():
    made = item(HOT)
    assert isinstance(made, Hottext)
    assert ["".join(s.text for s in paragraph) for paragraph in made.paragraphs] == ["It is perhaps a large cat, and surely a kind of one.", "So they say."]
    assert [(s.passage, s.text) for paragraph in made.paragraphs for s in paragraph if s.passage][:2] == [("a", "perhaps"), ("b", "large")]


@pytest.mark.parametrize(
    ("marked", "outcome_", "score", "abouts"),
    [
        (["a", "c"], "right", 1, ["", "found:a", "found:c"]),
        (["c", "a", "d"], "right", 1, ["", "either:d", "found:a", "found:c"]),  # counts neither way
        (["a"], "not quite", 2 / 3, ["", "missed", "found:a"]),  # precision 1, recall 1/2
        (["a", "b", "c"], "not quite", 4 / 5, ["", "wrong:b", "found:a", "found:c"]),  # precision 2/3, recall 1
        (["b", "d"], "not quite", 0, ["", "wrong:b", "missed", "missed", "either:d"]),
    ],
)
def test_each_mark_and_each_miss_is_answered(marked, outcome_, score, abouts):
    marking = mark(item(HOT), {"marked": marked})
    assert (marking.outcome, [remark.about for remark in marking.remarks]) == (outcome_, abouts)
    assert marking.score == pytest.approx(score)


def test_a_miss_is_answered_without_naming_its_place():
    made = item(HOT)
    marking = mark(made, ["a"])
    assert "Look at the end." in [remark.text for remark in marking.remarks]
    assert marking.details == {"verdicts": {"a": "found"}}
    assert "surely" not in json.dumps(public_marking(made, marking)) + outcome(made, marking).plain


def test_marking_everything_is_told_apart_from_finding_everything():
    assert "every passage" in mark(item(HOT), list("abcde")).remarks[0].text
    assert "every passage" not in mark(item(HOT), list("abc")).remarks[0].text


@pytest.mark.parametrize("response", [[], {}, {"marked": []}, ["z"], "a", None, {"marked": "ab"}, [["a"]], [1]])
def test_what_is_no_set_of_passages_is_refused(response):
    with pytest.raises(NotAnAnswer):
        mark(item(HOT), response)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (changed(HOT, "text", to="It is [[a|perhaps]] so."), '"b" does not stand in the text'),
        (changed(HOT, "text", to=HOT["text"] + " [[z|x]]"), 'has a passage "z" that `passages` lacks'),
        (changed(HOT, "text", to=HOT["text"] + " [[a|x]]"), 'has the passage "a" more than once'),
        (changed(HOT, "text", to=HOT["text"] + " [[f x]]"), "double brackets that are no passage"),
        (changed(HOT, "passages", 0, "missed", to=None), "a hit and a miss are both answered"),
        (changed(HOT, "passages", 1, "tempts", to=None), "every wrong mark is answered"),
        (changed(HOT, "passages", 3, "feedback", to=None), "counts neither way and has no `feedback`"),
        (changed(HOT, "passages", 0, "either", to="true"), "is `correct` and `either`"),
        (changed(HOT, "passages", 1, "id", to="a"), "an id stands once"),
    ],
)
def test_a_broken_text_is_reported(raw, expected):
    assert any(expected in fault for fault in faults_of(raw)), faults_of(raw)


def test_something_has_to_be_right_and_something_wrong():
    right = {"correct": "true", "feedback": "Yes.", "missed": "Look."}
    for kind in (right, WRONG):
        assert any("one that is right and one that is wrong" in f for f in faults_of(HOT | {"passages": [{"id": i} | kind for i in "abcde"]}))


# --- annotation -------------------------------------------------------------------------------------------------


def test_finding_the_firm_places_and_nothing_else_is_right():
    marking = mark(item(REVIEW), {"marks": FIRM})
    assert (marking.outcome, marking.score, marking.details["precision"], marking.details["recall"]) == ("right", 1, 1, 1)


def test_by_hand():
    # one of two firm places; a decoy, a word that nobody lists, a borderline place: precision 1/3, recall 1/2, F1 2/5
    marking = mark(item(REVIEW), [on("s1", 1, 2), on("s1", 4, 6), on("s2", 2, 3), on("s2", 3, 4)])
    assert (marking.details["precision"], marking.details["recall"]) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert marking.score == pytest.approx(2 / 5)
    told = said(marking)
    assert told["decoy:s1:4-6"] == "About DC01."
    assert told["unlisted:s2:2-3"] == UNLISTED
    assert told["missed:s2"] == "A hint to TC02."
    assert told["either:s2:3-4"] == "About TC03."
    assert told["found:s1:1-2"] == "About TC01."


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [(0, 3, "found"), (1, 3, "found"), (0, 4, "wide"), (2, 3, "unlisted"), (3, 5, "wide"), (3, 6, "wide"), (0, 6, "wide")],
)
def test_edges_are_tolerant_by_one_word_and_never_across_a_gap(start, end, verdict):
    marking = mark(item(REVIEW), [on("s1", start, end)])
    assert marking.details["verdicts"] == [{"segment": "s1", "start": start, "end": end, "verdict": verdict}]
    if verdict == "wide":
        assert said(marking)[f"wide:s1:{start}-{end}"] == WIDE


def test_two_marks_inside_one_place_count_once():
    marking = mark(item(REVIEW), [on("s2", 0, 1), on("s2", 1, 2), on("s1", 1, 2)])
    assert (marking.outcome, [v["verdict"] for v in marking.details["verdicts"]]) == ("right", ["found"] * 3)


def test_another_type_counts_half_and_another_severity_is_only_talked_about():
    severe = mark(item(REVIEW), [on("s1", 1, 2, severity="critical"), FIRM[1]])
    assert (severe.outcome, severe.score) == ("right", 1)
    assert "You set it as critical, the catalogue as minor" in said(severe)["found:s1:1-2"]
    other = mark(item(REVIEW), [on("s1", 1, 2, TERM), FIRM[1]])
    assert (other.outcome, other.score) == ("not quite", pytest.approx(3 / 4))
    assert "You called it Terminology / Wrong term; the catalogue has Accuracy / Mistranslation" in said(other)["found:s1:1-2"]


def test_blank_and_over_zealous_answers_get_their_own_feedback():
    blank = mark(item(REVIEW), {"marks": []})
    assert (blank.outcome, blank.score, blank.details["precision"]) == ("not quite", 0, None)
    assert blank.remarks[0].text.startswith("You marked nothing")
    assert [remark.about for remark in blank.remarks[1:]] == ["missed:s1", "missed:s2"]
    assert "You mark freely" in mark(item(REVIEW), [*FIRM, on("s1", 4, 6), on("s1", 3, 4)]).remarks[0].text
    assert "You mark freely" not in mark(item(REVIEW), [*FIRM, on("s1", 4, 6)]).remarks[0].text
    assert "neither for nor against" in mark(item(REVIEW), [on("s2", 3, 4), on("s3", 0, 1)]).remarks[0].text


def test_a_missed_place_is_not_named():
    made = item(REVIEW)
    marking = mark(made, [FIRM[0]])
    assert "Hund" not in json.dumps(public_marking(made, marking)) + outcome(made, marking).html


@pytest.mark.parametrize(
    "response",
    [
        None, "s1", {"marks": None}, ["s1"], [on("s9", 0, 1)], [on("s1", 1, 1)], [on("s1", -1, 1)], [on("s1", 0, 7)], [on("s1", True, 2)], [on("s1", "0", "1")],
        [on("s1", 0, 1, "Style")], [on("s1", 0, 1, severity="grave")], [on("s1", 0, 1, [])], [{"segment": "s1"}], [on("s1", 0, 2), on("s1", 1, 3)],
        [on(["s1"], 0, 1)],
    ],
)  # fmt: skip
def test_what_is_no_review_is_refused(response):
    with pytest.raises(NotAnAnswer):
        mark(item(REVIEW), response)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (changed(REVIEW, "segments", 0, "de", to="eins zwei drei vier fünf sechs sieben acht neun"), "has 9 words"),
        (changed(REVIEW, "segments", 0, "en", to=None), "quotes (`de` with its gloss `en`) or describes"),
        (changed(REVIEW, "segments", 2, "de", to="ein Wort"), "quotes (`de` with its gloss `en`) or describes"),
        (changed(REVIEW, "segments", 0, "block", to="14"), "which `blocks` does not list"),
        (changed(REVIEW, "segments", 0, "targets", 1, "at", to={"start": "4", "end": "7"}), "ends at word 7; the segment has 6"),
        (changed(REVIEW, "segments", 0, "targets", 1, "at", to={"start": "2", "end": "3"}), "touches the target before"),
        (changed(REVIEW, "segments", 0, "targets", 0, "missed", to=None), "is firm and lacks one of"),
        (changed(REVIEW, "segments", 0, "targets", 1, "types", to=[TERM]), "a decoy is no error"),
        (changed(REVIEW, "segments", 0, "targets", 0, "types", to=["MQMC_306000"]), "is not among the `types` on offer"),
        (changed(REVIEW, "segments", to=REVIEW["segments"][2:]), "have no firm target"),
        (changed(REVIEW, "types", to=REVIEW["types"][:1]), "2 to 12 can be chosen from"),
    ],
)
def test_a_broken_review_is_reported(raw, expected):
    assert any(expected in fault for fault in faults_of(raw)), faults_of(raw)


# --- against the catalogue --------------------------------------------------------------------------------------


def catalogue():
    rows = (
        caveat(id="TC01", quote="rote", at=At(9, 10), mqm=MISTRANSLATION, severity="minor"),
        caveat(id="TC02", quote="der Hund", at=At(0, 2), mqm=MISTRANSLATION, severity="minor"),
        caveat(id="TC03", quote="nie", at=At(7, 8), status="borderline", readings=Readings(0, 3)),
    )
    decoys = (decoy(id="DC01", block=13, quote="auf Dächern"), decoy(id="DC02", block=13, quote="Komma", costs_points=False))
    return Caveats("a", "r", rows, decoys)


def typology():
    types = (ErrorType("MQMC_100000", "Accuracy", "d"), ErrorType(MISTRANSLATION, "Mistranslation", "d", "MQMC_100000"),
             ErrorType("MQMC_000000", "Terminology", "d"), ErrorType(TERM, "Wrong term", "d", "MQMC_000000"))  # fmt: skip
    return Mqm("a", "v", types, (Severity("minor", 1, "m"),), "f", (), "h", ())


def drift(raw):
    return [what for _, what in link_faults(item(raw), catalogue=catalogue(), mqm=typology())]


def test_an_item_that_says_what_the_catalogue_says_has_no_faults():
    assert drift(REVIEW) == []


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        (("segments", 0, "targets", 0, "caveat"), "TC77", '"TC77" is no id of caveats.yaml'),
        (("segments", 1, "targets", 1, "status"), "discussion", 'is "discussion"; caveats.yaml has "borderline"'),
        (("segments", 2, "targets", 0, "status"), "decoy", 'is "decoy"; caveats.yaml has "free decoy"'),
        (("segments", 0, "targets", 0, "at", "end"), "3", "is not the place of TC01"),
        (("segments", 0, "targets", 0, "severity"), "major", "has not the severity"),
        (("segments", 0, "targets", 0, "types"), [TERM, MISTRANSLATION], "or not the first type"),
        (("types", 0, "name"), "Accuracy", 'mqm.yaml has "Accuracy / Mistranslation"'),
    ],
)
def test_an_item_that_drifts_from_the_catalogue_is_reported(path, to, expected):
    assert [expected in what for what in drift(changed(REVIEW, *path, to=to))] == [True]


# --- before an answer -------------------------------------------------------------------------------------------


def rekeyed(raw):
    """The same item with another key and other feedback."""
    made = copy.deepcopy(raw)
    for passage in made.get("passages", []):
        right = passage.get("correct") == "true"
        keep = {"id": passage["id"]}
        passage.clear()
        passage.update(keep | ({"tempts": "New.", "wrong_because": "New."} if right else {"correct": "true", "feedback": "New.", "missed": "New."}))
    for segment in made.get("segments", []):
        segment["targets"] = []
    if "segments" in made:
        made["segments"][2]["targets"] = [listed("TC09", 0, 1, "firm", types=[TERM], severity="critical")]
    return made


@pytest.mark.parametrize("raw", [HOT, REVIEW], ids=["hottext", "annotation"])
def test_nothing_shows_the_key_before_an_answer(raw):
    first, second = item(raw), item(rekeyed(raw))
    assert json.dumps(content(first)) == json.dumps(content(second))
    assert (twin(first).plain, twin(first).html) == (twin(second).plain, twin(second).html)
    assert solution(first).html != solution(second).html


@pytest.mark.parametrize("raw", [HOT, REVIEW], ids=["hottext", "annotation"])
def test_a_compiled_item_is_the_item(raw):
    from opedlab.records import plain, revive

    made = item(raw)
    assert revive(json.loads(json.dumps(plain(made))), type(made)) == made


def test_the_twin_has_what_the_widget_has():
    assert isinstance(item(REVIEW), Annotation)
    shown = twin(item(REVIEW))
    for words in ("die rote Katze sitzt … auf Dächern", "the second comma", "Accuracy / Mistranslation", "the red cat sits … on roofs"):
        assert words in shown.plain
        assert words in shown.html
    assert "[A: perhaps]" in twin(item(HOT)).plain
