"""Tables: rows as the record has them, sources under them, and a readable line where a name is wrong."""

from __future__ import annotations

import pytest
from attrs import evolve

from opedlab.context.predictions import Predictions
from opedlab.context.world.concepts import Concepts
from opedlab.context.world.debate_cards import DebateCards
from opedlab.context.world.rival_readings import RivalReadings
from opedlab.course import Course
from opedlab.records import load
from opedlab.translation.certainty import Certainty
from opedlab.translation.standards import Standards
from opedlab.views.tables import NAMES, draw
from opedlab.views.tables.base import names_of
from opedlab.views.tables.debate_page import debate_page
from opedlab.views.tables.forecasting import latest

OF_THE_PAGE = {"stock", "modality", "shifts", "english"}
"""Tables that state nothing but what stands on the page, as the course reads it."""


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_THE_PAGE))
def test_every_table_has_its_sources_and_the_same_words_in_both_forms(real: Course, name: str) -> None:
    shown = draw(real, name)
    assert "<th scope=" in shown.html and "sources.md#" in shown.html and "Sources: " in shown.plain


def test_standards_are_the_record_s(real: Course) -> None:
    shown = draw(real, "standards")
    for row in load(real.context / "standards.yaml", Standards).standards:
        assert row.name in shown.plain and row.says in shown.plain
        assert not row.not_seen or row.not_seen in shown.plain


def test_an_unknown_table_names_the_nearest(real: Course) -> None:
    with pytest.raises(KeyError, match="Did you mean standards"):
        draw(real, "standard")


def test_the_ledger_is_filtered_by_verdict_and_block(real: Course) -> None:
    whole, contradicted, block = draw(real, "claims"), draw(real, "claims", verdict="contradicted"), draw(real, "claims", block=24)
    assert "c13b" in contradicted.plain and "c29c" in contradicted.plain and "c24b" not in contradicted.plain
    assert "c24b" in block.plain and "c29c" not in block.plain
    assert "All of them" in whole.plain and "c24b" in whole.plain and "c29c" in whole.plain


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("claims", {"verdict": "contestd"}, 'did you mean "contested"'),
        ("claims", {"block": 14}, "no claim in block 14; try another number"),
        ("evidence", {"claim": "c29x"}, "did you mean"),
    ],
)
def test_a_wrong_filter_says_what_would_do(real: Course, name: str, options: dict[str, object], said: str) -> None:
    with pytest.raises((KeyError, ValueError), match=said):
        draw(real, name, **options)


def test_a_claim_with_two_questions_shows_which_one(real: Course) -> None:
    assert "Did Washington take a new step" in draw(real, "evidence", claim="c11b-b").plain


def test_treaties_say_whom_they_bound_on_the_day_and_not_what_came_of_them(real: Course) -> None:
    shown = draw(real, "treaties").plain
    assert "not in force" in shown and "4 December 2024" not in shown


def test_shares_leave_out_what_was_printed_later(real: Course) -> None:
    shown = draw(real, "shares").plain
    assert "| 2.3 | 6.3 |" in shown and "Wall Street Journal" not in shown


def test_every_outcome_is_listed_with_its_latest_source_and_how_far_the_sources_reach(real: Course) -> None:
    rows = load(real.article / "predictions.yaml", Predictions)
    lines = draw(real, "outcomes").plain.splitlines()
    for row in rows:
        line = next(line for line in lines if line.startswith(f"{row.id} "))
        assert line.endswith(f" | {row.as_far_as}") and f" | {row.outcome} | " in line
        assert any(f" | {finding.date}, {finding.who_says}" in line for finding in row.evidence)
        if row.content_note:
            assert row.content_note in draw(real, "outcomes").plain
    assert latest(rows["P01"]).date == "2024-11-19", "a bare month is not later than a day in it"


