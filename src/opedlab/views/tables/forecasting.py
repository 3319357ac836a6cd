"""Tables on forecasts: every outcome with its latest source, verdicts by another day, readings of her words, crowds and luck.

Scores here belong to numbers that somebody typed in. The author's rows stand one by one and are never added up into a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from opedlab.context.days import first_day
from opedlab.context.forecasts import ALWAYS_50, Resolved
from opedlab.context.predictions import AssertedBy, Finding, Prediction, Predictions, ThresholdName
from opedlab.context.score_sheet import best_guesser, crowd
from opedlab.context.scored_sets import author_record, counts, outcome_at
from opedlab.context.verdicts import THRESHOLDS, read_as, rows_of, verdict_by
from opedlab.views.days import day_name
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import tabled

WHOSE = {"author": "hers", "reported": "reported by her", "course": "the course's"}
BRIER = "brier-1950-verification"


def latest(row: Prediction) -> Finding:
    """The finding of the latest date; one that has only its month or year counts from its first day."""
    return max(row.evidence, key=lambda finding: first_day(finding.date))


def outcome_sources(rows: Iterable[Prediction]) -> tuple[str, ...]:
    """The source keys of each row's latest finding, once, in order."""
    return tuple(dict.fromkeys(key for row in rows for key in latest(row).sources))


def chosen(predictions: Predictions, by: AssertedBy | None, only: Sequence[str]) -> tuple[Prediction, ...]:
    """The rows to be shown.

    Raises:
        ValueError: ``by`` names no owner.
        KeyError: an id that is none.
    """
    if by is not None and by not in WHOSE:
        raise ValueError(f'`by` is one of {", ".join(WHOSE)}; found "{by}"')
    rows = tuple(predictions[one] for one in only) if only else tuple(predictions)
    return rows_of(rows, by)


def outcomes(rows: Sequence[Prediction], threshold: ThresholdName | None, sources: Mapping[str, str]) -> Shown:
    """The rows with their outcome, as worded or at one threshold, what stands behind it, and how late the sources reach.

    Raises:
        ValueError: no threshold of that name.
    """
    if threshold is not None and threshold not in THRESHOLDS:
        raise ValueError(f'`threshold` is "lenient" or "strict"; found "{threshold}"')
    hers = all(row.asserted_by == "author" for row in rows)
    head = ("row", "what she says" if hers else "whose", "asked: by when", "outcome", "the line", "latest source in the row", "sources reach to")
    return tabled(_title(rows, threshold), _remark(rows, threshold), Table(head, tuple(_outcome_row(row, threshold, hers) for row in rows)), sources)


def _outcome_row(row: Prediction, threshold: ThresholdName | None, hers: bool) -> tuple[str, ...]:
    """One row; where all are hers, her hedge stands in place of the owner."""
    line, outcome = row.wording, row.outcome
    if threshold is not None:
        outcome = outcome_at(row, threshold)
        line = getattr(row.thresholds, threshold).test if row.thresholds else f"as worded: {row.wording}"
    last = latest(row)
    whose = row.in_the_text if hers else WHOSE[row.asserted_by]
    return f"{row.id} {row.title}", whose, row.horizon.isoformat(), outcome, line, f"{last.date}, {last.who_says}: {last.what}", row.as_far_as


def _title(rows: Sequence[Prediction], threshold: ThresholdName | None) -> str:
    whose = {row.asserted_by for row in rows}
    named = {"author": "that are hers", "reported": "that she reports", "course": "that are the course's"}[whose.pop()] if len(whose) == 1 else "of the ledger"
    at = f", at the {threshold} threshold" if threshold else ", as worded"
    return f"{'The row' if len(rows) == 1 else f'{len(rows)} rows'} {named}{at}"


def _remark(rows: Sequence[Prediction], threshold: ThresholdName | None) -> str:
    notes = "".join(f"{row.id}: {row.content_note} " for row in rows if row.content_note)
    said = f"{notes}An outcome holds as far as the row's sources reach; the last column says how far. Days and lines are mostly the course's."
    if threshold and rows and all(row.asserted_by == "author" for row in rows):
        found = counts(author_record(rows))[threshold]
        counted = ", ".join(f"{found[name]} {name}" for name in ("yes", "no", "unclear", "open") if found[name])
        said += f" At this threshold: {counted}. No score is made of it: she gave no probabilities."
    return said


