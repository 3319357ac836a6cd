"""The claim ledger and the predictions: the real files, and files that are broken in one way each."""

import copy
import datetime
import re
from collections import Counter

import pytest

from opedlab import course
from opedlab.context import claims as ledger
from opedlab.context import predictions as book
from opedlab.context.claims import Claims, knowable_on
from opedlab.context.days import first_day, last_day
from opedlab.context.predictions import Predictions
from opedlab.context.scored_sets import NotTogether, author_record, author_rows, counts, happened, outcome_at, scored, together
from opedlab.records import load, place_name, read_yaml, structure

ARTICLE = course.find().article
CUT_OFF = datetime.date(2024, 11, 5)
NOT_HERS = {"P02", "P03", "P06", "P20", "P30", "P31", "P32"}
BLOCKS = range(1, 43)


@pytest.fixture(scope="module")
def claims() -> Claims:
    return load(ARTICLE / "claims.yaml", Claims)


@pytest.fixture(scope="module")
def predictions() -> Predictions:
    return load(ARTICLE / "predictions.yaml", Predictions)


@pytest.fixture(scope="module")
def raw_claims() -> dict:
    return read_yaml(ARTICLE / "claims.yaml")


@pytest.fixture(scope="module")
def raw_predictions() -> dict:
    return read_yaml(ARTICLE / "predictions.yaml")


# --- the real ledger ------------------------------------------------------------------------------------------------


def test_no_evidence_of_a_verdict_is_later_than_the_article(claims):
    late = [(c.id, row.knowable) for c in claims for row in c.evidence if last_day(row.knowable) > CUT_OFF or last_day(row.date) > CUT_OFF]
    assert late == []
    assert claims.as_of == CUT_OFF


def test_what_was_seen_later_is_kept_apart(claims):
    assert all(last_day(row.knowable) > CUT_OFF for c in claims for row in c.later)
    assert {c.id for c in claims if c.later} >= {"c10c", "c11c", "c36a", "c37b"}


def test_the_ten_discrepancies_are_all_used(claims):
    assert [d.id for d in claims.discrepancies] == [f"d{n:02}" for n in range(1, 11)]
    assert {c.discrepancy for c in claims} - {None} == {d.id for d in claims.discrepancies}


def test_no_us_reaction_is_two_questions_with_two_verdicts(claims):
    strikes, steps = claims["c11b-a"], claims["c11b-b"]
    assert (strikes.verdict, steps.verdict) == ("contested", "supported")
    against = {row.who_says.split(",")[0].split(" (")[-1].rstrip(")") for row in strikes.evidence if row.bears == "against" and row.date >= "2024-10-23"}
    assert against == {"John Kirby", "Sabrina Singh", "Pat Ryder", "Antony Blinken"}
    assert strikes.question and steps.question and strikes.question != steps.question


def test_no_claim_says_told_where_the_text_signals(claims):
    assert not [i for i in ("c03a", "c11b-a", "c11b-b") if re.search(r"\btold\b", " ".join((claims[i].claim, claims[i].why, claims[i].ask)))]


def test_her_fear_in_block_36_is_ascribed_to_the_administration(claims):
    assert claims["c36b"].ascribed_to.startswith("the Biden administration")


def test_nobody_is_said_to_have_added_headline_bullets_or_subheads(claims):
    words = [(c.id, text) for c in claims for text in (c.claim, c.why, c.speaks_for or "", c.speaks_against or "", c.ask)]
    assert [i for i, text in words if re.search(r"\b(portal|editor|Ippen)('s)? (added|inserted|wrote|subhead|teaser|bullet)", text)] == []


