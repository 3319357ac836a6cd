"""Small counts over the records that a student moves with one number: no widget, a line or a table."""

from __future__ import annotations

import html
from collections.abc import Sequence

from opedlab.argument.model import ArgumentMap
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.text.blocks import Blocks
from opedlab.translation.yardsticks import Band, NoSuchWord, Yardsticks, apart, range_of
from opedlab.views.markup import Shown, notice

READINGS = {"RR1": "backfire", "RR2": "weakness", "RR3": "policy", "RR4": "signals"}
"""The short names of the rival reconstructions of map.yaml in lesson 03."""


def words_up_to_of(course: Course, block: int) -> Shown:
    """The words up to a block of the course's own page; see ``words_up_to``.

    Raises:
        RecordFaults: its record is broken.
    """
    return words_up_to(compiled(course.article / "blocks.yaml", Blocks, course.compiled), block)


def words_up_to(page: Blocks, block: int) -> Shown:
    """How many German words of the page a reader has met after a block: from the body, and from around it."""
    read = [b for b in page if b.block <= block]
    body = sum(b.words for b in read if b.role == "body")
    around = sum(b.words for b in read) - body
    share = f" Of those read, {100 * body / (body + around):.0f} per cent are from the body." if body + around else ""
    return notice(f"Up to block {block}: {body} words from the body, {around} from around it.{share}")


def rivals_of(course: Course, first_block: int, also: Sequence[str] = ()) -> Shown:
    """The rival readings of the course's own map; see ``rivals``.

    Raises:
        RecordFaults: its record is broken.
    """
    return rivals(compiled(course.article / "map.yaml", ArgumentMap, course.compiled), first_block, also)


def rivals(argument_map: ArgumentMap, first_block: int, also: Sequence[str] = ()) -> Shown:
    """How many blocks each rival reading explains, and how many strain it, from a certain block on.

    ``also`` names readings beyond the first three, as ``["signals"]``.
    """
    rows = []
    for rival in argument_map.rivals:
        name = READINGS.get(rival.id, rival.name)
        if name != "signals" or "signals" in also:
            explained, strained = ([n for n in blocks if n >= first_block] for blocks in (rival.explains, rival.strains))
            rows.append((name, len(explained), _listed(explained), len(strained), _listed(strained)))
    head = ("reading", "explains", "blocks", "strained by", "blocks")
    plain = "\n".join([f"from block {first_block} on", " | ".join(head), *(" | ".join(map(str, row)) for row in rows)])
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{name}</th>' for name in head)
    return Shown(plain, f"<p>From block {first_block} on:</p><table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "none"


def beside_of(course: Course, low: float, high: float, word: str) -> Shown:
    """An own range beside the course's own yardsticks; see ``beside``.

    Raises:
        RecordFaults: their record is broken.
    """
    return beside(compiled(course.context / "yardsticks.yaml", Yardsticks, course.compiled), low, high, word)


def beside(yardsticks: Yardsticks, low: float, high: float, word: str) -> Shown:
    """An own range, in per cent, beside the range that each yardstick gives to an English word: what is shared, how far apart."""
    if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in (low, high)) or not 0 <= low <= high <= 100:
        return notice("The range wants two numbers from 0 to 100, the lower one first; change them and press Shift+Enter.")
    found = []
    for one in yardsticks.yardsticks:
        try:
            found.append((one.name, range_of(yardsticks, str(word), one.id)))
        except NoSuchWord:
            continue
    if not found:
        known = ", ".join(dict.fromkeys(w for one in yardsticks.yardsticks for band in one.bands for w in band.words))
        return notice(f'No yardstick gives "{word}" a range: whoever writes it names no number, and every reader supplies one. They have: {known}.')
    return notice("\n".join([f"Your range: {_per_cent(low, high)}.", *(_beside(name, band, low, high, word) for name, band in found)]))


def _beside(name: str, band: Band, low: float, high: float, word: str) -> str:
    """One yardstick's sentence. The middles say who sounds surer, the ends how far off a reader can be."""
    far = apart(low, high, band)
    shared = "You share nothing" if not far.shared else "Your number lies in it" if low == high else f"You share {_per_cent(*far.shared)}"
    surer = f"your middle is {abs(far.middles):g} points {'higher' if far.middles > 0 else 'lower'}" if far.middles else "the middles agree"
    return f"{name} has {word} ({band.shown}). {shared}; {surer}; writer and reader can be up to {far.most:g} points apart."


def _per_cent(low: float, high: float) -> str:
    return f"{low:g} %" if low == high else f"{low:g}–{high:g} %"
