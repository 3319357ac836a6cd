"""The estimates explorer: one quantity at a time, who says so, what it counts, how far the figure reaches."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from opedlab.context.estimates import Estimate, Series, SeriesList, by_series, number
from opedlab.context.sources import Sources
from opedlab.context.timeline import ARTICLE_DAY
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.views.board import Board, links, named
from opedlab.views.figures import CASUALTIES
from opedlab.views.markup import Shown
from opedlab.views.strings import text

KINDS = ("people", "goods", "money", "share", "area")
"""Kinds of quantities in the order of the list; people come first."""
HEAD = ("estimates_date", "estimates_figure", "estimates_who", "estimates_counts", "estimates_public", "sources")


class EstimatesBoard(Board):
    """Every quantity of the tables; ``series`` is the one in view on opening.

    Raises:
        KeyError: no series of that id, or none of its figures is left.
    """

    def __init__(self, estimates: Sequence[Estimate], series: SeriesList, sources: Sources | None = None, chosen: str = CASUALTIES):
        made = content(estimates, series, sources, chosen)
        super().__init__("estimates.js", made, twin(made))


def open_board(course: Course, series: str = CASUALTIES) -> EstimatesBoard:
    """The board over the course's own tables.

    Raises:
        KeyError: no series of that id.
        RecordFaults: a table is broken.
    """
    rows = compiled(course.context / "estimates.csv", tuple[Estimate, ...], course.compiled)
    known = compiled(course.context / "series.yaml", SeriesList, course.compiled)
    return EstimatesBoard(rows, known, compiled(course.source_texts / "sources.yaml", Sources, course.compiled), series)


def content(estimates: Sequence[Estimate], series: SeriesList, sources: Sources | None, chosen: str) -> dict[str, Any]:
    """All series with their figures for the front end."""
    rows = by_series(estimates)
    shown = [_series(one, rows[one.id], sources) for one in sorted(series, key=lambda s: (KINDS.index(s.kind), s.title)) if one.id in rows]
    if series[chosen].id not in rows:
        raise KeyError(f'series "{chosen}" has no figure')
    return {"series": shown, "chosen": chosen, "article": str(ARTICLE_DAY)}


def _series(series: Series, rows: Sequence[Estimate], sources: Sources | None) -> dict[str, Any]:
    return {
        "id": series.id,
        "title": series.title,
        "unit": series.unit,
        "kind": series.kind,
        "differs": series.differs,
        "caution": series.caution,
        "blocks": list(series.blocks),
        "rows": [_row(row, sources) for row in rows],
    }


def _row(row: Estimate, sources: Sources | None) -> dict[str, Any]:
    low, high = row.interval
    return {
        "date": row.date,
        "knowable": str(row.knowable),
        "shown": row.shown,
        "low": low,
        "high": high,
        "who": row.who_says,
        "counts": row.what_it_counts,
        "sources": named(sources, row.source_keys),
    }


def twin(made: dict[str, Any]) -> Shown:
    """The quantity in view as a table, and the names of the others."""
    one = next(series for series in made["series"] if series["id"] == made["chosen"])
    said = f"{one['differs']} {one['caution']}"
    lines = [text("estimates_title"), one["title"], f"  {said}"]
    lines += [f"  {r['date']} | {r['shown']} | {r['who']} | {r['counts']} | {text('estimates_public')} {r['knowable']}" for r in one["rows"]]
    others = ", ".join(f"{s['title']} ({number(len(s['rows']))})" for s in made["series"] if s["id"] != made["chosen"])
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in HEAD)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(r[name])}</td>" for name in ("date", "shown", "who", "counts", "knowable")) + f"<td>{links(r['sources'])}</td></tr>"
        for r in one["rows"]
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    heading = f"<p><strong>{lines[0]}</strong></p><p><strong>{html.escape(one['title'])}</strong></p><p>{html.escape(said)}</p>"
    markup = f"{heading}{table}<p>{text('estimates_others')}: {html.escape(others)}</p>"
    return Shown("\n".join([*lines, f"  {text('estimates_others')}: {others}"]), f'<section class="opedlab-twin">{markup}</section>')