@pytest.mark.parametrize(
    ("day", "rows", "verdicts"),
    [(datetime.date(2024, 10, 27), {"c10b": 0, "c11a": 0, "c13a": 5}, 0), (datetime.date(2024, 11, 5), {"c10b": 4, "c11a": 1, "c13a": 5}, None)],
)
def test_a_reader_of_one_day_sees_only_what_was_public(claims, day, rows, verdicts):
    known = {k.id: k for k in knowable_on(claims, day)}
    assert len(known) == len(claims.claims)
    assert {i: len(known[i].evidence) for i in rows} == rows
    assert all(last_day(row.knowable) <= day for k in known.values() for row in (*k.evidence, *k.later))
    assert sum(k.verdict is not None for k in known.values()) == (len(known) if verdicts is None else verdicts)
    assert (known["c10b"].why is None) == (verdicts == 0)


def test_later_rows_appear_when_they_became_public(claims):
    def later(day: datetime.date) -> int:
        return len(next(k for k in knowable_on(claims, day) if k.id == "c10c").later)

    assert (later(datetime.date(2024, 11, 16)), later(datetime.date(2024, 11, 17))) == (0, 1)


def test_a_month_counts_as_public_from_its_last_day():
    assert (first_day("2024-02"), last_day("2024-02")) == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    assert (first_day("2023"), last_day("2023")) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    assert first_day("2024-11-05") == last_day("2024-11-05") == CUT_OFF


# --- the real predictions -------------------------------------------------------------------------------------------


def test_the_author_is_looked_at_on_her_own_rows_only(predictions):
    hers = {p.id for p in author_rows(predictions)}
    assert not hers & NOT_HERS
    assert {"P01", "P04", "P13", "P24", "P26"} <= hers
    assert all(p.asserted_by in ("author", "reported", "course") and p.in_the_text for p in predictions)
    assert [p.id for p in predictions] == [f"P{n:02}" for n in range(1, 33)]


def test_open_questions_and_conditions_of_hers_are_not_scored_as_forecasts(predictions):
    assert not {p.id for p in author_rows(predictions)} & {"P05", "P07", "P08", "P09", "P10", "P11", "P12", "P25"}


def test_the_authors_record_is_a_table_at_two_thresholds_and_no_number(predictions):
    rows = author_record(predictions)
    assert {row.id for row in rows} == {p.id for p in author_rows(predictions)}
    found = counts(rows)
    assert sum(found["lenient"].values()) == sum(found["strict"].values()) == len(rows)
    assert found["lenient"]["yes"] > found["strict"]["yes"]


def test_p01_and_p02_never_stand_in_one_set(predictions):
    with pytest.raises(NotTogether, match="P01 and P02"):
        together(predictions, ["P05", "P01", "P02"])
    with pytest.raises(NotTogether):
        together(predictions, ["P02", "P01"])
    assert [p.id for p in together(predictions, ["P05", "P02", "P05"])] == ["P05", "P02"]


def test_what_came_true_in_part_counts_at_the_lenient_threshold_only(predictions):
    assert predictions["P12"].outcome == "partly"
    assert (happened(predictions["P12"], "lenient"), happened(predictions["P12"], "strict")) == (True, False)
    assert (happened(predictions["P10"], "lenient"), happened(predictions["P10"], "strict")) == (True, None)
    assert not any(isinstance(value, float) for value in scored(predictions, "lenient").values())


def test_unclear_rows_are_left_out_of_scores(predictions):
    assert {p.id for p in predictions if p.outcome == "unclear"} == {"P03", "P21", "P28", "P29"}
    for threshold in ("lenient", "strict"):
        assert not {"P03", "P21", "P28", "P29"} & set(scored(predictions, threshold))
    assert outcome_at(predictions["P30"], "strict") == "yes"


def test_nothing_is_called_settled_by_silence_beyond_the_sources(predictions):
    for p in predictions:
        if p.outcome == "no" and first_day(p.resolved_on) == p.horizon:
            assert last_day(p.as_far_as) >= p.horizon, p.id


def test_every_prediction_could_be_asked_and_was_open_on_the_day_of_the_article(predictions):
    for p in predictions:
        assert p.asked_on == CUT_OFF < p.horizon
        assert p.resolved_on is None or first_day(p.resolved_on) > CUT_OFF, p.id


