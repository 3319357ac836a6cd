"""``match`` and ``order``: what a response earns, what an author is told, and that a question never shows its key."""

from __future__ import annotations

import copy
import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opedlab.items.bank import Bank, mark
from opedlab.items.model import NotAnAnswer
from opedlab.items.order import verdicts
from opedlab.records import structure
from opedlab.views.twin import content, outcome, solution, twin

WRONG = {"tempts": "It tempts.", "wrong_because": "But look again."}
MATCH: dict[str, Any] = {
    "id": "M1", "kind": "match", "title": "Who says it?", "blocks": ["4", "7", "15"], "objective": "99.1", "minutes": "3", "prompt": "Whose voice?",
    "columns": [
        {"id": "author", "text": "The author", "means": "in her own voice"},
        {"id": "cited", "text": "Somebody she cites"},
        {"id": "open", "text": "Unsettled"},
    ],
    "rows": [
        {"id": "shells", "block": "15", "label": "Shells", "column": "open", "feedback": "Nobody can tell.",
         "also": [{"column": "author", "feedback": "The grammar is with you."}],
         "wrong": [{"columns": ["cited"], "tempts": "A name is near.", "wrong_because": "But how near?"}]},
        {"id": "price", "block": "4", "label": "Price", "text": "Unclear.", "column": "author", "feedback": "Hers."},
        {"id": "number", "block": "7", "label": "Number", "column": "cited", "feedback": "Washington's."},
    ],
    "confusions": [
        {"chosen": chosen, "instead_of": key} | WRONG
        for chosen, key in (("cited", "author"), ("open", "author"), ("author", "cited"), ("open", "cited"))
    ],
}  # fmt: skip
ORDER: dict[str, Any] = {
    "id": "R1", "kind": "order", "title": "How sure?", "objective": "99.1", "minutes": "3", "prompt": "Order.",
    "top": "most certain", "bottom": "least certain",
    "entries": [
        {"id": one, "text": f"*{one}*", "place": place, "feedback": f"{one} stands.", "too_high": f"{one} down.", "too_low": f"{one} up."}
        for one, place in (("doubtless", "1"), ("surely", "2"), ("seems", "3"), ("points", "3"), ("could", "4"))
    ],
}  # fmt: skip
RIGHT = ["doubtless", "surely", "seems", "points", "could"]


def bank(*items: dict[str, Any]) -> Any:
    return structure({"lesson": "x", "title": "X", "items": list(items)}, Bank, "x.yaml")


def item(raw: dict[str, Any]) -> Any:
    loaded = bank(raw)
    assert not loaded.faults, [str(fault) for fault in loaded.faults]
    return loaded.value.items[0]


def faults(raw: dict[str, Any]) -> list[str]:
    return [str(fault) for fault in bank(raw).faults]


def changed(raw: dict[str, Any], edit: Any) -> dict[str, Any]:
    raw = copy.deepcopy(raw)
    edit(raw)
    return raw


def said(marking: Any) -> dict[str, str]:
    return {remark.about: remark.text for remark in marking.remarks}


# --- match ------------------------------------------------------------------------------------------------------


def test_match_answers_every_row_and_puts_what_is_to_be_thought_over_first() -> None:
    marking = mark(item(MATCH), {"rows": {"shells": "author", "price": "cited", "number": "cited"}})
    assert [remark.about for remark in marking.remarks] == ["", "price/cited", "shells/author", "number/cited"]
    assert said(marking)["shells/author"] == "The grammar is with you."
    assert said(marking)["price/cited"] == "It tempts. But look again."
    assert marking.outcome == "not quite" and marking.score == pytest.approx(2 / 3)
    assert marking.details["rows"] == {"price": "not quite", "number": "right", "shells": "defensible"}


@pytest.mark.parametrize(("shells", "expected"), [("open", "right"), ("author", "defensible"), ("cited", "not quite")])
def test_match_as_a_whole_is_as_good_as_its_weakest_row(shells: str, expected: str) -> None:
    marking = mark(item(MATCH), {"shells": shells, "price": "author", "number": "cited"})
    assert marking.outcome == expected
    assert marking.score == (pytest.approx(2 / 3) if expected == "not quite" else 1)


