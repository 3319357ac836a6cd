"""Lesson 08: what its pages and items say about scores, the map and the catalogue is what these give when asked."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from opedlab.argument.model import ArgumentMap
from opedlab.argument.standing import standing
from opedlab.course import Course
from opedlab.items.annotation import Annotation, mark
from opedlab.items.bank import Bank
from opedlab.items.match import Match
from opedlab.items.order import Order
from opedlab.records import load
from opedlab.translation.caveats import Caveat, Caveats, of_status
from opedlab.translation.post_editing import PostEditing
from opedlab.translation.scores import score

SLUG = "08-errors-that-change-the-argument"
MAIN = {"T0", "T1", "W", "TF", "PR1"}


@pytest.fixture(scope="module")
def real() -> Course:
    return Course(Path(__file__).resolve().parents[2])


@pytest.fixture(scope="module")
def bank(real: Course) -> Bank:
    return load(real.items / f"{SLUG}.yaml", Bank)


@pytest.fixture(scope="module")
def catalogue(real: Course) -> Caveats:
    return load(real.article / "caveats.yaml", Caveats)


@pytest.fixture(scope="module")
def pairs(real: Course) -> PostEditing:
    return load(real.context / "post_editing.yaml", PostEditing)


@pytest.fixture(scope="module")
def oped(real: Course) -> ArgumentMap:
    return load(real.article / "map.yaml", ArgumentMap)


@pytest.fixture(scope="module")
def page(real: Course) -> str:
    return (real.lessons / f"{SLUG}.md").read_text(encoding="utf-8")


def test_the_bet_on_four_versions_is_settled_by_their_scores(bank: Bank, pairs: PostEditing) -> None:
    item = bank["E08-05"]
    assert isinstance(item, Order)
    found = {entry.id: score(entry.text.strip("*"), pairs["doubt"].de).chrf for entry in item.entries}
    assert [entry.id for entry in sorted(item.entries, key=lambda one: one.place)] == sorted(found, key=lambda one: -found[one])
    for entry in item.entries:
        assert entry.feedback.startswith(f"{found[entry.id]}.")
        assert entry.text.strip("*") in {version.de for version in pairs["doubt"].versions}


def test_the_scores_on_the_card_of_the_defence_are_those_of_the_bench(bank: Bank, pairs: PostEditing) -> None:
    found = [str(score(version.de, pairs["losses"].de).chrf) for version in pairs["losses"].versions]
    assert bank["T08-02"].card is not None
    assert re.findall(r"chrF (\d+\.\d)", bank["T08-02"].card.summary) == found


def test_the_lesson_rounds_the_scores_that_its_table_shows(page: str, pairs: PostEditing) -> None:
    found = {version.id: round(score(version.de, pairs["pact"].de).chrf) for version in pairs["pact"].versions}
    assert f"The reversal scores {found['turned']}, the faithful paraphrase {found['free']}." in page and f"with {found['near']}." in page


def test_what_the_lesson_says_of_the_catalogue(page: str, catalogue: Caveats) -> None:
    firm = of_status(catalogue.caveats, "firm")
    reach = Counter(one.reach for one in firm)
    assert (len(firm), reach["none"]) == (32, 15) and "Fifteen of the 32 get nowhere" in page
    assert sum(one.severity == "minor" and one.reach == "changes" for one in firm) == 4 and "Four were called minor" in page


def test_what_the_lesson_says_of_the_map(oped: ArgumentMap) -> None:
    full = standing(oped)
    assert full - standing(oped, without=["IF3"]) == {"IF3", "F4"}
    assert full - standing(oped, without=["IF3", "F3"]) == {"IF3", "F4", "F3", "TF"}


def test_no_firm_error_fells_a_main_claim(oped: ArgumentMap, catalogue: Caveats) -> None:
    for one in of_status(catalogue.caveats, "firm"):
        assert not MAIN & (standing(oped) - standing(oped, without=one.map_nodes)), one.id


def test_lane_one_asks_for_firm_errors_and_takes_its_keys_from_the_catalogue(bank: Bank, catalogue: Caveats) -> None:
    asked = []
    for item in (bank["E08-01"], bank["E08-02"]):
        assert isinstance(item, Match)
        for row in item.rows:
            (german,) = re.findall(r"\*([^*]+)\*", row.label)
            caveat = next(one for one in catalogue.caveats if one.quote == german and one.block == row.block)
            assert isinstance(caveat, Caveat) and caveat.status == "firm" and row.column == caveat.reach, german
            asked.append(caveat.id)
    assert len(set(asked)) == 12


@pytest.mark.parametrize("item_id", ["E08-03", "E08-04"])
def test_marking_everything_finds_everything_and_costs_half_of_the_precision(bank: Bank, item_id: str) -> None:
    item = bank[item_id]
    assert isinstance(item, Annotation)
    marks = []
    for segment in item.segments:
        at, start = segment.positions, 0
        for n in range(1, len(at) + 1):
            if n == len(at) or at[n] - at[n - 1] > 1:
                marks.append({"segment": segment.id, "start": start, "end": n, "type": "MQMC_101000", "severity": "major"})
                start = n
    found = mark(item, {"marks": marks})
    assert found.details["recall"] == 1 and found.details["precision"] < 0.5 and "You mark freely" in found.remarks[0].text
    perfect = [
        {"segment": s.id, "start": t.at.start, "end": t.at.end, "type": t.types[0], "severity": t.severity} for s in item.segments for t in s.targets if t.types
    ]
    assert mark(item, {"marks": perfect}).outcome == "right"


def test_every_row_of_the_review_is_firm_borderline_or_a_decoy_and_the_two_rounds_share_no_place(bank: Bank) -> None:
    places = [(item_id, t.caveat) for item_id in ("E08-03", "E08-04") for s in bank[item_id].segments for t in s.targets]
    assert len({caveat for _, caveat in places}) == len(places)
    assert sum(len(bank[item_id].segments) for item_id in ("E08-03", "E08-04")) >= 10
