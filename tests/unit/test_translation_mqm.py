"""The MQM score, computed by hand, and the typology's own objections."""

from __future__ import annotations

import attrs
import pytest

from opedlab.translation.mqm import ErrorType, Mqm, Severity, count, link_faults, score

WEIGHTS = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}


@pytest.fixture
def typology() -> Mqm:
    return Mqm(
        about="x",
        version="x",
        types=(ErrorType("MQMC_100000", "Accuracy", "x"), ErrorType("MQMC_101000", "Mistranslation", "x", "MQMC_100000")),
        severities=tuple(Severity(name, weight, "x") for name, weight in WEIGHTS.items()),
        formula="x",
        cautions=(),
        how_seen="x",
        sources=("a-source",),
    )


def test_score_by_hand():
    # 1 × 25 + 2 × 5 + 3 × 1 + 4 × 0 = 38 points on 500 words
    found = score({"critical": 1, "major": 2, "minor": 3, "neutral": 4}, 500, WEIGHTS)
    assert (found.errors, found.penalty) == (10, 38)
    assert found.per_100 == pytest.approx(7.6)
    assert found.per_1000 == pytest.approx(76)
    assert found.quality == pytest.approx(92.4)


def test_one_critical_weighs_as_much_as_twenty_five_minor():
    assert score({"critical": 1}, 1381, WEIGHTS).penalty == score({"minor": 25}, 1381, WEIGHTS).penalty


def test_a_short_text_falls_below_zero_and_no_error_is_100():
    assert score({"critical": 1}, 20, WEIGHTS).quality == pytest.approx(-25)
    assert score({}, 20, WEIGHTS).quality == 100


@pytest.mark.parametrize(
    ("counts", "words", "says"),
    [({"minor": 1}, 0, "word count"), ({"mayor": 1}, 10, 'did you mean "major"'), ({"minor": -1}, 10, "0 or more")],
)
def test_what_cannot_be_scored_is_told(counts, words, says):
    with pytest.raises(ValueError, match=says):
        score(counts, words, WEIGHTS)


def test_count():
    assert count(["minor", "major", "minor"]) == {"minor": 2, "major": 1}


def test_names_and_unknown_ids(typology):
    assert typology.names == {"MQMC_100000": "Accuracy", "MQMC_101000": "Accuracy / Mistranslation"}
    assert typology.weights == WEIGHTS
    with pytest.raises(KeyError, match="did you mean"):
        typology["MQMC_101001"]


def test_own_faults_and_links(typology):
    broken = attrs.evolve(
        typology,
        types=(*typology.types, ErrorType("MQMC_101000", "Addition", "x", "MQMC_900000")),
        severities=typology.severities[::-1],
    )
    assert [place for place, _ in broken.faults()] == [("types", 2, "id"), ("types", 2, "parent"), ("severities",)]
    assert [place for place, _ in link_faults(typology, sources={"another"})] == [("sources",)]
    assert not list(link_faults(typology, sources={"a-source"}))
