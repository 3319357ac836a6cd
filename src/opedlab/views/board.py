"""What items and boards share: one widget with its text twin; and how a board names its sources."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from typing import Any

import anywidget
import traitlets

from opedlab.context.days import first_day
from opedlab.context.sources import Source, Sources
from opedlab.context.sources_export import MONTHS
from opedlab.views.days import day_name
from opedlab.views.frontend import board_module, stylesheet
from opedlab.views.markup import Shown


class TwinWidget(anywidget.AnyWidget):
    """A widget with a text twin. ``content`` is public and fixed, ``state`` is the student's and live only; the twin depends on neither log nor state."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    content = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode("").tag(sync=True)

    def __init__(self, esm: str, content: dict[str, Any], twin: Shown, state: dict[str, Any] | None = None):
        """``esm`` is the text of the front end's module."""
        self.twin = twin
        super().__init__(_esm=esm, _css=stylesheet(), content=content, state=state or {}, language=os.environ.get("OPEDLAB_LANG", ""))

    def __repr__(self) -> str:
        return self.twin.plain

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": self.twin.plain, "text/html": self.twin.html}, metadata


class Board(TwinWidget):
    """One board; ``module`` is the name of its file among the static ones."""

    def __init__(self, module: str, content: dict[str, Any], twin: Shown, state: dict[str, Any] | None = None):
        super().__init__(board_module(module), content, twin, state)


def source_name(source: Source) -> str:
    """A source in a few words: who, and when if known."""
    who = source.container or source.agency or (source.author[0].family if source.author else source.title)
    if source.issued is None:
        return who
    if source.issued.count("-") == 2:
        return f"{who}, {day_name(first_day(source.issued))}"
    first = first_day(source.issued)
    return f"{who}, {MONTHS[first.month - 1]} {first.year}" if "-" in source.issued else f"{who}, {source.issued}"


def named(sources: Sources | None, keys: Iterable[str]) -> list[dict[str, str | None]]:
    """The sources of a row as the front end gets them; a key that the bibliography lacks stands for itself."""
    known = {source.key: source for source in sources} if sources is not None else {}
    return [{"key": key, "name": source_name(known[key]), "url": known[key].url} if key in known else {"key": key, "name": key, "url": None} for key in keys]


def links(cited: Iterable[dict[str, str | None]]) -> str:
    """The sources of a row as links into the bibliography, for a twin."""
    return ", ".join(f'<a href="../source_texts/sources.md#{row["key"]}">{html.escape(row["name"] or "")}</a>' for row in cited)