def test_her_rows_are_counted_at_each_line_and_get_no_score(real: Course) -> None:
    lenient, strict = (draw(real, "outcomes", by="author", threshold=name).plain for name in ("lenient", "strict"))
    assert "13 yes, 3 no, 1 unclear" in lenient and "2 yes, 7 no, 8 unclear" in strict
    assert "she gave no probabilities" in lenient and "The same thought as P13" in lenient
    assert "Brier" not in lenient


@pytest.mark.parametrize(
    ("name", "options", "what"),
    [
        ("outcomes", {"by": "hers"}, "author, reported, course"), ("outcomes", {"threshold": "soft"}, "lenient"), ("outcomes", {"only": ["P99"]}, "P99"),
        ("two-readings", {"row": "P02"}, "no words of hers"), ("two-readings", {"say": [130]}, "0 to 100"), ("by-day", {"day": "soon"}, "2024-11-05"),
        ("crowd", {"say": []}, "at least one"), ("guessers", {"people": 0}, "1 to 1000"),
    ],
)  # fmt: skip
def test_what_a_table_cannot_show_is_said_in_one_line(real: Course, name: str, options: dict, what: str) -> None:
    with pytest.raises((KeyError, ValueError), match=what):
        draw(real, name, **options)


def test_readings_are_filtered_by_country_and_leaning(real: Course) -> None:
    rows = load(real.context / "rival_readings.yaml", RivalReadings)
    assert all(row.thesis in draw(real, "readings").plain for row in rows)
    korean = draw(real, "readings", country="South Korea").plain
    assert all((row.thesis in korean) == (row.country == "South Korea") for row in rows)
    both = draw(real, "readings", country="South Korea", leans="choice").plain
    assert [row.id for row in rows if row.thesis in both] == ["lankov"]
    assert "none is from China and leans to choice" in draw(real, "readings", country="China", leans="choice").plain
    with pytest.raises(ValueError, match="it can be weakness, choice, gain, other"):
        draw(real, "readings", leans="strength")


def test_the_grid_keeps_what_tells_two_readings_apart(real: Course) -> None:
    rows = load(real.context / "rival_readings.yaml", RivalReadings).grid
    shown = draw(real, "grid", apart=["weakness", "gain"]).plain
    assert {row.id for row in rows if row.seen in shown} == {row.id for row in rows if ("weakness" in row.expected_by) != ("gain" in row.expected_by)}
    assert draw(real, "grid").plain.startswith(f"Of {len(rows)} things seen, {sum(row.tells_apart for row in rows)} ")
    for wrong in ("weakness", ["weakness"], ["weakness", "bargain"]):
        with pytest.raises(ValueError, match="two of weakness, choice, gain"):
            draw(real, "grid", apart=wrong)


@pytest.mark.parametrize("role", ["weakness", "choice", "gain"])
def test_a_card_has_the_other_side_s_best_and_its_own_test(real: Course, role: str) -> None:
    side, shown = load(real.context / "debate_cards.yaml", DebateCards)[role], draw(real, "card", role=role).plain
    for said in (side.thesis, side.strongest.text, side.objection, side.reply, *side.against, *(fact.text for fact in side.outside)):
        assert said in shown


def test_cards_name_concepts_that_exist_and_sides_that_can_be_told_apart(real: Course) -> None:
    cards, concepts = load(real.context / "debate_cards.yaml", DebateCards), load(real.context / "concepts.yaml", Concepts)
    known = {concept.id for concept in concepts}
    assert all(set(card.concepts) <= known for card in cards)
    assert {frozenset(one.between) for one in cards.separators} == {frozenset(p) for p in (("weakness", "choice"), ("weakness", "gain"), ("choice", "gain"))}
    crooked = evolve(cards.separators[0], speaks_for="gain")
    assert [place for place, _ in crooked.faults()] == [("speaks_for",)]
    assert [place for place, _ in evolve(cards, separators=()).faults()] == [("cards", 0), ("cards", 1), ("cards", 2)]