def test_the_answer_of_a_row_goes_before_that_of_its_class() -> None:
    raw = changed(MATCH, lambda m: m["rows"][1].update(wrong=[{"columns": ["cited"], "tempts": "Here.", "wrong_because": "But not here."}]))
    marking = mark(item(raw), {"shells": "open", "price": "cited", "number": "author"})
    assert said(marking)["price/cited"] == "Here. But not here."
    assert said(marking)["number/author"] == "It tempts. But look again."


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        ({"rows": {"shells": "open", "price": "author"}}, "number has none yet"),
        ({"rows": {"shells": "open", "price": "author", "number": "auther"}}, "no column 'auther'"),
        ({"rows": {"shells": "open", "price": "author", "number": "cited", "extra": "cited"}}, "no row 'extra'"),
        ({"rows": {"shells": ["open"], "price": "author", "number": "cited"}}, "a column for each row"),
        ({"rows": None}, "a column for each row"),
        ("open", "a column for each row"),
        (None, "a column for each row"),
    ],
)
def test_match_says_what_does_not_fit(response: Any, cause: str) -> None:
    with pytest.raises(NotAnAnswer, match=cause):
        mark(item(MATCH), response)


@pytest.mark.parametrize(
    ("edit", "place", "cause"),
    [
        (lambda m: m["confusions"].pop(0), "rows[1]", "has no answer to cited"),
        (lambda m: m["rows"][0].pop("wrong"), "rows[0]", "has no answer to cited"),
        (lambda m: m["rows"][2].update(column="citd"), "rows[2].column", 'did you mean "cited"'),
        (lambda m: m["rows"][0]["wrong"][0]["columns"].append("author"), "rows[0].wrong[0].columns", "accepted and wrong at once"),
        (lambda m: m["rows"][0]["also"][0].update(column="open"), "rows[0].also[0].column", "is the key of this row already"),
        (lambda m: m["confusions"].append({"chosen": "author", "instead_of": "open"} | WRONG), "confusions[4]", "answers nothing"),
        (lambda m: m["rows"][1].update(block="5"), "rows[1].block", "the item's `blocks` do not list"),
        (lambda m: m["rows"][1].update(id="shells"), "rows[1].id", "stands once"),
    ],
)
def test_an_author_is_told_where_a_match_is_at_fault(edit: Any, place: str, cause: str) -> None:
    found = faults(changed(MATCH, edit))
    assert any(fault.startswith(f"items[0].{place}:") and re.search(cause, fault) for fault in found), found


def test_rows_stand_in_page_order_whatever_the_order_of_the_file() -> None:
    assert [row.id for row in item(MATCH).shown] == ["price", "number", "shells"]
    free = changed(MATCH, lambda m: [row.pop("block") for row in m["rows"]])
    assert item(free).shown == tuple(item(changed(free, lambda m: m["rows"].reverse())).shown)


def test_a_match_shows_nothing_of_its_key() -> None:
    """Another key, other feedback: the question, as widget and as twin, stays the same to the byte."""

    def other(raw: dict[str, Any]) -> None:
        for row, key in zip(raw["rows"], ("author", "open", "open"), strict=True):
            row.update(column=key, feedback="Else.", also=[], wrong=[{"columns": [c for c in ("author", "cited", "open") if c != key]} | WRONG])
        raw["confusions"] = []

    one, two = item(MATCH), item(changed(MATCH, other))
    assert content(one) == content(two)
    assert (twin(one).plain, twin(one).html) == (twin(two).plain, twin(two).html)
    assert solution(one).html != solution(two).html


def test_the_solution_of_a_match_answers_every_pairing() -> None:
    shown = solution(item(MATCH))
    assert shown.html.count("✓ yes") == 3 and shown.html.count("✓ defensible") == 1 and shown.html.count("○ not quite") == 5
    assert "But how near?" in shown.plain


# --- order ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [RIGHT, ["doubtless", "surely", "points", "seems", "could"]])
def test_entries_that_share_a_place_may_stand_either_way(order: list[str]) -> None:
    marking = mark(item(ORDER), {"order": order})
    assert (marking.outcome, marking.score, marking.details["pairs"]) == ("right", 1, [9, 9])
    assert len(marking.remarks) == 6


@pytest.mark.parametrize(
    ("order", "misplaced"),
    [
        (["could", "doubtless", "surely", "seems", "points"], {"could": "too high"}),
        (["surely", "seems", "points", "could", "doubtless"], {"doubtless": "too low"}),
        (["surely", "doubtless", "seems", "points", "could"], {"surely": "too high", "doubtless": "too low"}),
        (["could", "surely", "seems", "points", "doubtless"], {"could": "too high", "doubtless": "too low"}),
        (["could", "points", "seems", "surely", "doubtless"], {"could": "too high", "surely": "too low", "doubtless": "too low"}),
    ],
)
def test_as_few_entries_as_possible_are_blamed(order: list[str], misplaced: dict[str, str]) -> None:
    assert {one: verdict for one, verdict in verdicts(item(ORDER), order).items() if verdict != "in order"} == misplaced


