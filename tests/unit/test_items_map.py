"""The kind ``map``: places, relations, what is said to each misplacement, and the student's map in other programs' forms."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from opedlab.argument.faults import map_faults
from opedlab.items.bank import Bank, mark
from opedlab.items.map import MAIN, AlsoPlace, MapCard, MapItem, Misplaced, as_argument_map, structure_fault
from opedlab.items.model import NotAnAnswer
from opedlab.records import plain
from opedlab.views.twin import content, outcome, public_marking, solution, twin


def item(**changes: Any) -> MapItem:
    cards = (
        MapCard("claim", "The claim.", MAIN, "right claim", "other claim"),
        MapCard("sign", "A sign.", "claim", "right sign", "other sign", "linked", also=(AlsoPlace("claim", "supports", "also sign"),)),
        MapCard("rule", "A rule.", "claim", "right rule", "other rule", "linked", put_in_by="implied"),
        MapCard(
            "doubt", "A doubt.", "sign", "right doubt", "other doubt", "undercuts", put_in_by="course",
            misplaced=(
                Misplaced("tempts", "by relation", relation="attacks"), Misplaced("tempts", "by both", "claim", "attacks"),
                Misplaced("tempts", "by parent", "claim"),
            ),
        ),
        MapCard("reply", "A reply.", "doubt", "right reply", "other reply", "attacks"),
    )  # fmt: skip
    return MapItem(id="M01", title="Map", objective="05.1", minutes=5, prompt="Place them.", kind="map", cards=cards, **changes)


def placed(**changes: Any) -> dict[str, Any]:
    return dict(item().key) | changes


def said(marking: Any) -> dict[str, str]:
    return {remark.about.split("/")[0]: remark.text for remark in marking.remarks}


def test_the_key_is_right_and_every_card_is_answered() -> None:
    marking = mark(item(), placed())
    assert (marking.outcome, marking.score) == ("right", 1.0)
    assert said(marking)["doubt"] == "right doubt"
    assert list(said(marking)) == ["", *(card.id for card in item().shown)]


def test_the_form_that_the_page_sends_is_the_same_answer() -> None:
    sent = {"places": {card: {"parent": parent, "relation": relation} for card, (parent, relation) in item().key.items()}}
    assert mark(item(), sent) == mark(item(), placed())
    assert mark(item(), placed(claim="main")) == mark(item(), placed())


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (("claim", "attacks"), "tempts by both"),
        (("claim", "supports"), "tempts by parent"),
        (("rule", "attacks"), "tempts by relation"),
        (("rule", "supports"), "other doubt"),
    ],
)
def test_each_misplacement_gets_the_closest_answer(place: tuple[str, str], answer: str) -> None:
    marking = mark(item(), placed(doubt=place))
    assert (marking.outcome, marking.score) == ("not quite", 0.8)
    assert marking.remarks[1].about == f"doubt/{place[0]}/{place[1]}", "what is to be thought over comes first"
    assert marking.remarks[1].text == answer
    assert marking.details["cards"]["doubt"] == "not quite"


def test_an_accepted_second_place_counts_in_full() -> None:
    marking = mark(item(), placed(sign=("claim", "supports")))
    assert (marking.outcome, marking.score) == ("defensible", 1.0)
    assert said(marking)["sign"] == "also sign"


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (None, "wants a place for each card"),
        ({}, "wants a place for every card"),
        (placed() | {"ghost": MAIN}, "no card 'ghost'"),
        (placed(sign=MAIN), "2 main claims"),
        (placed(claim=("sign", "supports")), "no main claim"),
        (placed(doubt=("reply", "attacks")), "circle"),
        (placed(sign=("sign", "linked")), "another card"),
        (placed(sign=("claim", "proves")), "one of supports"),
        (placed(sign=("claim", None)), "one of supports"),
        (placed(sign=["claim", ["linked"]]), "one of supports"),
        (placed(sign=7), "another card"),
        (placed(sign=["claim"]), "another card"),
        ({"places": [1]}, "wants a place"),
    ],
)
def test_what_is_no_map_is_refused_in_words(response: Any, why: str) -> None:
    with pytest.raises(NotAnAnswer, match=why):
        mark(item(), response)


def test_the_places_become_a_sound_argument_map() -> None:
    """Linked cards make one argument, lone ones an argument each; an undercut aims at the step of the card below which it hangs."""
    argument_map = as_argument_map(item(), item().key)
    names = {node.text: node.id for node in argument_map.nodes}
    assert list(map_faults(argument_map)) == []
    assert [(set(a.premises), a.conclusion) for a in argument_map.arguments] == [({names["A sign."], names["A rule."]}, names["The claim."])]
    doubt = argument_map[names["A doubt."]]
    assert (doubt.kind, doubt.undercuts, doubt.attacks) == ("objection", (argument_map.arguments[0].id,), ())
    assert argument_map[names["A reply."]].kind == "rebuttal"
    alone = as_argument_map(item(), placed(sign=("claim", "supports"), rule=("claim", "supports")))
    assert len(alone.arguments) == 2
    strange = as_argument_map(item(), placed(doubt=("claim", "undercuts")))
    assert list(map_faults(strange)) == [] and strange[names["A doubt."]].attacks == (names["The claim."],)


def test_the_students_own_map_is_exported_not_the_key() -> None:
    details = mark(item(), placed(doubt=("claim", "attacks"))).details
    letters = {card.id: chr(65 + n) for n, card in enumerate(item().shown)}
    assert f"[{letters['doubt']}]\n  -> [{letters['claim']}]" in details["argdown"]
    edges = json.loads(details["aif"])["edges"]
    conflict = f"CA_{letters['doubt']}_{letters['claim']}"
    assert {(edge["fromID"], edge["toID"]) for edge in edges} >= {(letters["doubt"], conflict), (conflict, letters["claim"])}


def faults(made: MapItem) -> str:
    return "; ".join(f"{place}: {what}" for place, what in made.kind_faults())


def changed(card_id: str, **changes: Any) -> MapItem:
    made = item()
    return evolve(made, cards=tuple(evolve(card, **changes) if card.id == card_id else card for card in made.cards))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (evolve(item(), cards=item().cards[:4]), "5 to 9"),
        (changed("rule", id="sign"), "an id stands once"),
        (changed("rule", parent="sgin"), "no other card"),
        (changed("rule", parent="rule"), "no other card"),
        (changed("rule", relation=None), "is missing"),
        (changed("claim", relation="supports"), "main claim has none"),
        (changed("sign", parent=MAIN, relation=None, also=()), "2 main claims"),
        (changed("claim", parent="sign", relation="supports"), "no main claim"),
        (changed("doubt", parent="reply"), "circle"),
        (evolve(item(), relations=("supports", "linked", "attacks")), "not among the `relations`"),
        (changed("reply", misplaced=(Misplaced("t", "w"),)), "neither a parent nor a relation"),
        (changed("reply", misplaced=(Misplaced("t", "w", "doubt", "attacks"),)), "accepted"),
        (changed("reply", misplaced=(Misplaced("t", "w", "dout"),)), "no other card"),
    ],
)
def test_a_broken_item_is_reported(broken: MapItem, fault: str) -> None:
    assert fault in faults(broken)


def test_a_sound_item_has_no_faults_and_a_circle_is_named() -> None:
    assert faults(item()) == ""
    assert structure_fault({"a": (MAIN, None), "b": ("c", "supports"), "c": ("b", "supports")}) == "hang on each other in a circle: b → c → b"


def test_question_and_content_do_not_depend_on_the_key() -> None:
    made = item()
    turned = {"claim": ("sign", "supports"), "sign": (MAIN, None), "rule": ("sign", "attacks"), "doubt": ("rule", "linked"), "reply": ("rule", "undercuts")}
    other = evolve(
        made,
        cards=tuple(
            evolve(card, parent=turned[card.id][0], relation=turned[card.id][1], feedback="x", otherwise="y", also=(), misplaced=(), put_in_by="author")
            for card in reversed(made.cards)
        ),
    )
    assert content(other) == content(made)
    assert (twin(other).plain, twin(other).html) == (twin(made).plain, twin(made).html)


def test_what_is_shown_names_card_and_place_and_solution_has_every_answer() -> None:
    made = evolve(item(), cards=tuple(evolve(card, text="<b>bold</b>") if card.id == "rule" else card for card in item().cards))
    shown = outcome(made, mark(made, placed(doubt=("claim", "attacks"))))
    letters = {card.id: chr(65 + n) for n, card in enumerate(made.shown)}
    assert f"○ Not quite: {letters['doubt']} → {letters['claim']}, speaks against it" in shown.plain
    for text in ("right doubt", "other doubt", "by both", "also sign"):
        assert text in solution(made).plain and text in solution(made).html
    assert "<b>" not in twin(made).html + solution(made).html + shown.html
    assert json.dumps(public_marking(made, mark(made, placed())))


def test_a_bank_takes_the_kind() -> None:
    assert plain(Bank("05-map", "Map", (item(),)))["items"][0]["kind"] == "map"
