"""Tables that are read: each a pure function of records, one output with its title, its remark and its sources."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from opedlab.records import compiled
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_of, tabled

if TYPE_CHECKING:
    from opedlab.context.predictions import AssertedBy, Predictions, ThresholdName
    from opedlab.course import Course
    from opedlab.translation.certainty import Certainty

NAMES = ("blind-readings", "by-day", "card", "claims", "crowd", "discrepancies", "english", "evidence", "grid", "guessers", "hypotheses", "modality", "options", "outcomes", "reach", "readings", "sanctions", "scores", "shares", "shifts", "standards", "treaties", "two-readings")
    from opedlab.translation.caveats import Caveats



def draw(course: Course, name: str, **options: Any) -> Shown:
    """The table of that name over the course's own records.

    Options: ``country`` and ``leans`` for readings; ``apart`` for the grid; ``role`` for a debate card.

    Raises:
        ValueError: an option with a value that it cannot have; the message says what it may be.
        KeyError: no table of that name; the nearest is named.
        TypeError: an option that the table does not take.
        RecordFaults: the record behind it is broken.
    """
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, 1, 0.5)
        raise KeyError(f'no table "{name}"; there are {", ".join(NAMES)}{f". Did you mean {near[0]}?" if near else ""}')
    return globals()[f"_{name.replace('-', '_')}"](course, **options)


def _blind_readings(course: Course) -> Shown:
    from opedlab.translation.caveats import Caveats
    from opedlab.views.tables.blind_readings import drawn

    sources = names_of(course, ("krippendorff-2011-computing-alpha",))
    return drawn(compiled(course.article / "caveats.yaml", Caveats, course.compiled), sources)


def _options(course: Course, **options: Any) -> Shown:
    from opedlab.context.predictions import Predictions
    from opedlab.context.world.options import Options
    from opedlab.views.tables.options import options as table

    record = compiled(course.context / "options.yaml", Options, course.compiled)
    ledger = compiled(course.article / "predictions.yaml", Predictions, course.compiled)
    return table(record, ledger, names_of(course, (key for row in record for key in row.sources)), **options)


def _standards(course: Course) -> Shown:
    from opedlab.translation.standards import Standards

    rows = compiled(course.context / "standards.yaml", Standards, course.compiled).standards
    table = Table(("standard", "what it says", "and this page", "how far we saw it"), tuple(
        (f"{row.name} ({row.kind}; {row.edition})", row.says, row.for_this_page, f"{row.how_seen} Not seen: {row.not_seen}" if row.not_seen else row.how_seen)
        for row in rows
    ))  # fmt: skip
    remark = "A standard that was not read is not quoted here; the last column says what stands behind each row."
    return tabled("What standards and law say, and how far we know", remark, table, names_of(course, (key for row in rows for key in row.sources)))


def _treaties(course: Course) -> Shown:
    from opedlab.views.tables.world import treaties

    return treaties(course)


def _sanctions(course: Course) -> Shown:
    from opedlab.views.tables.world import sanctions

    return sanctions(course)


def _shares(course: Course) -> Shown:
    from opedlab.views.tables.world import shares

    return shares(course)


def _claims(course: Course, verdict: str | None = None, block: int | None = None) -> Shown:
    from opedlab.views.tables.ledger import claims

    return claims(course, verdict, block)


def _evidence(course: Course, claim: str = "c07a") -> Shown:
    from opedlab.views.tables.ledger import evidence

    return evidence(course, claim)


def _discrepancies(course: Course) -> Shown:
    from opedlab.views.tables.ledger import discrepancies

    return discrepancies(course)


def _predictions(course: Course) -> Predictions:
    from opedlab.context.predictions import Predictions

    return compiled(course.article / "predictions.yaml", Predictions, course.compiled)


def _outcomes(course: Course, threshold: ThresholdName | None = None, by: AssertedBy | None = None, only: Sequence[str] = ()) -> Shown:
    from opedlab.views.tables.forecasting import chosen, outcome_sources, outcomes

    rows = chosen(_predictions(course), by, only)
    return outcomes(rows, threshold, names_of(course, outcome_sources(rows)))


def _by_day(course: Course, day: str = "2025-11-05", only: Sequence[str] = ("P13", "P14")) -> Shown:
    from opedlab.views.days import day_of
    from opedlab.views.tables.forecasting import by_day, chosen, outcome_sources

    rows = chosen(_predictions(course), None, only)
    return by_day(rows, day_of(day), names_of(course, outcome_sources(rows)))


def _two_readings(course: Course, row: str = "P17", say: Sequence[float] = (30, 60)) -> Shown:
    from opedlab.views.tables.forecasting import readings

    found = _predictions(course)[row]
    return readings(found, say, names_of(course, found.sources))


def _crowd(course: Course, say: Sequence[float] = (20, 60, 95), happened: bool = True) -> Shown:
    from opedlab.views.tables.forecasting import BRIER, crowd_table

    return crowd_table(say, happened, names_of(course, [BRIER]))


def _guessers(course: Course, people: int = 30, events: int = 12, say: float = 70) -> Shown:
    from opedlab.views.tables.forecasting import BRIER, guessers

    return guessers(people, events, say, names_of(course, [BRIER]))


def _readings(course: Course, country: str | None = None, leans: str | None = None) -> Shown:
    from opedlab.context.world.rival_readings import RivalReadings
    from opedlab.views.tables.rivals import readings

    found = compiled(course.context / "rival_readings.yaml", RivalReadings, course.compiled)
    return readings(found, lambda keys: names_of(course, keys), country, leans)


def _grid(course: Course, apart: str | None = None) -> Shown:
    from opedlab.context.world.rival_readings import RivalReadings
    from opedlab.views.tables.rivals import grid

    found = compiled(course.context / "rival_readings.yaml", RivalReadings, course.compiled)
    return grid(found, lambda keys: names_of(course, keys), apart)


def _card(course: Course, role: str = "weakness") -> Shown:
    from opedlab.context.world.concepts import Concepts
    from opedlab.context.world.debate_cards import DebateCards
    from opedlab.views.tables.rivals import card

    cards = compiled(course.context / "debate_cards.yaml", DebateCards, course.compiled)
    concepts = compiled(course.context / "concepts.yaml", Concepts, course.compiled)
    return card(cards, concepts, lambda keys: names_of(course, keys), role)


def _modality(course: Course) -> Shown:
    from opedlab.views.tables.certainty import modality

    return modality(_certainty(course))


def _shifts(course: Course) -> Shown:
    from opedlab.views.tables.certainty import shifts

    return shifts(_certainty(course))


def _english(course: Course) -> Shown:
    from opedlab.views.tables.certainty import english

    return english(_certainty(course))


def _certainty(course: Course) -> Certainty:
    from opedlab.translation.certainty import Certainty

    return compiled(course.article / "certainty.yaml", Certainty, course.compiled)


def _reach(course: Course, rows: bool = False) -> Shown:
    """Severity against reach: counted, or with ``rows`` error by error."""
    from opedlab.views.tables import errors

    record = _caveats(course)
    remark = (
        "Severity asks what a reader might come to believe; reach asks which card of the map they would then write. Severity is the one that most blind readers "
        "gave, with one exception; reach is the course's own reading. English wording is a hypothesis, where it is not marked as verified."
    )
    keys = dict.fromkeys(key for row in record.caveats if row.status == "firm" for key in row.sources) if rows else _mqm_sources(course)
    return tabled(errors.reach_title(record), remark, (errors.reach_rows if rows else errors.reach_counts)(record), names_of(course, keys))


def _hypotheses(course: Course, ids: Sequence[str] = ()) -> Shown:
    """What the English may have been, and what would settle it."""
    from opedlab.views.tables import errors

    chosen = errors.hypotheses(_caveats(course), ids)
    title = f"{len(chosen)} guesses at the English wait for somebody who has seen it"
    remark = "The English of these places was not seen. A bet is how sure the course is of the wording before anybody looked; it is no evidence."
    return tabled(title, remark, errors.hypothesis_rows(chosen), names_of(course, (key for one in chosen for key in one.sources)))


def _scores(course: Course, sentence: str = "pact") -> Shown:
    """The versions of one of the course's own sentences, with chrF and TER."""
    from opedlab.translation.post_editing import PostEditing
    from opedlab.views.tables import scores

    record = compiled(course.context / "post_editing.yaml", PostEditing, course.compiled)
    one = record[sentence]
    return tabled(scores.title_of(one), scores.remark(record), scores.table_of(one), names_of(course, record.sources))


def _caveats(course: Course) -> Caveats:
    from opedlab.translation.caveats import Caveats

    return compiled(course.article / "caveats.yaml", Caveats, course.compiled)


def _mqm_sources(course: Course) -> tuple[str, ...]:
    from opedlab.translation.mqm import Mqm

    return compiled(course.context / "mqm.yaml", Mqm, course.compiled).sources