def test_the_middle_of_a_reversed_ladder_stands_where_it_belongs() -> None:
    three = item(changed(ORDER, lambda o: o.update(id="R2", entries=[o["entries"][n] for n in (0, 2, 4)])))
    assert verdicts(three, ["could", "seems", "doubtless"]) == {"could": "too high", "seems": "in order", "doubtless": "too low"}


def test_a_misplaced_entry_is_answered_first_and_for_its_direction() -> None:
    marking = mark(item(ORDER), ["could", "doubtless", "surely", "seems", "points"])
    assert [remark.about for remark in marking.remarks[:2]] == ["", "could/too-high"]
    assert said(marking)["could/too-high"] == "could down." and said(marking)["surely/in-order"] == "surely stands."
    assert (marking.outcome, marking.score) == ("not quite", pytest.approx(5 / 9))


@given(st.permutations(RIGHT))
def test_every_order_is_answered(order: list[str]) -> None:
    """Right exactly if all pairs are, and then only is nothing blamed; the direction fits some pair; no remark is empty."""
    ladder = item(ORDER)
    place = {entry.id: entry.place for entry in ladder.entries}
    wrong = [(a, b) for a, b in itertools.combinations(order, 2) if place[a] > place[b]]
    marking = mark(ladder, order)
    found = marking.details["entries"]
    assert (marking.outcome == "right") == (not wrong) == (set(found.values()) == {"in order"})
    assert marking.score == pytest.approx(1 - len(wrong) / 9)
    assert all(any(a == one for a, _ in wrong) for one, verdict in found.items() if verdict == "too high")
    assert all(any(b == one for _, b in wrong) for one, verdict in found.items() if verdict == "too low")
    assert all(remark.text for remark in marking.remarks)


@pytest.mark.parametrize("response", [RIGHT[:-1], [*RIGHT, "could"], [*RIGHT[:-1], "would"], [*RIGHT[:-1], ["could"]], {"order": None}, "could", None])
def test_order_says_what_does_not_fit(response: Any) -> None:
    with pytest.raises(NotAnAnswer, match="each of its entries once"):
        mark(item(ORDER), response)


def test_an_author_is_told_where_an_order_is_at_fault() -> None:
    assert any("entries[1]: has no `too_low`" in fault for fault in faults(changed(ORDER, lambda o: o["entries"][1].pop("too_low"))))
    assert not faults(changed(ORDER, lambda o: (o["entries"][0].pop("too_high"), o["entries"][4].pop("too_low"))))  # they cannot stand higher, or lower
    assert any("at two places or more" in fault for fault in faults(changed(ORDER, lambda o: [e.update(place="1") for e in o["entries"]])))

    def dealt_right(raw: dict[str, Any]) -> None:
        dealt = [entry.id for entry in item(ORDER).shown]
        for entry in raw["entries"]:
            entry["place"] = str(dealt.index(entry["id"]) + 1)

    assert any("dealt in the right order already" in fault for fault in faults(changed(ORDER, dealt_right)))


def test_an_order_shows_nothing_of_its_key() -> None:
    def other(raw: dict[str, Any]) -> None:
        raw["entries"].reverse()
        for entry, place in zip(raw["entries"], ("2", "1", "5", "1", "4"), strict=True):
            entry.update(place=place, feedback="Else.", too_high="Else.", too_low="Else.")

    one, two = item(ORDER), item(changed(ORDER, other))
    assert content(one) == content(two)
    assert (twin(one).plain, twin(one).html) == (twin(two).plain, twin(two).html)
    assert solution(one).html != solution(two).html


def test_markup_in_an_item_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script>"
    raw = changed(MATCH, lambda m: (m["rows"][1].update(label=hostile, text=hostile), m["columns"][0].update(text=hostile, means=hostile)))
    ladder = changed(ORDER, lambda o: (o.update(top=hostile), o["entries"][0].update(text=hostile, context=hostile)))
    answered = (outcome(item(raw), mark(item(raw), {"shells": "open", "price": "author", "number": "cited"})), outcome(item(ladder), mark(item(ladder), RIGHT)))
    for shown in (twin(item(raw)), solution(item(raw)), twin(item(ladder)), solution(item(ladder)), *answered):
        assert "<script" not in shown.html and "&lt;script" in shown.html
