"""The knock-out lab: steps, predictions, what is drawn, what is said."""

from __future__ import annotations

import json
import time
import xml.etree.ElementTree as ElementTree

import pytest

from opedlab import course, records
from opedlab.argument.corner import best_reply
from opedlab.argument.model import Argument, ArgumentMap, Node, Rules, Scheme
from opedlab.argument.standing import NotADispute, UnknownNode, standing
from opedlab.views.knockout import content, told, tree, twin
from opedlab.views.knockout_state import NotAMove, compared, main_claims, marks, shown_cards, start, state, why
from opedlab.views.map_layout import map_svg, picture


@pytest.fixture(scope="module")
def the_map() -> ArgumentMap:
    return records.load(course.find().article / "map.yaml", ArgumentMap)


def small(*extra: Node, arguments: tuple[Argument, ...] | None = None) -> ArgumentMap:
    def node(node_id: str, kind: str, **more: object) -> Node:
        return Node(node_id, kind, f"Text of {node_id}.", (1,), True, "author", "author", **more)

    nodes = (
        node("T1", "thesis"), node("R1", "reason"), node("P1", "premise"), node("O1", "objection", attacks=("P1",)), node("B1", "rebuttal", attacks=("O1",)),
    )  # fmt: skip
    made = arguments or (Argument("A1", "sign", ("R1",), "T1"), Argument("A2", "sign", ("P1",), "R1"))
    return ArgumentMap("Small", "about", Rules("g", "l", "s"), (Scheme("sign", "Sign", "Sign", ()),), (*nodes, *extra), made)


def test_a_premise_falls_and_the_prediction_is_compared_claim_by_claim(the_map: ArgumentMap) -> None:
    after = start(the_map).played("I1.5", ["T1"])
    rows = {row["id"]: row for row in compared(after)["rows"]}
    assert (rows["T0"]["changed"], rows["T0"]["stands"], rows["T0"]["foreseen"]) == (True, False, False)
    assert (rows["T1"]["changed"], rows["T1"]["foreseen"]) == (False, False)
    assert rows["PR1"]["foreseen"] is True
    assert compared(start(the_map).played("I1.5"))["rows"][0]["foreseen"] is None


def test_a_reply_raises_what_its_objection_felled_and_is_predicted_as_such(the_map: ArgumentMap) -> None:
    reply = best_reply(the_map, "O2")
    assert reply is not None and reply.id == "B7"
    after = start(the_map, accept=["O2"]).played("B7", ["T0"])
    rows = {row["id"]: row for row in compared(after)["rows"]}
    assert rows["T0"] == {"id": "T0", "stands": True, "changed": True, "foreseen": True}
    assert rows["T1"]["foreseen"] is None, "what stands was not asked"
    assert compared(after)["rose"] == ["I1.5"]
    assert marks(after) == {"O2": "answered", "B7": "accepted"}


def test_undo_takes_back_exactly_the_last_move(the_map: ArgumentMap) -> None:
    one = start(the_map, without=["I1.5"])
    assert state(one.played("P6.2", ()).undone()) == state(one)
    assert start(the_map).undone() == start(the_map)


def test_strict_marks_what_it_does_not_grant_and_says_why(the_map: ArgumentMap) -> None:
    position = start(the_map, strict=True)
    assert {card for card, said in marks(position).items() if said == "not_granted"} == set(the_map.not_granted_in_strict)
    assert why(position, "I2.2")[0]["say"] == "why_not_granted"
    assert "not_granted" not in marks(start(the_map)).values()
    assert marks(start(the_map, accept=["O6"], strict=True))["I2.2"] == "fallen", "it is attacked, whatever the rule"


def test_why_leads_down_to_what_was_played_and_tells_nothing_twice(the_map: ArgumentMap) -> None:
    position = start(the_map, without=["R1", "R2", "R3", "R4", "R5"])
    lines = why(position, "T1")
    assert lines[0] == {"depth": 0, "say": "why_unsupported", "values": {"card": "T1", "by": ""}}
    assert {line["values"]["card"] for line in lines if line["say"] == "why_taken_away"} == {"R1", "R2", "R3", "R4", "R5"}
    thrice = why(start(the_map, without=["R1", "R2", "R4", "R5", "E3.1", "P3.3"]), "T1")  # three steps rest on R3
    assert [line["say"] for line in thrice if line["values"].get("card") == "R3"] == ["why_unsupported", "why_told", "why_told"]
    assert why(start(the_map), "T1") == []


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda m: start(m, without=["I1.55"]), UnknownNode, "I1.5"),
        (lambda m: start(m, accept=["T1"]), NotADispute, "only objections"),
        (lambda m: start(m, without=["O2"]), NotAMove, "not taken away"),
        (lambda m: start(m, without=["R1"]).played("R1"), NotAMove, "already"),
        (lambda m: start(m).played("R1", ["E1.1"]), NotAMove, "no main claim"),
    ],
)
def test_what_cannot_be_played_is_refused_in_words(the_map: ArgumentMap, call, error: type, said: str) -> None:
    with pytest.raises(error, match=said):
        call(the_map)


