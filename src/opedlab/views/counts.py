"""Small counts over the records that a student moves with one number: no widget, a line or a table."""

from __future__ import annotations

import html
from collections.abc import Sequence

from opedlab.argument.model import ArgumentMap
from opedlab.text.blocks import Blocks
from opedlab.views.markup import Shown, notice

READINGS = {"RR1": "backfire", "RR2": "weakness", "RR3": "policy", "RR4": "signals"}
"""The short names of the rival reconstructions of map.yaml in lesson 03."""


def words_up_to(page: Blocks, block: int) -> Shown:
    """How many German words of the page a reader has met after a block: from the body, and from around it."""
    read = [b for b in page if b.block <= block]
    body = sum(b.words for b in read if b.role == "body")
    around = sum(b.words for b in read) - body
    share = f" Of those read, {100 * body / (body + around):.0f} per cent are from the body." if body + around else ""
    return notice(f"Up to block {block}: {body} words from the body, {around} from around it.{share}")


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
