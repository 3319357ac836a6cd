"""Where the cards of an argument map stand in a drawing, and the drawing of a whole map as one SVG text.

Columns come from ``argument.outline.levels``: the ends of the map stand on the left, a premise to the right of all its
conclusions, an objection to the right of what it hits. The premises of one argument meet in one junction, so that
premises that are needed together are seen to be. Lengths are SVG user units, one to a CSS pixel at full size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from typing import Literal

from attrs import frozen

from opedlab.argument.model import ArgumentMap
from opedlab.argument.outline import levels, roots
from opedlab.views.strings import text as string

GAP = 54  # between two columns, room for a junction
ROW_GAP = 12
PAD = 8
LINE = 16
HEAD_LINES = 2  # id and kind; who put the card in, and its state
CHARACTER = 6.7  # mean width of a character at 12.5 units; wide fonts included
WIDEST, NARROWEST = 250, 166

State = Literal["fallen", "taken_away", "not_granted", "accepted", "answered"]
BROKEN: frozenset[str] = frozenset({"fallen", "taken_away", "not_granted", "answered"})


@frozen
class Card:
    """One card: its box, and its text in lines that fit it."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    state: str | None = None
    """None: stands, or an objection that is not accepted."""

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@frozen
class Junction:
    """Where the premises of one argument meet; ``hidden`` counts those that are not drawn."""

    argument: str
    x: float
    y: float
    hidden: int
    broken: bool


@frozen
class Link:
    """A curve between two points. ``broken``: it comes from what has fallen, or from an objection without effect."""

    kind: Literal["support", "conclusion", "attack", "undercut"]
    x1: float
    y1: float
    x2: float
    y2: float
    broken: bool


@frozen
class Picture:
    """A drawing: its size and what is on it, in drawing order links, junctions, cards."""

    width: float
    height: float
    cards: tuple[Card, ...]
    junctions: tuple[Junction, ...]
    links: tuple[Link, ...]


def picture(argument_map: ArgumentMap, shown: Collection[str], marks: Mapping[str, str], *, width: float = 880) -> Picture:
    """The drawing of the nodes ``shown``; ``marks`` has the state of those that are not simply standing.

    Cards share the width; below a readable size the drawing grows wider instead.
    """
    cards = _placed(argument_map, [node_id for node_id in _in_reading_order(argument_map) if node_id in set(shown)], marks, width)
    junctions, links = _joined(argument_map, cards, marks)
    right = max((card.x + card.width for card in cards.values()), default=0)
    bottom = max((card.y + card.height for card in cards.values()), default=0)
    return Picture(round(right + 2, 1), round(bottom + 2, 1), tuple(cards.values()), tuple(junctions), tuple(links))


def children(argument_map: ArgumentMap, node_id: str) -> Iterator[str]:
    """What bears on a node directly: premises, undercuts of its arguments, then attacks, in map order."""
    index = argument_map.index
    for key in index.arguments_for.get(node_id, ()):
        yield from index.arguments[key].premises
        yield from index.undercutters.get(key, ())
    yield from index.attackers.get(node_id, ())


def _in_reading_order(argument_map: ArgumentMap) -> list[str]:
    """All nodes as the outline first comes to them."""
    order: dict[str, None] = {}
    waiting = [node.id for node in reversed(argument_map.nodes)] + [*reversed(roots(argument_map))]
    while waiting:
        node_id = waiting.pop()
        if node_id not in order:
            order[node_id] = None
            waiting += reversed([*children(argument_map, node_id)])
    return [*order]


def _placed(argument_map: ArgumentMap, shown: list[str], marks: Mapping[str, str], width: float) -> dict[str, Card]:
    """Each card beside the middle of what was drawn under it, never over another card of its column."""
    level = levels(argument_map)
    column = {row: n for n, row in enumerate(sorted({level[node_id] for node_id in shown}))}
    across = min(WIDEST, max(NARROWEST, (width - GAP * (len(column) - 1)) / max(1, len(column))))
    bottoms = [2.0] * len(column)
    cards: dict[str, Card] = {}

    def place(node_id: str, top: float) -> Iterator[Card]:
        """The cards that this call put on the drawing directly, or through a node that is not shown."""
        here = column[level[node_id]] if node_id in wanted else None
        if here is None or node_id in seen:
            return
        seen.add(node_id)
        lines = tuple(textwrap.wrap(argument_map[node_id].text, max(8, int((across - 2 * PAD) / CHARACTER))))
        height = 2 * PAD + LINE * (HEAD_LINES + len(lines))
        start = max(top, bottoms[here])
        below = [card for child in children(argument_map, node_id) for card in place(child, start)]
        middle = (below[0].middle + below[-1].middle) / 2 if below else start + height / 2
        y = max(start, middle - height / 2)
        bottoms[here] = y + height + ROW_GAP
        cards[node_id] = Card(node_id, round(2 + here * (across + GAP), 1), round(y, 1), round(across, 1), height, lines, marks.get(node_id))
        yield cards[node_id]

    wanted, seen = set(shown), set()
    for node_id in shown:
        for _ in place(node_id, 0):
            pass
    return {node_id: cards[node_id] for node_id in shown}


