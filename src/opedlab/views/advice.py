"""Advice on a text as it is shown: what the bench looks for, and its findings as text, as HTML and for the front end."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from opedlab.advice import Finding, Records, advise, looks_for
from opedlab.items.extended_text import ExtendedText
from opedlab.items.model import Item
from opedlab.views.markup import Shown, inline, plain
from opedlab.views.strings import text

WIDTH = 110
LONGEST_QUOTE = 160
"""Characters of a place that a finding repeats."""


class NoAdvice(ValueError):
    """The item has no checks, or there is no text; the message says which."""


def looked_for(item: ExtendedText) -> tuple[str, ...]:
    """What the bench looks for in a text on this item; nothing where it has no bench."""
    return looks_for(item.asked) if item.checks else ()


def findings(item: Item, written: Any, records: Records) -> tuple[Finding, ...]:
    """What the checks of an item find in a text.

    Raises:
        NoAdvice: there is nothing to look for or to look at.
        NotACheck: the item asks for a check that there is not.
        RecordFaults: a record that a check needs is broken.
    """
    if not isinstance(item, ExtendedText) or not item.checks:
        raise NoAdvice(f"{item.id} has no checks; advice is for texts of your own that name some")
    if not isinstance(written, str) or not written.strip():
        raise NoAdvice("there is no text yet; write something first")
    return advise(written, item.asked, records)


def quoted(finding: Finding, written: str) -> str:
    """The place that a finding is about, cut where it is long; nothing for the text as a whole."""
    return textwrap.shorten(finding.quote(written), LONGEST_QUOTE, placeholder=" …")


def public(found: tuple[Finding, ...], written: str) -> list[dict[str, Any]]:
    """The findings as the front end gets them; places are counted in UTF-16 units, as a browser counts."""

    def units(end: int) -> int:
        return len(written[:end].encode("utf-16-le", "surrogatepass")) // 2

    return [
        {"quote": quoted(one, written), "start": units(one.start), "end": units(one.end), "what": one.what, "why": one.why, "way_on": one.way_on}
        for one in found
    ]


def shown(item: Item, written: str, found: tuple[Finding, ...]) -> Shown:
    """The findings as text: place, what, why, way on."""
    head = f"{text('advice_found', n=len(found))} {text('advice_no_mark')}" if found else text("advice_nothing")
    lines, parts = [f"{plain(item.title)}: {head}"], []
    for n, one in enumerate(found, 1):
        place = f"“{quoted(one, written)}”" if one.end else text("advice_whole")
        said = [one.what, f"{text('advice_why')}: {one.why}", f"{text('advice_way_on')}: {one.way_on}"]
        lines += [f"{n}. {place}", *(textwrap.fill(plain(line), WIDTH, initial_indent="   ", subsequent_indent="     ") for line in said)]
        parts.append(f"<li><q>{html.escape(quoted(one, written))}</q>" if one.end else f"<li>{place}")
        parts.append("".join(f"<p>{inline(line)}</p>" for line in said) + "</li>")
    listed = f"<ol>{''.join(parts)}</ol>" if found else ""
    return Shown("\n".join(lines), f'<section class="opedlab-twin"><p><strong>{inline(item.title)}</strong>: {html.escape(head)}</p>{listed}</section>')
