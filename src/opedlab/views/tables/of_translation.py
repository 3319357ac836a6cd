"""Tables over the page's German and over what is said about translating it. Each function is the table of its name, drawn over the records of a course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opedlab.records import compiled, nearest
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_of, tabled

if TYPE_CHECKING:
    from opedlab.course import Course
    from opedlab.translation.caveats import Caveats
    from opedlab.translation.certainty import Certainty


def standards(course: Course, only: str | None = None) -> Shown:
    """All rows, or ``only`` the one of that id.

    Raises:
        ValueError: no row has the id; the nearest is named.
    """
    from opedlab.translation.standards import Standards

    known = compiled(course.context / "standards.yaml", Standards, course.compiled).standards
    rows = tuple(row for row in known if only in (None, row.id))
    if not rows:
        raise ValueError(f'no standard "{only}"{nearest(str(only), [row.id for row in known])}')
    table = Table(("standard", "what it says", "and this page", "how far we saw it"), tuple(
        (f"{row.name} ({row.kind}; {row.edition})", row.says, row.for_this_page, f"{row.how_seen} Not seen: {row.not_seen}" if row.not_seen else row.how_seen)
        for row in rows
    ))  # fmt: skip
    remark = "A standard that was not read is not quoted here; the last column says what stands behind each row."
    return tabled("What standards and law say, and how far we know", remark, table, names_of(course, (key for row in rows for key in row.sources)))


def stock(course: Course) -> Shown:
    from opedlab.views.tables.certainty import stock

    return stock(_certainty(course))


def modality(course: Course) -> Shown:
    from opedlab.views.tables.certainty import modality

    return modality(_certainty(course))


def shifts(course: Course) -> Shown:
    from opedlab.views.tables.certainty import shifts

    return shifts(_certainty(course))


def english(course: Course) -> Shown:
    from opedlab.views.tables.certainty import english

    return english(_certainty(course))


def reach(course: Course, rows: bool = False) -> Shown:
    """Severity against reach: counted, or with ``rows`` error by error."""
    from opedlab.views.tables import errors

    record = _caveats(course)
    remark = (
        "Severity asks what a reader might come to believe; reach asks which card of the map they would then write. Severity is the one that most blind readers "
        "gave, with one exception; reach is the course's own reading. English wording is a hypothesis, where it is not marked as verified."
    )
    keys = dict.fromkeys(key for row in record.caveats if row.status == "firm" for key in row.sources) if rows else _mqm_sources(course)
    return tabled(errors.reach_title(record), remark, (errors.reach_rows if rows else errors.reach_counts)(record), names_of(course, keys))


def hypotheses(course: Course, ids: Sequence[str] = ()) -> Shown:
    """What the English may have been, and what would settle it."""
    from opedlab.views.tables import errors

    chosen = errors.hypotheses(_caveats(course), ids)
    title = f"{len(chosen)} guesses at the English wait for somebody who has seen it"
    remark = "The English of these places was not seen. A bet is how sure the course is of the wording before anybody looked; it is no evidence."
    return tabled(title, remark, errors.hypothesis_rows(chosen), names_of(course, (key for one in chosen for key in one.sources)))


def scores(course: Course, sentence: str = "pact") -> Shown:
    """The versions of one of the course's own sentences, with chrF and TER."""
    from opedlab.translation.post_editing import PostEditing
    from opedlab.views.tables import scores

    record = compiled(course.context / "post_editing.yaml", PostEditing, course.compiled)
    one = record[sentence]
    return tabled(scores.title_of(one), scores.remark(record), scores.table_of(one), names_of(course, record.sources))


def blind_readings(course: Course) -> Shown:
    from opedlab.translation.caveats import Caveats
    from opedlab.views.tables.blind_readings import drawn

    sources = names_of(course, ("krippendorff-2011-computing-alpha",))
    return drawn(compiled(course.article / "caveats.yaml", Caveats, course.compiled), sources)


def _certainty(course: Course) -> Certainty:
    from opedlab.translation.certainty import Certainty

    return compiled(course.article / "certainty.yaml", Certainty, course.compiled)


def _caveats(course: Course) -> Caveats:
    from opedlab.translation.caveats import Caveats

    return compiled(course.article / "caveats.yaml", Caveats, course.compiled)


def _mqm_sources(course: Course) -> tuple[str, ...]:
    from opedlab.translation.mqm import Mqm

    return compiled(course.context / "mqm.yaml", Mqm, course.compiled).sources
