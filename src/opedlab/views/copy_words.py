"""The words of a reader's own copy, block by block, for whatever widget asks: an item, the reader.

They travel in a message when they are asked for, with what the course quotes from the block marked. They are in no
trait, twin, repr or output.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opedlab.course import Course
from opedlab.records import RecordFaults, compiled
from opedlab.text.in_place import Quote, parts, spans
from opedlab.translation.caveats import Caveats
from opedlab.translation.certainty import Certainty
from opedlab.views.kept_copy import kept_copy


def quotes(course: Course) -> dict[int, list[Quote]]:
    """What the course quotes from each block: caveats, decoys and certainty markers alike, so that a mark tells no key."""
    found: dict[int, list[Quote]] = {}
    paths = course.article / "caveats.yaml", course.article / "certainty.yaml"
    caveats: Caveats = compiled(paths[0], Caveats, course.compiled, course.name_of(paths[0]))
    certainty: Certainty = compiled(paths[1], Certainty, course.compiled, course.name_of(paths[1]))
    for row in (*caveats.caveats, *caveats.decoys):
        if row.quote:
            found.setdefault(row.block, []).append(Quote(row.quote, row.at.start if row.at else None, row.gloss))
    for marker in certainty.markers:
        found.setdefault(marker.block, []).append(Quote(marker.marker, marker.at, marker.gloss))
    return found


class CopyWords:
    """What a widget may say of the copy: whether there is one, and a block of it as the message that the page gets."""

    def __init__(self, course: Course):
        self._course = course
        self._kept = kept_copy(course)
        self._quotes: dict[int, list[Quote]] | None = None

    def __repr__(self) -> str:
        return f"words of the {self._kept!r}"

    def loaded(self) -> bool:
        """Whether the reader has loaded a copy, here or in another notebook."""
        found = self._kept.recognition()
        return bool(found and found.recognised)

    def watch(self, changed: Callable[[], None]) -> None:
        """Have ``changed`` called when the copy is replaced or removed in this kernel."""
        self._kept.watch(changed)

    def message(self, number: Any) -> dict[str, Any] | None:
        """A block's words, cut where the course quotes from them; None without a copy or for what is no number.

        ``number`` comes from a page and may be anything. A block that the copy lacks is ``found: False`` without words.
        """
        placed = self._kept.block(number) if isinstance(number, int) else None
        if placed is None:
            return None
        place, words = placed
        marked = parts(words, spans(words, self._quoted(number)))
        return {"type": "block", "block": number, "found": place.found, "by_neighbours": place.found and place.score <= 0.5, "parts": marked}

    def _quoted(self, block: int) -> list[Quote]:
        if self._quotes is None:
            try:
                self._quotes = quotes(self._course)
            except RecordFaults:
                self._quotes = {}  # the words are shown all the same; `opedlab check` names the faults
        return self._quotes.get(block, [])