def test_one_id_without_brackets_is_one_card(the_map: ArgumentMap) -> None:
    assert start(the_map, without="R1").without == ("R1",)


def test_the_default_picture_has_the_main_structure_and_what_links_a_played_card_to_it(the_map: ArgumentMap) -> None:
    plain = set(shown_cards(start(the_map)))
    assert plain == {node.id for node in the_map.nodes if node.kind in ("thesis", "prescription", "reason")}
    played = set(shown_cards(start(the_map, without=["I5.1"])))
    assert {"I5.1", "F5"} <= played and len(played) < 20
    assert set(shown_cards(start(the_map, accept=["B7"]))) - plain == {"B7", "O2", "I1.5"}, "the whole way up to what is drawn"
    assert {"A", "O5", "B6", "E2.1", "T1"} - set(shown_cards(start(the_map), "R2")) == {"A"}


def overlaps(cards) -> list[tuple[str, str]]:
    return [
        (a.id, b.id)
        for n, a in enumerate(cards)
        for b in cards[:n]
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


def test_every_card_is_drawn_once_and_none_lies_on_another(the_map: ArgumentMap) -> None:
    whole = picture(the_map, [node.id for node in the_map.nodes], {})
    assert sorted(card.id for card in whole.cards if not card.stub) == sorted(node.id for node in the_map.nodes)
    assert overlaps(whole.cards) == []
    for node in the_map.nodes:
        assert overlaps(picture(the_map, shown_cards(start(the_map), node.id), {}).cards) == []
    assert picture(the_map, shown_cards(start(the_map)), {}).width <= 780, "the main structure fits beside the outline"


def test_every_premise_drawn_is_joined_to_its_argument(the_map: ArgumentMap) -> None:
    whole = picture(the_map, [node.id for node in the_map.nodes], {})
    assert [junction.hidden for junction in whole.junctions] == [0] * len(the_map.arguments)
    assert sum(link.kind == "support" for link in whole.links) == sum(len(a.premises) for a in the_map.arguments)
    assert sum(link.kind == "attack" for link in whole.links) == sum(len(n.attacks) for n in the_map.nodes)
    assert sum(link.kind == "undercut" for link in whole.links) == sum(len(n.undercuts) for n in the_map.nodes)


def test_lines_are_broken_by_what_fell_and_by_an_accepted_undercut_alone(the_map: ArgumentMap) -> None:
    def broken(*accepted: str) -> set[str]:
        position = start(the_map, accept=accepted)
        return {junction.argument for junction in picture(the_map, [node.id for node in the_map.nodes], marks(position)).junctions if junction.broken}

    assert broken() == set()
    assert broken("O9") == {"A5"}
    assert broken("O9", "B11") == set()
    assert broken("O2") == {"A6", "A7"}


def test_objections_that_attack_each_other_in_a_circle_are_drawn() -> None:
    def circle(node_id: str, target: str) -> Node:
        return Node(node_id, "objection", "text", (1,), True, "author", "author", attacks=(target,))

    argument_map = small(circle("O8", "O9"), circle("O9", "O8"))
    drawn = picture(argument_map, [node.id for node in argument_map.nodes], {})
    assert {card.id for card in drawn.cards if not card.stub} == {node.id for node in argument_map.nodes}


def test_the_svg_of_the_whole_map_is_sound_and_marks_the_fallen_in_words(the_map: ArgumentMap) -> None:
    text = map_svg(the_map, standing(the_map, without=["I1.5"]))
    tree_of = ElementTree.fromstring(text)
    said = ["".join(element.itertext()) for element in tree_of.iter("{http://www.w3.org/2000/svg}text")]
    assert said.count("✕ fallen") == 2 + _stubs(the_map, {"I1.5", "T0"})
    assert map_svg(the_map, standing(the_map, without=["I1.5"])) == text


def _stubs(the_map: ArgumentMap, ids: set[str]) -> int:
    return sum(card.stub and card.id in ids for card in picture(the_map, [node.id for node in the_map.nodes], {}).cards)


def test_markup_in_a_card_is_shown_as_text() -> None:
    hostile = Node("P2", "premise", "<script>alert(1)</script> & </svg>", (1,), True, "author", "author")
    argument_map = small(hostile)
    assert "<script>" not in map_svg(argument_map, standing(argument_map))
    assert "<script>" not in twin(start(argument_map)).html
    ElementTree.fromstring(map_svg(argument_map, standing(argument_map)))


def test_the_twin_has_every_card_the_counts_and_the_falls(the_map: ArgumentMap) -> None:
    shown = twin(start(the_map, without=["I1.5"], accept=["O23"]))
    assert "83 of 85 cards stand" not in shown.plain and "3 of 5 main claims" in shown.plain
    assert "T1 is attacked by O23" in shown.plain and "T1 is attacked by O23" in shown.html
    for node in the_map.nodes:
        assert f"{node.id}" in shown.plain
        assert f">{node.id}" in shown.html or f"<li>{node.id}" in shown.html
    assert shown.plain == twin(start(the_map, without=["I1.5"], accept=["O23"])).plain


def test_the_board_opens_where_it_is_set_up_and_a_wrong_id_is_one_readable_line() -> None:
    from opedlab.lessons import Lesson

    here = Lesson("05-knock-out", course.find())
    board = here.knockout(without=["I1.5"], accept=["O23"])
    assert board.state["counts"]["main_standing"] == 3
    assert repr(board) == twin(start(board.position.argument_map, ["I1.5"], ["O23"])).plain
    board._on_message(None, {"type": "play", "card": "P6.2", "predicted": ["PR1"]}, None)
    assert board.state["marks"]["PR1"] == "fallen" and board.state["last"]["rows"][-1]["foreseen"] is True
    before = repr(board)
    board._on_message(None, {"type": "play", "card": "nonsense", "predicted": []}, None)
    assert "nonsense" in board.state["problem"] and repr(board) == before, "the twin shows where the board opened"
    board._on_message(None, {"type": "again"}, None)
    assert board.state["moves"] == [{"card": "I1.5", "accepted": False}, {"card": "O23", "accepted": True}]
    for wrong in ({"without": ["I1.55"]}, {"accept": ["T1"]}, {"without": ["O2"]}, {"accept": ["O2", "O2"]}):
        assert "cannot be shown" in repr(here.knockout(**wrong))


def test_told_says_verdict_and_reason(the_map: ArgumentMap) -> None:
    said = told(start(the_map).played("I1.5", ["T0"])).plain
    assert "T0: fell – ✓ as you predicted" in said and "I1.5 was taken away" in said


def test_the_nested_outline_holds_every_card_once_in_full(the_map: ArgumentMap) -> None:
    full: list[str] = []

    def walk(entry: dict) -> None:
        if entry.get("again"):
            return
        full.append(entry["id"])
        for step in entry["steps"]:
            for inner in (*step["premises"], *step["undercuts"]):
                walk(inner)
        for inner in entry["attacks"]:
            walk(inner)

    for entry in tree(the_map):
        walk(entry)
    assert sorted(full) == sorted(node.id for node in the_map.nodes)


def test_what_is_sent_is_json_and_small(the_map: ArgumentMap) -> None:
    assert len(json.dumps(content(the_map))) < 120_000
    assert len(json.dumps(state(start(the_map, without=["R1", "F5"])))) < 40_000


def test_a_step_is_far_below_a_frame(the_map: ArgumentMap) -> None:
    """A guard against a blunder only; bench/knockout.py measures."""
    state(start(the_map))
    position = start(the_map, without=["E1.1", "F5", "R2"], accept=["O23", "O29"])
    times = []
    for _ in range(9):
        started = time.perf_counter()
        state(position.played("I1.5", ["T0"]))
        times.append(time.perf_counter() - started)
    assert sorted(times)[4] < 0.016


def test_main_claims_of_a_map_without_theses_are_its_ends() -> None:
    argument_map = ArgumentMap(
        "x", "y", Rules("g", "l", "s"), (Scheme("sign", "Sign", "Sign", ()),),
        (Node("P1", "premise", "a", (1,), True, "author", "author"), Node("P2", "premise", "b", (1,), True, "author", "author")),
        (Argument("A1", "sign", ("P1",), "P2"),),
    )  # fmt: skip
    assert main_claims(argument_map) == ("P2",)