def by_day(rows: Sequence[Prediction], day: date, sources: Mapping[str, str]) -> Shown:
    """The verdict on each wording at its own horizon, and if one had asked up to ``day``.

    Raises:
        ValueError: the day is not after the day of asking.
    """
    found = [(row, verdict_by(row, day)) for row in rows]
    moved = sum(one.outcome != row.outcome for row, one in found)
    table = Table(("row", "by its own day", "outcome", "by your day", "outcome", "because"), tuple(
        (f"{row.id} {row.title}", row.horizon.isoformat(), row.outcome, day.isoformat(), one.outcome, one.why) for row, one in found
    ))  # fmt: skip
    title = f"Asked up to {day_name(day)}: {moved} of {len(rows)} verdicts {'changes' if moved == 1 else 'change'}"
    return tabled(title, "Only the day is changed, not the wording. What the record does not reach stays unclear.", table, sources)


def readings(row: Prediction, percents: Sequence[float], sources: Mapping[str, str]) -> Shown:
    """What numbers for the author's words would score at both thresholds.

    Raises:
        NotHers: the row is not the author's.
        NotAProbability: a number is not from 0 to 100.
    """
    found = read_as(row, percents)
    lines = {name: f"{getattr(row.thresholds, name).test} ({outcome_at(row, name)})" for name in THRESHOLDS}
    head = ("her words read as", f"lenient: {lines['lenient']}", f"strict: {lines['strict']}")
    body = tuple((f"{one.percent:g} %", _score(one.lenient), _score(one.strict)) for one in found)
    remark = (
        f"{row.in_the_text} The numbers are readings, typed in by whoever reads this; she gave none. Each cell is a Brier score: 0 is best, "
        f"{ALWAYS_50:g} is what 50 earns. A line that is unclear is not scored."
    )
    return tabled(f"{row.id} {row.title}: the score hangs on the reading and on the line", remark, Table(head, body, (1, 2)), sources)


def _score(value: float | None) -> str:
    return "not scored" if value is None else f"{value:.4g}"


def crowd_table(said: Sequence[float], happened: bool, sources: Mapping[str, str]) -> Shown:
    """Forecasts of one event, their mean, and why the mean does not score worse than they do on average.

    Raises:
        NothingToScore: no forecast.
        NotAProbability: one is no number from 0 to 100.
    """
    found = crowd(said, happened)
    rows = [(f"member {n}", f"{percent:g} %", f"{Resolved(percent, happened).squared_error:.4f}") for n, percent in enumerate(said, 1)]
    rows += [("the members' scores, averaged", "", f"{found.of_members:.4f}"), ("their mean forecast", f"{found.mean:.3g} %", f"{found.of_mean:.4f}"),
             ("how far they lie apart", "", f"{found.apart:.4f}")]  # fmt: skip
    remark = (
        f"{found.of_mean:.4f} + {found.apart:.4f} = {found.of_members:.4f}: the score of the mean and the mean squared distance from it give the "
        f"average score, whatever happens. Better than the mean: {found.better} of {found.members}."
    )
    event = "The event happened" if happened else "The event did not happen"
    title = f"{event}: the mean forecast scores {found.of_mean:.3f}, its members {found.of_members:.3f} on average"
    return tabled(title, remark, Table(("who", "said", "Brier score"), tuple(rows), (1, 2)), sources)


def guessers(people: int, events: int, said: float, sources: Mapping[str, str]) -> Shown:
    """What a class of coin-tossers reaches: for each number of hits the score and how likely the best one has at least that many.

    Raises:
        NotAProbability: ``said`` is no number from 50 to 100.
        ValueError: no people or no events.
    """
    best = best_guesser(people, events, said)
    one = [sum(math.comb(events, k) for k in range(right, events + 1)) / 2**events for right in range(events + 1)]
    hit, miss = Resolved(said, True).squared_error, Resolved(said, False).squared_error
    shown = range(max(0, min(best.right, events - 3) - 2), min(events, best.right + 3) + 1)
    body = tuple((f"{k} of {events}", f"{(k * hit + (events - k) * miss) / events:.3f}", _share(one[k]), _share(1 - (1 - one[k]) ** people)) for k in shown)
    remark = (
        f"Each of them says {said:g} or {100 - said:g} by the toss of a coin, and knows nothing. Always saying 50 earns {ALWAYS_50:g}. "
        "Worked out from the binomial distribution; nobody was asked."
    )
    title = (
        f"{people} coin-tossers, {events} events: the best has {best.right} right or more in {_share(best.chance)} of such classes, "
        f"a score of {best.score:.3f} or better"
    )
    return tabled(title, remark, Table(("right", "score", "one of them, at least", "the best of them, at least"), body, (1, 2, 3)), sources)


def _share(value: float) -> str:
    return "under 0.1 %" if value < 0.001 else "over 99.9 %" if value > 0.999 else f"{100 * value:.3g} %"
