"""The map of the op-ed is sound, fair and alive."""

from __future__ import annotations

import pytest

from opedlab import course, records
from opedlab.argument.model import ArgumentMap, link_faults
from opedlab.argument.outline import levels, outline, roots, unconnected
from opedlab.argument.standing import knockout, standing

REASONS = ("R1", "R2", "R3", "R4", "R5")
MAIN = ("T0", "T1", "W", "TF", "PR1")
MAP = course.find().article / "map.yaml"


@pytest.fixture(scope="module")
def the_map() -> ArgumentMap:
    return records.load(MAP, ArgumentMap)


def test_taking_away_all_five_reasons_fells_the_thesis_and_four_do_not(the_map: ArgumentMap) -> None:
    for strict in (False, True):
        assert "T1" in standing(the_map, strict=strict)
        assert "T1" not in standing(the_map, without=REASONS, strict=strict)
        for spared in REASONS:
            assert "T1" in standing(the_map, without=[r for r in REASONS if r != spared], strict=strict)


def test_every_objection_that_topples_something_has_her_reply_and_the_reply_saves_it(the_map: ArgumentMap) -> None:
    for strict in (False, True):
        toppling = [knock for knock in knockout(the_map, strict=strict) if knock.how == "accepted" and knock.topples]
        assert toppling
        for knock in toppling:
            replies = [n for n in the_map.nodes if n.kind == "rebuttal" and knock.card in n.attacks and n.put_in_by in ("author", "implied")]
            assert replies, f"{knock.card} topples {knock.topples} and the author has no reply"
            after = standing(the_map, accepted=[knock.card, replies[0].id], strict=strict)
            assert set(knock.topples) <= after


def test_every_objection_of_the_course_has_a_rebuttal(the_map: ArgumentMap) -> None:
    answered = {target for n in the_map.nodes if n.kind == "rebuttal" for target in n.attacks}
    assert {n.id for n in the_map.nodes if n.kind == "objection" and n.put_in_by == "course"} <= answered


def test_the_map_is_alive(the_map: ArgumentMap) -> None:
    """Both a stated and an unstated card can fell a main claim, and a single piece of evidence cannot."""
    fells = {knock.card: knock for knock in knockout(the_map) if set(knock.topples) & set(MAIN)}
    assert {"I1.5", "P6.2", "O23"} <= set(fells)
    assert not [card for card in fells if the_map[card].kind == "evidence"]
    assert {"author", "implied", "course"} == {knock.put_in_by for knock in fells.values()}


def test_threats_and_measures_are_apart_and_either_carries_the_recommendation(the_map: ArgumentMap) -> None:
    assert "PR1" in standing(the_map, without=["I6.1a"])
    assert "PR1" in standing(the_map, without=["I6.1b"])
    assert "PR1" not in standing(the_map, without=["I6.1a", "I6.1b"])
    assert "PR1" in standing(the_map, without=["TF"])


def test_no_step_leads_from_the_conditional_to_the_headline(the_map: ArgumentMap) -> None:
    assert all("R3x" not in a.premises for a in the_map.arguments if a.conclusion == "T0")
    strict = standing(the_map, strict=True)
    assert "R3x" in strict and "I3.4" not in strict


def test_there_are_twelve_shifts_between_paratext_and_body(the_map: ArgumentMap) -> None:
    assert len(the_map.shifts) == 12
    assert not {"D1", "D2"} & {shift.id for shift in the_map.shifts}
    assert not [shift.id for shift in the_map.shifts if "portal" in f"{shift.says} {shift.body_says} {shift.kind}".lower()]


def test_nothing_disappears_from_the_outline(the_map: ArgumentMap) -> None:
    text = outline(the_map, standing(the_map, without=["E3.1"], accepted=["O2"]))
    for n in the_map.nodes:
        assert text.count(n.text) == 1, n.id
    for a in the_map.arguments:
        assert f"because, {a.id}," in text or f"because, {a.id} [" in text, a.id
    assert "Not connected" in text and "Q1" in text.split("Not connected")[1]
    assert unconnected(the_map) == ("Q1",)
    assert "I1.5 [fallen]" in text and "O2 [accepted]" in text


def test_levels_put_premises_below_their_conclusions(the_map: ArgumentMap) -> None:
    row = levels(the_map)
    assert set(row) == {n.id for n in the_map.nodes}
    assert {row[end] for end in roots(the_map)} == {0}
    for a in the_map.arguments:
        assert all(row[premise] > row[a.conclusion] for premise in a.premises)
    for n in the_map.nodes:
        assert all(row[n.id] > row[target] for target in n.attacks)


def test_links_out_of_the_map_are_checked(the_map: ArgumentMap) -> None:
    cited = {key for part in (the_map.nodes, the_map.schemes, [the_map.rules]) for row in part for key in row.sources}
    assert not list(link_faults(the_map, blocks=range(1, 43), sources=cited))
    gone = "koreapro-2024-11-05-yoon-ukraine-strategy-confronts-opposition"
    faults = list(link_faults(the_map, blocks=range(1, 38), sources=cited - {gone}))
    assert any("page has no such block" in what for _, what in faults)
    assert [place for place, what in faults if gone in what]
    assert not [what for _, what in link_faults(the_map, blocks=range(1, 43), sources=cited - {gone}, dropped={gone})]