def test_rows_on_orders_to_die_and_on_prisoners_carry_a_content_note(predictions):
    assert all(predictions[i].content_note for i in ("P24", "P26", "P27"))


def test_practice_was_settled_before_the_article_and_is_mixed(predictions):
    assert len(predictions.practice) == 3
    assert all(p.resolved_on < CUT_OFF for p in predictions.practice)
    assert set(Counter(p.outcome for p in predictions.practice)) == {"yes", "no"}


# --- files broken in one way each ---------------------------------------------------------------------------------


def found(raw: dict, cls: type) -> list[str]:
    return [str(f) for f in structure(raw, cls, "x.yaml").faults]


def row(raw: dict, part: str, row_id: str) -> dict:
    return next(r for r in raw[part] if r["id"] == row_id)


CLAIM_BREAKS = {
    "a later source in the as-of part": (lambda r: row(r, "claims", "c10b")["evidence"][0].update(knowable="2024-11-17"), "move the row to `later`"),
    "a month that ends after the cut-off": (lambda r: row(r, "claims", "c10b")["evidence"][0].update(knowable="2024-11"), "move the row to `later`"),
    "an early source among the later": (
        lambda r: row(r, "claims", "c10c")["later"][0].update(date="2024-10-01", knowable="2024-10-01"),
        "move the row to `evidence`",
    ),
    "public before it was said": (lambda r: row(r, "claims", "c11a")["evidence"][0].update(knowable="2024-10-01"), "nothing is public before it is said"),
    "a date that is none": (lambda r: row(r, "claims", "c11a")["evidence"][0].update(date="2024-02-31"), "expected a date of the calendar"),
    "two rows with one id": (lambda r: row(r, "claims", "c11a").update(id="c10b"), "an id stands once"),
    "no source": (lambda r: row(r, "claims", "c11a")["evidence"][0].update(sources=[]), "at least one source"),
    "no evidence": (lambda r: row(r, "claims", "c11a").update(evidence=[]), "without evidence there is no verdict"),
    "a verdict that is none": (lambda r: row(r, "claims", "c11a").update(verdict="suported"), 'did you mean "supported"?'),
    "a block 43": (lambda r: row(r, "claims", "c11a").update(blocks=["43"]), "a block number from 1 to 42"),
}


@pytest.mark.parametrize("name", CLAIM_BREAKS)
def test_a_broken_ledger_says_where_and_what(raw_claims, name):
    break_it, expected = CLAIM_BREAKS[name]
    raw = copy.deepcopy(raw_claims)
    assert found(raw, Claims) == []
    break_it(raw)
    faults = found(raw, Claims)
    assert any(expected in f for f in faults), faults
    assert all(re.match(r"(claims|discrepancies)\[\d+\]", f) for f in faults)


PREDICTION_BREAKS = {
    "P01 allows P02, P02 not P01": (lambda r: row(r, "predictions", "P02").pop("exclusive_with"), "the relation holds both ways"),
    "exclusive with nothing": (lambda r: row(r, "predictions", "P01").update(exclusive_with=["P99"]), '"P99" is no prediction'),
    "exclusive with itself": (lambda r: row(r, "predictions", "P01").update(exclusive_with=["P01"]), "names the row itself"),
    "a horizon before the question": (lambda r: row(r, "predictions", "P01").update(horizon="2024-01-20"), "not after 2024-11-05"),
    "resolved before it was asked": (lambda r: row(r, "predictions", "P01").update(resolved_on="2024-11-01"), "before 2024-11-05"),
    "resolved after the horizon": (lambda r: row(r, "predictions", "P01").update(resolved_on="2025-02-01"), "after the horizon"),
    "settled without a day": (lambda r: row(r, "predictions", "P01").pop("resolved_on"), "is missing although"),
    "unclear with a day": (lambda r: row(r, "predictions", "P03").update(resolved_on="2025-11-19"), 'although the outcome is "unclear"'),
    "an author row without thresholds": (lambda r: row(r, "predictions", "P24").pop("thresholds"), "looked at at two thresholds"),
    "strict met, lenient not": (lambda r: row(r, "predictions", "P19")["thresholds"]["lenient"].update(outcome="no"), "meets the lenient one"),
    "no, and yet strictly met": (lambda r: row(r, "predictions", "P19").update(outcome="no"), 'although the outcome is "no"'),
    "silence beyond the sources": (lambda r: row(r, "predictions", "P23").update(as_far_as="2025-11-30"), "short of the horizon"),
    "evidence beyond as_far_as": (lambda r: row(r, "predictions", "P24").update(as_far_as="2025-01-01"), "later than `as_far_as`"),
    "nobody asserts it": (lambda r: row(r, "predictions", "P24").pop("asserted_by"), 'lacks "asserted_by"'),
    "practice settled after its horizon": (lambda r: row(r, "practice", "PR1").update(resolved_on="2024-05-28"), "up to the horizon"),
}