def _joined(argument_map: ArgumentMap, cards: Mapping[str, Card], marks: Mapping[str, str]) -> tuple[list[Junction], list[Link]]:
    junctions: dict[str, Junction] = {}
    links: list[Link] = []
    index = argument_map.index
    for node_id, card in cards.items():
        drawn = [key for key in index.arguments_for.get(node_id, ()) if any(p in cards for p in index.arguments[key].premises)]
        for n, key in enumerate(drawn, 1):
            premises = index.arguments[key].premises
            cut = any(marks.get(dispute) == "accepted" for dispute in index.undercutters.get(key, ()))
            broken = cut or any(marks.get(premise) in BROKEN for premise in premises)
            y = round(card.y + card.height * n / (len(drawn) + 1), 1)
            junction = Junction(key, card.x + card.width + 22, y, sum(p not in cards for p in premises), broken)
            junctions[key] = junction
            links.append(Link("conclusion", junction.x, y, card.x + card.width, y, broken))
            for premise in premises:
                if premise in cards:
                    links.append(_link("support", cards[premise], junction.x, y, marks.get(premise) in BROKEN))
    for node in argument_map.nodes:
        if node.id in cards:
            ineffective = marks.get(node.id) != "accepted"
            for target in node.attacks:
                if target in cards:
                    links.append(_link("attack", cards[node.id], cards[target].x + cards[target].width, cards[target].y + 14, ineffective))
            for key in node.undercuts:
                if key in junctions:
                    links.append(_link("undercut", cards[node.id], junctions[key].x, junctions[key].y, ineffective))
    return [*junctions.values()], links


def _link(kind: Literal["support", "attack", "undercut"], card: Card, x: float, y: float, broken: bool) -> Link:
    return Link(kind, card.x, round(card.middle, 1), x, y, broken)


def curve(link: Link) -> str:
    """The path of a link, leaving and arriving level."""
    bend = round(min(40.0, abs(link.x1 - link.x2) / 2), 1)
    return f"M{link.x1:g} {link.y1:g}C{link.x1 - bend:g} {link.y1:g} {link.x2 + bend:g} {link.y2:g} {link.x2:g} {link.y2:g}"


# --- the whole map as one SVG text ------------------------------------------------------------------------------

STYLE = """
text{font:12.5px 'DejaVu Sans',system-ui,sans-serif;fill:#1a1a1a}.head{font-weight:700}
rect{fill:#fff;stroke:#1a1a1a;stroke-width:1.2}.dispute rect{fill:#f3f3f3;stroke:#767676}.out rect{stroke-dasharray:6 4;stroke:#a84300}
path{fill:none;stroke:#555}circle{fill:#1a1a1a}.attack,.undercut{stroke:#a84300;stroke-width:1.6}.broken{stroke-dasharray:5 4}
"""


def map_svg(argument_map: ArgumentMap, stands: Collection[str], *, shown: Iterable[str] | None = None) -> str:
    """A map as one SVG document, every card written out; ``stands`` as ``argument.standing.standing`` returns it.

    A card that has fallen says so in words and has a dashed edge, an objection that stands says that it is accepted.
    """
    marks: dict[str, str] = {node.id: "accepted" for node in argument_map.nodes if node.disputes and node.id in stands}
    marks |= {node.id: "fallen" for node in argument_map.nodes if not node.disputes and node.id not in stands}
    wanted = [node.id for node in argument_map.nodes] if shown is None else [*shown]
    drawing = picture(argument_map, wanted, marks, width=1e6)  # as wide as cards get: this one is to be printed or zoomed
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{drawing.width:g}" height="{drawing.height:g}" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" lang="en">',
        f"<title>{escape(argument_map.title)}</title>",
        f"<style>{STYLE.strip()}</style>",
        *(f'<path class="{link.kind}{" broken" if link.broken else ""}" d="{curve(link)}"/>' for link in drawing.links),
        *(f'<circle cx="{j.x:g}" cy="{j.y:g}" r="3.5"/>' for j in drawing.junctions),
        *(_card_svg(argument_map, card) for card in drawing.cards),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def head(argument_map: ArgumentMap, node_id: str, state: str | None) -> tuple[str, str]:
    """The first two lines of a card: id and kind; who put it in, and its state as sign and word."""
    node = argument_map[node_id]
    second = string(f"put_in_{node.put_in_by}")
    return f"{node_id} · {string(f'node_{node.kind}')}", f"{second} · {string(f'state_{state}')}" if state else second


def _card_svg(argument_map: ArgumentMap, card: Card) -> str:
    kind = "dispute" if argument_map[card.id].disputes else "claim"
    x, y = card.x + PAD, card.y + PAD + LINE - 4
    lines = [*head(argument_map, card.id, card.state), *card.lines]
    spans = "".join(
        f'<text{" class=" + chr(34) + "head" + chr(34) if n == 0 else ""} x="{x:g}" y="{y + n * LINE:g}">{escape(line)}</text>' for n, line in enumerate(lines)
    )
    out = " out" if card.state in BROKEN else ""
    return f'<g class="{kind}{out}"><rect x="{card.x:g}" y="{card.y:g}" width="{card.width:g}" height="{card.height:g}" rx="5"/>{spans}</g>'
