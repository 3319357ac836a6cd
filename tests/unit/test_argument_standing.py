"""Standing against two independent oracles: complete extensions by brute force here, pygarg where it is installed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opedlab.argument.model import Argument, ArgumentMap, Node, Rules, Scheme
from opedlab.argument.standing import NotADispute, UnknownNode, knockout, standing, why_fallen


def node(node_id: str, kind: str = "premise", **more: object) -> Node:
    fields = {"text": "Something.", "blocks": (1,), "explicit": False, "voice": "course", "put_in_by": "course", **more}
    return Node(id=node_id, kind=kind, **fields)


def make(nodes: list[Node], arguments: list[tuple[str, list[str], str]]) -> ArgumentMap:
    steps = tuple(Argument(id=key, scheme="sign", premises=tuple(premises), conclusion=conclusion) for key, premises, conclusion in arguments)
    return ArgumentMap("t", "a", Rules("g", "l", "s"), (Scheme("sign", "Sign", "Sign", ()),), tuple(nodes), steps)


# --- the oracle: nothing below uses the package -----------------------------------------------------------------


def grounded_by_enumeration(members: list[str], hits: set[tuple[str, str]]) -> set[str]:
    """The intersection of all complete extensions, which is the grounded one (Dung 1995, theorem 25)."""

    def acceptable(one: str, chosen: set[str]) -> bool:
        return all(any((defender, attacker) in hits for defender in chosen) for attacker in members if (attacker, one) in hits)

    complete = []
    for size in range(len(members) + 1):
        for chosen in map(set, combinations(members, size)):
            conflict_free = not any((a, b) in hits for a in chosen for b in chosen)
            if conflict_free and chosen == {m for m in members if acceptable(m, chosen)}:
                complete.append(chosen)
    return set.intersection(*complete)


def stands_by_definition(argument_map: ArgumentMap, without: set[str], accepted: set[str], strict: bool) -> set[str]:
    by_id = {n.id: n for n in argument_map.nodes}
    members = sorted(accepted - without)
    hits = {(a, b) for a in members for b in by_id[a].attacks if b in members}
    effective = grounded_by_enumeration(members, hits)
    attacked = {target for one in effective for target in by_id[one].attacks}
    undercut = {target for one in effective for target in by_id[one].undercuts}

    def stands(one: str) -> bool:
        if by_id[one].kind in ("objection", "rebuttal"):
            return one in effective
        if one in without or one in attacked or (strict and by_id[one].not_granted_in_strict is not None):
            return False
        steps = [a for a in argument_map.arguments if a.conclusion == one]
        return not steps or any(a.id not in undercut and all(stands(p) for p in a.premises) for a in steps)

    return {one for one in by_id if stands(one)}


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    """Small maps without a cycle of derivations; objections and rebuttals attack anything, each other in circles too."""
    claims = [f"N{n}" for n in range(draw(st.integers(1, 7)))]
    arguments = []
    for n in range(draw(st.integers(0, 7))):
        conclusion = draw(st.integers(0, len(claims) - 1))
        below = claims[conclusion + 1 :]
        if below:
            arguments.append((f"A{n}", draw(st.lists(st.sampled_from(below), min_size=1, max_size=3, unique=True)), claims[conclusion]))
    concluded = {conclusion for _, _, conclusion in arguments}
    doubted = draw(st.sets(st.sampled_from(claims))) - concluded
    nodes = [node(c, not_granted_in_strict="left open" if c in doubted else None) for c in claims]
    disputes = [f"O{n}" for n in range(draw(st.integers(0, 6)))]
    for one in disputes:
        targets = [t for t in claims + disputes if t != one]
        attacks = tuple(draw(st.lists(st.sampled_from(targets), max_size=3, unique=True)))
        keys = [key for key, _, _ in arguments]
        undercuts = tuple(draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))) if keys else ()
        nodes.append(node(one, draw(st.sampled_from(["objection", "rebuttal"])), attacks=attacks, undercuts=undercuts))
    return make(draw(st.permutations(nodes)), arguments)


@settings(max_examples=300, deadline=None)
@given(st.data(), maps(), st.booleans())
def test_standing_is_what_the_definition_says(data: st.DataObject, argument_map: ArgumentMap, strict: bool) -> None:
    ids = [n.id for n in argument_map.nodes]
    disputes = [n.id for n in argument_map.nodes if n.disputes]
    without = data.draw(st.sets(st.sampled_from(ids)))
    accepted = data.draw(st.sets(st.sampled_from(disputes))) if disputes else set()
    found = standing(argument_map, without=without, accepted=accepted, strict=strict)
    assert found == stands_by_definition(argument_map, without, accepted, strict)
    for one in ids:
        fall = why_fallen(argument_map, one, without=without, accepted=accepted, strict=strict)
        assert (fall is None) == (one in found)
        if fall and fall.cause == "unsupported":
            assert {step.argument for step in fall.steps} == {a.id for a in argument_map.arguments if a.conclusion == one}
            assert all(step.undercut_by or step.premises for step in fall.steps)


@settings(max_examples=60, deadline=None)
@given(st.data(), maps())
def test_standing_agrees_with_pygarg(data: st.DataObject, argument_map: ArgumentMap) -> None:
    """The same maps as Dung frameworks, judged by an independent library: first the disputes, then the whole map.

    A conclusion is attacked by "no argument holds", which each of its arguments attacks; an argument is attacked
    by the negation of each premise, and that by the premise.
    """
    solver = pytest.importorskip("pygarg.dung.solver", reason="pygarg is not installed: pip install pygarg python-sat")
    disputes = {n.id: n for n in argument_map.nodes if n.disputes}
    without = data.draw(st.sets(st.sampled_from([n.id for n in argument_map.nodes])))
    accepted = (data.draw(st.sets(st.sampled_from(sorted(disputes)))) if disputes else set()) - without
    among = [[one, target] for one in accepted for target in disputes[one].attacks if target in accepted]
    effective = set(solver.compute_grounded_extension(sorted(accepted), among))
    members, attacks = _as_dung(argument_map, without, effective)
    extension = set(solver.compute_grounded_extension(members, attacks))
    assert extension & {n.id for n in argument_map.nodes} == standing(argument_map, without=without, accepted=accepted)


def _as_dung(argument_map: ArgumentMap, without: set[str], accepted: set[str]) -> tuple[list[str], list[list[str]]]:
    members, attacks = ["away"], []
    for n in argument_map.nodes:
        members.append(n.id)
        if n.id in without or (n.disputes and n.id not in accepted):
            attacks.append(["away", n.id])
        attacks += [[n.id, target] for target in n.attacks + n.undercuts]
        steps = [a.id for a in argument_map.arguments if a.conclusion == n.id]
        members.append(f"not_{n.id}")
        attacks.append([n.id, f"not_{n.id}"])
        if steps:
            members.append(f"none_{n.id}")
            attacks += [[f"none_{n.id}", n.id], *([step, f"none_{n.id}"] for step in steps)]
    for a in argument_map.arguments:
        members.append(a.id)
        attacks += [[f"not_{premise}", a.id] for premise in a.premises]
    return members, attacks


# --- small maps, read by eye ------------------------------------------------------------------------------------


def chain() -> ArgumentMap:
    """E1 → M → T by A1 and A2; E2 → T by A3; O attacks M, B attacks O, U undercuts A3."""
    nodes = [node("T", "thesis"), node("M"), node("E1"), node("E2"), node("O", "objection", attacks=("M",))]
    nodes += [node("B", "rebuttal", attacks=("O",)), node("U", "objection", undercuts=("A3",))]
    return make(nodes, [("A1", ["E1"], "M"), ("A2", ["M"], "T"), ("A3", ["E2"], "T")])


def test_an_accepted_rebuttal_takes_the_effect_from_an_objection() -> None:
    assert standing(chain(), accepted=["O"]) == {"T", "E1", "E2", "O"}
    assert standing(chain(), accepted=["O", "B"]) == {"T", "M", "E1", "E2", "B"}


def test_an_undercut_hits_the_step_and_not_its_premise() -> None:
    assert standing(chain(), accepted=["U"], without=["E1"]) == {"E2", "U"}


def test_a_card_taken_away_cannot_be_accepted_too() -> None:
    assert standing(chain(), without=["O"], accepted=["O"]) == {"T", "M", "E1", "E2"}


def test_why_fallen_names_every_broken_step() -> None:
    fall = why_fallen(chain(), "T", without=["E1"], accepted=["U"])
    assert fall is not None
    assert list(fall.lines()) == ["- T: unsupported", "  - A2", "    - M: unsupported", "      - A1", "        - E1: taken away", "  - A3: undercut by U"]
    assert why_fallen(chain(), "M", accepted=["O"]).by == ("O",)
    assert why_fallen(chain(), "O", accepted=["O", "B"]).cause == "defeated"
    assert why_fallen(chain(), "T") is None


def test_knockout_lists_what_a_single_card_topples() -> None:
    table = {knock.card: knock for knock in knockout(chain())}
    assert table["E1"].topples == ("M",)
    assert table["O"].topples == ("M",) and table["O"].how == "accepted"
    assert table["E2"].topples == () and "B" not in table


def test_an_unknown_node_is_named_with_the_three_nearest() -> None:
    with pytest.raises(UnknownNode) as told:
        standing(chain(), without=["E3"])
    assert str(told.value).startswith('"E3" is no node of the map; the nearest are "E')
    assert str(told.value).count('"') == 8
    with pytest.raises(UnknownNode, match="is an argument"):
        standing(chain(), without=["A1"])
    with pytest.raises(UnknownNode, match="no node"):
        why_fallen(chain(), "X9")


def test_only_objections_and_rebuttals_are_accepted() -> None:
    with pytest.raises(NotADispute, match='"E1" is of kind premise'):
        standing(chain(), accepted=["E1"])


def test_strict_does_not_grant_what_the_map_marks() -> None:
    nodes = [node("T", "thesis"), node("I1", not_granted_in_strict="stated as a condition only"), node("E1")]
    argument_map = make(nodes, [("A1", ["E1", "I1"], "T")])
    assert standing(argument_map) == {"T", "I1", "E1"}
    assert standing(argument_map, strict=True) == {"E1"}
    assert why_fallen(argument_map, "I1", strict=True).cause == "not granted"