@pytest.mark.parametrize("name", PREDICTION_BREAKS)
def test_broken_predictions_say_where_and_what(raw_predictions, name):
    break_it, expected = PREDICTION_BREAKS[name]
    raw = copy.deepcopy(raw_predictions)
    assert found(raw, Predictions) == []
    break_it(raw)
    faults = found(raw, Predictions)
    assert any(expected in f for f in faults), faults


# --- links to other records -----------------------------------------------------------------------------------------


def known_to(record) -> dict:
    rows = record.claims if isinstance(record, Claims) else (*record.predictions, *record.practice)
    nodes = {node for r in rows for node in getattr(r, "map_nodes", ())}
    keys = {key for r in rows for part in ("evidence", "later") for e in getattr(r, part, ()) for key in e.sources}
    return {"blocks": BLOCKS, "nodes": nodes, "sources": keys}


@pytest.mark.parametrize(
    ("room", "name", "source"),
    [(ledger, "claims", "afp-2024-11-01-china-says-russia-north-korea"), (book, "predictions", "un-2024-03-28-security-council-fails-extend-mandate")],
)
def test_links_that_lead_nowhere_are_reported_unless_dropped(room, name, source, claims, predictions):
    record = claims if name == "claims" else predictions
    known = known_to(record)
    assert list(room.link_faults(record, **known)) == []
    for part, gone in (("nodes", "R2"), ("sources", source)):
        less = {**known, part: known[part] - {gone}}
        faults = [f"{place_name(place)}: {what}" for place, what in room.link_faults(record, **less)]
        assert faults and all(f'"{gone}" is no' in f for f in faults)
        assert list(room.link_faults(record, **less, dropped={gone})) == []
    assert any("no block 42" in what or "no block 38" in what for _, what in room.link_faults(record, **{**known, "blocks": range(1, 38)}))


def test_evidence_cannot_be_public_before_any_of_its_sources(claims):
    known = known_to(claims)
    place = [c.id for c in claims].index("c11a")
    issued = dict.fromkeys(claims["c11a"].sources, "2024-12")
    found_there = [where for where, what in ledger.link_faults(claims, **known, issued=issued) if where[:2] == ("claims", place)]
    assert found_there == [("claims", place, "evidence", 0, "knowable")]
    issued[claims["c11a"].sources[0]] = "2024-10-30"
    assert not [where for where, _ in ledger.link_faults(claims, **known, issued=issued) if where[:2] == ("claims", place)]


def test_the_ledgers_fit_the_map_and_the_bibliography(claims, predictions):
    nodes = {n["id"] for n in read_yaml(ARTICLE / "map.yaml")["nodes"]}
    rows = read_yaml(ARTICLE.parent / "sources.yaml")["sources"]
    keys, issued = {r["key"] for r in rows}, {r["key"]: r["issued"] for r in rows if r.get("issued")}
    assert list(ledger.link_faults(claims, blocks=BLOCKS, nodes=nodes, sources=keys, issued=issued)) == []
    assert list(book.link_faults(predictions, blocks=BLOCKS, nodes=nodes, sources=keys)) == []
