"""Tables over the claim ledger as of the article's day: verdicts, the evidence for one claim, the ten discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from opedlab.context.claims import Claim, Claims, Verdict
from opedlab.context.days import first_day
from opedlab.context.sources_export import MONTHS
from opedlab.records import compiled, nearest
from opedlab.views.days import day_name
from opedlab.views.figures.base import Table, counted
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_by_the_day, tabled

if TYPE_CHECKING:
    from opedlab.course import Course

VERDICTS: tuple[str, ...] = get_args(Verdict)


def claims(course: Course, verdict: str | None = None, block: int | None = None) -> Shown:
    """The ledger, or the part of it with that verdict or in that block; the counts of all verdicts stand above it.

    Raises:
        ValueError: no such verdict (the nearest is named), or no claim in that block.
    """
    ledger = _ledger(course)
    if verdict is not None and verdict not in VERDICTS:
        raise ValueError(f'"{verdict}" is none of {", ".join(VERDICTS)}{nearest(verdict, VERDICTS)}')
    if block is not None and not any(block in claim.blocks for claim in ledger):
        raise ValueError(f"the ledger has no claim in block {block}; try another number from 1 to 41")
    rows = [claim for claim in ledger if verdict in (None, claim.verdict) and (block is None or block in claim.blocks)]
    table = Table(("claim", "block", "what the page claims, in our words", "verdict", "why"), tuple(
        (claim.id, _blocks(claim), _asked(claim), claim.verdict, claim.why) for claim in rows
    ))  # fmt: skip
    here = "All of them" if len(rows) == len(ledger.claims) else f"{len(rows)} of them"
    title = f"{here}: what the page claims against what was public on {day_name(ledger.as_of)}"
    return tabled(title, _counts(ledger), table, _sources(course, rows))


def evidence(course: Course, claim: str = "c07a") -> Shown:
    """What was public by the day on one claim: when, who says so, what, and which way it bears.

    Raises:
        KeyError: the ledger has no such claim; the nearest is named.
    """
    row = _ledger(course)[claim]
    table = Table(("said or happened", "public", "who says so", "what", "bears"), tuple(
        (_day(one.date), _day(one.knowable), one.who_says, one.what, one.bears) for one in row.evidence
    ))  # fmt: skip
    return tabled(f"{row.id}, block {_blocks(row)}: {_asked(row)}", f"Verdict on 5 November 2024: {row.verdict}. {row.why}", table, _sources(course, [row]))


def discrepancies(course: Course) -> Shown:
    """The ten gaps between text and record that teach most, each with its claims and their verdicts."""
    ledger = _ledger(course)
    of = {gap.id: [claim for claim in ledger if claim.discrepancy == gap.id] for gap in ledger.discrepancies}
    table = Table(("case", "block", "what the record has", "verdicts"), tuple(
        (gap.title, ", ".join(sorted({str(n) for claim in of[gap.id] for n in claim.blocks}, key=int)), gap.what,
         "; ".join(f"{claim.id} {claim.verdict}" for claim in of[gap.id])) for gap in ledger.discrepancies
    ))  # fmt: skip
    remark = "As of 5 November 2024. Of one case several claims can be judged, and not all of them alike."
    title = f"{counted(len(table.rows), 'case')} in which text and record part, and how far"
    return tabled(title, remark, table, _sources(course, (claim for rows in of.values() for claim in rows)))


def _ledger(course: Course) -> Claims:
    return compiled(course.article / "claims.yaml", Claims, course.compiled)


def _counts(ledger: Claims) -> str:
    """How often each verdict was given, over all and over what the author herself asserts."""
    over_all, own = Counter(claim.verdict for claim in ledger), Counter(claim.verdict for claim in ledger if claim.voice == "author")

    def words(counts: Counter[Verdict]) -> str:
        return ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)  # type: ignore[index]

    return (
        f"The ledger has {len(ledger.claims)} rows: {words(over_all)}. Of the {own.total()} rows in the author's own voice: {words(own)}. "
        "A row is no vote: rows are cut where questions part, and a mere “not found” counts neither for nor against."
    )


def _blocks(claim: Claim) -> str:
    return ", ".join(map(str, claim.blocks))


def _asked(claim: Claim) -> str:
    """The claim, with the question that it answers where one sentence holds two."""
    return f"{claim.claim} ({claim.question})" if claim.question else claim.claim


def _day(partial: str) -> str:
    """A day, a month or a year in words."""
    day = first_day(partial)
    return {2: day_name(day), 1: f"{MONTHS[day.month - 1]} {day.year}"}.get(partial.count("-"), str(day.year))


def _sources(course: Course, rows: Iterable[Claim]) -> dict[str, str]:
    return names_by_the_day(course, (key for claim in rows for one in claim.evidence for key in one.sources))