def test_the_page_to_print_has_every_card_with_links_that_work_from_its_folder(real: Course) -> None:
    cards, concepts = load(real.context / "debate_cards.yaml", DebateCards), load(real.context / "concepts.yaml", Concepts)
    page = debate_page(cards, concepts, lambda keys: names_of(real, keys))
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Weakness", "## Choice", "## Gain", "## The referee"]
    cited = {key for card in cards for fact in (*card.outside, card.strongest) for key in fact.sources}
    assert all(f"](../../source_texts/sources.md#{key})" in page for key in cited)


def test_modality_counts_the_marked_places_of_a_word_and_names_what_the_page_lacks(real: Course) -> None:
    rows = [line.split(" | ") for line in draw(real, "modality").plain.splitlines() if " | " in line]
    found = {row[1]: row[3] for row in rows}
    record = load(real.article / "certainty.yaml", Certainty)
    could = [m.block for m in record.markers if m.marker in ("könnte", "könnten")]
    assert found["könnte (could)"] == f"{len(could)}: {', '.join(map(str, sorted(could)))}"
    assert found["dürfte (is likely to)"] == "none"


def test_shifts_compare_the_highest_rungs_with_their_sign(real: Course) -> None:
    rows = [line.split(" | ") for line in draw(real, "shifts").plain.splitlines() if " | " in line][1:]
    assert {row[0]: row[3] for row in rows}["Russia is short of soldiers"] == "+2"
    assert {row[0]: row[3] for row in rows}["South Korea reacts"] == "−2"


def test_english_tells_a_hedge_lost_from_one_gained(real: Course) -> None:
    shown = draw(real, "english").plain
    assert "3 kept, 1 hedge lost, 1 gained" in shown
    lost, gained = (next(line for line in shown.splitlines() if line.endswith(end)) for end in ("hedge lost", "hedge gained"))
    assert "Damit" in lost and "würde" in gained and "4 strong inference, prediction or advice → 3" in gained


def test_the_stock_gives_neither_rung_nor_kind_and_ends_on_what_is_absent(real: Course) -> None:
    shown = draw(real, "stock").plain
    rows = [line.split(" | ") for line in shown.splitlines() if " | " in line][1:]
    assert rows[0] == ["13", "könnte (could)"] and rows[-1][0] == "none" and "dürfte (is likely to)" in rows[-1][1]
    record = load(real.article / "certainty.yaml", Certainty)
    assert not [one for one in (*(word.system for word in record.words), *(rung.name for rung in record.scale)) if one in shown]
    assert sum(row[1].count(" (") for row in rows) == len(record.words)


def test_of_twelve_shifts_fewer_remain_the_more_kinds_are_granted(real: Course) -> None:
    title = [draw(real, "paratext", granted=kinds).plain.splitlines()[0] for kinds in ([], ["surer"], ["surer", "left out"])]
    assert title[0].startswith("12 places") and "9 of 12" in title[1] and "6 of 12" in title[2]
    kinds = draw(real, "paratext", granted=["surer"], show="kinds").plain
    assert "surer | 3 | let pass" in kinds and "surer and wider | 1 | remains" in kinds and "(block" not in kinds
    one = draw(real, "paratext", only="D8").plain
    assert "(block 12)" in one and "(block 3)" not in one


@pytest.mark.parametrize(
    ("options", "said"), [({"show": "all"}, "it may be lines, kinds"), ({"granted": ["surest"]}, 'did you mean "surer"'), ({"only": "D1"}, "D1.*there are D3")]
)
def test_a_kind_or_shift_that_there_is_not_says_what_there_is(real: Course, options: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        draw(real, "paratext", **options)


def test_one_standard_can_be_shown_alone(real: Course) -> None:
    shown = draw(real, "standards", only="ai-act-50").plain
    assert "2 August 2026" in shown and "ISO 5060" not in shown
    with pytest.raises(ValueError, match="did you mean"):
        draw(real, "standards", only="ai-act-5")
