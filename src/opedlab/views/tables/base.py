"""What all tables share: one output, and the names of the sources that stand under it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from opedlab.context.days import last_day
from opedlab.context.sources import Source, Sources
from opedlab.context.timeline import ARTICLE_DAY
from opedlab.records import compiled
from opedlab.views.board import source_name
from opedlab.views.figures.base import Caption, Table, in_words, source_links, table_html
from opedlab.views.markup import Shown, inline

if TYPE_CHECKING:
    from opedlab.course import Course


def tabled(title: str, remark: str, table: Table, sources: Mapping[str, str]) -> Shown:
    """A table as one output. ``title`` says what to see; ``sources`` are keys with names, as ``names_of`` gives them."""
    caption = Caption(title, "", remark, sources)
    markup = f"<p><strong>{inline(title)}</strong></p><p>{inline(remark)}{source_links(sources)}</p>{table_html(table)}"
    return Shown("\n".join(in_words(caption, (table,))), f'<section class="opedlab-table" aria-label="{html.escape(title)}">{markup}</section>')


def sources_of(course: Course) -> dict[str, Source]:
    """The course's bibliography by key."""
    return {source.key: source for source in compiled(course.source_texts / "sources.yaml", Sources, course.compiled)}


def names_of(course: Course, keys: Iterable[str]) -> dict[str, str]:
    """Source keys with a name for each, in the order in which they are first cited."""
    known = sources_of(course)
    return {key: source_name(known[key]) if key in known else key for key in keys}


def names_by_the_day(course: Course, keys: Iterable[str]) -> dict[str, str]:
    """As ``names_of``, without sources that appeared after the article's day; a page without a date stays."""
    known = sources_of(course)
    return names_of(course, (key for key in keys if not (issued := known[key].issued) or last_day(issued) <= ARTICLE_DAY))
