"""``structure``: parts that the text should have, each as a heading or as the first words of a line.

Case, numbering, ``#``, ``**`` and a colon do not count. It sees that a part is there, has words and stands in its place; it cannot see
whether what stands under it belongs there, nor a part under another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.model import Check, Finding, Records
from opedlab.records import Place, Text

_MARKS = r"^[ \t>]*(?:#{1,6}[ \t]+)?(?:[-*+•][ \t]+)?(?:\d{1,2}[.)][ \t]+)?[*_]{0,2}"
_AFTER = r"[*_]{0,2}[ \t]*(?:[:.–—-]|$)"


@frozen
class Structure:
    """``parts`` in the order in which they should stand."""

    parts: tuple[Text, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.parts:
            yield ("parts",), "is empty; name the parts that the text should have"
        folded = [part.casefold() for part in self.parts]
        for n, part in enumerate(folded):
            if part in folded[:n]:
                yield ("parts", n), f'"{self.parts[n]}" stands there already'


def find(text: str, asked: Structure, records: Records) -> Iterator[Finding]:
    """Parts that are missing, empty, or out of place, in their wanted order."""
    places = {part: place_of(text, part) for part in asked.parts}
    order = ", ".join(asked.parts)
    last = 0
    for part, place in places.items():
        if place is None:
            yield Finding(
                "structure", 0, 0, f"No part is called “{part}”.", "A reader who knows the form looks for it and does not find it.",
                f"Start a line with “{part}:”, or make it a heading. The parts are: {order}.",
            )  # fmt: skip
            continue
        start, end = place
        following = min((other[0] for other in places.values() if other and other[0] > start), default=len(text))
        if not re.search(r"\w", text[end:following]):
            yield Finding(
                "structure", start, end, f"“{part}” has nothing under it.", "A heading promises an answer.",
                "Write one sentence there, or say that you do not know and what would tell you.",
            )  # fmt: skip
        if start < last:
            yield Finding(
                "structure", start, end, f"“{part}” stands earlier than its place.", "Whoever reads many of these reads them in one order.",
                f"The order is: {order}.",
            )  # fmt: skip
        last = max(last, start)


def place_of(text: str, part: str) -> tuple[int, int] | None:
    """Start and end of the name of a part at the head of a line."""
    name = r"\s+".join(map(re.escape, part.split()))
    found = re.search(f"{_MARKS}({name}){_AFTER}", text, re.IGNORECASE | re.MULTILINE)
    return found.span(1) if found else None


CHECK = Check("structure", "parts that the text should have", Structure, find)
