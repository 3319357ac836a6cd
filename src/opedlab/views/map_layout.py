"""Where the cards of an argument map stand in a drawing, and the drawing of a whole map as one SVG text.

Columns come from ``argument.outline.levels``: the ends of the map stand on the left, a premise to the right of all its
conclusions, an objection to the right of what it hits. The premises of one argument meet in one junction, so that
premises that are needed together are seen to be. A card stands once, beside the first conclusion that it serves; where it
serves another one, a stub with its id stands there, so that no line crosses a card. Lengths are SVG user units, one to
a CSS pixel at full size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from typing import Any, Literal

from attrs import frozen

from opedlab.argument.model import ArgumentMap
from opedlab.argument.outline import levels, roots
from opedlab.views import card_words
from opedlab.views.strings import text as string

GAP = 46  # between two columns, room for a junction
JUNCTION = 24  # from the edge of a card to where premises meet
ROW_GAP = 12
PAD = 8
LINE = 16
STEP = 16  # between the arrows into one card
CHARACTER = 7.4  # mean width of a character at 12.5 units; wide fonts included
WIDEST, NARROWEST = 250, 158

State = Literal["fallen", "taken_away", "not_granted", "accepted", "answered"]
BROKEN: frozenset[str] = frozenset({"fallen", "taken_away", "not_granted", "answered"})


@frozen
class Card:
    """One card: its box, and its text in lines that fit it; a stub has no lines and names a card that stands elsewhere."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    state: str | None = None
    """None: stands, or an objection that is not accepted."""
    stub: bool = False

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


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


def picture(argument_map: ArgumentMap, shown: Collection[str], marks: Mapping[str, str], *, width: float = 776) -> Picture:
    """The drawing of the nodes ``shown``; ``marks`` has the state of those that are not simply standing.

    Cards share the width; below a readable size the drawing grows wider instead.
    """
    drawing = _Drawing(argument_map, shown, marks, width)
    cards = tuple(card for placed in drawing.placed.values() for card in placed.values())
    right, bottom = max((card.right for card in cards), default=0), max((card.y + card.height for card in cards), default=0)
    junctions, links = drawing.joined()
    return Picture(round(right + 2, 1), round(bottom + 2, 1), cards, tuple(junctions), tuple(links))


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


class _Drawing:
    """Cards in their places. ``placed`` maps each node to what was drawn beside it: itself under ``""``, stubs by neighbour."""

    def __init__(self, argument_map: ArgumentMap, shown: Collection[str], marks: Mapping[str, str], width: float):
        self.map, self.marks = argument_map, marks
        wanted = set(shown)
        self.order = [node_id for node_id in _in_reading_order(argument_map) if node_id in wanted]
        level = levels(argument_map)
        rank = {row: n for n, row in enumerate(sorted({level[node_id] for node_id in self.order}))}
        self.column = {node_id: rank[level[node_id]] for node_id in self.order}
        self.width = min(WIDEST, max(NARROWEST, (width - GAP * (len(rank) - 1)) / max(1, len(rank))))
        self.below = {node_id: [*dict.fromkeys(c for c in children(argument_map, node_id) if c in wanted)] for node_id in self.order}
        self.home = self._homes()
        self.bottoms = [2.0] * (len(rank) + 1)
        self.placed: dict[str, dict[str, Card]] = {node_id: {} for node_id in self.order}
        for node_id in self.order:
            if node_id not in self.home and not self.placed[node_id]:
                self._place(node_id, 0)

    def _homes(self) -> dict[str, str]:
        """The neighbour on the left beside which each card stands: the first one column away, else the first."""
        home: dict[str, str] = {}
        for node_id in self.order:
            for child in self.below[node_id]:
                adjacent = self.column[child] == self.column[node_id] + 1
                if self.column[child] > self.column[node_id] and (child not in home or (adjacent and self.column[home[child]] != self.column[child] - 1)):
                    home[child] = node_id
        return home

    def _place(self, node_id: str, top: float) -> Card:
        """Put a card beside the middle of what is drawn to its right, never over another card of its column."""
        lines = tuple(textwrap.wrap(self.map[node_id].text, max(8, int((self.width - 2 * PAD) / CHARACTER))))
        column, steps = self.column[node_id], self.map.index.arguments_for.get(node_id, ())
        height = max(self._height(node_id, len(lines)), STEP * (len(steps) + 1.0))
        start = max(top, self.bottoms[column])
        beside = []
        for child in self.below[node_id]:
            beside.append(self._place(child, start) if self.home.get(child) == node_id else self._stub(child, node_id, start))
        middle = (beside[0].middle + beside[-1].middle) / 2 if beside else start + height / 2
        card = self._card(node_id, column, max(start, middle - height / 2), height, lines)
        self.placed[node_id][""] = card
        return card

    def _stub(self, node_id: str, neighbour: str, top: float) -> Card:
        column = self.column[neighbour] + 1
        card = self._card(node_id, column, max(top, self.bottoms[column]), self._height(node_id, 0), (), stub=True)
        self.placed[node_id][neighbour] = card
        return card

    def _height(self, node_id: str, lines: int) -> float:
        return 2 * PAD + LINE * (len(head(self.map, node_id, self.marks.get(node_id))) + lines)

    def _card(self, node_id: str, column: int, y: float, height: float, lines: tuple[str, ...], stub: bool = False) -> Card:
        self.bottoms[column] = y + height + ROW_GAP
        x = 2 + column * (self.width + GAP)
        return Card(node_id, round(x, 1), round(y, 1), round(self.width, 1), height, lines, self.marks.get(node_id), stub)

    def joined(self) -> tuple[list[Junction], list[Link]]:
        """Every line of the drawing, and the points where premises meet."""
        junctions: list[Junction] = []
        links: list[Link] = []
        index = self.map.index
        for node_id in self.order:
            card = self.placed[node_id][""]
            beside = {child: self.placed[child].get(node_id) or self.placed[child][""] for child in self.below[node_id]}
            drawn = [key for key in index.arguments_for.get(node_id, ()) if any(p in beside for p in index.arguments[key].premises)]
            for n, key in enumerate(drawn, 1):
                junction = self._junction(key, card, round(card.y + card.height * n / (len(drawn) + 1), 1), beside)
                junctions.append(junction)
                links.append(Link("conclusion", junction.x, junction.y, card.right, junction.y, junction.broken))
                ends = [(p, "support") for p in index.arguments[key].premises] + [(u, "undercut") for u in index.undercutters.get(key, ())]
                links += [self._link(kind, end, beside[end], junction.x, junction.y) for end, kind in ends if end in beside]
            attackers = [a for a in index.attackers.get(node_id, ()) if a in beside]
            links += [self._link("attack", a, beside[a], card.right, card.y + 14 + 6 * n) for n, a in enumerate(attackers)]
        return junctions, links

    def _junction(self, key: str, card: Card, y: float, beside: Collection[str]) -> Junction:
        index = self.map.index
        premises = index.arguments[key].premises
        cut = any(self.marks.get(dispute) == "accepted" for dispute in index.undercutters.get(key, ()))
        broken = cut or any(self.marks.get(premise) in BROKEN for premise in premises)
        return Junction(key, round(card.right + JUNCTION, 1), y, sum(premise not in beside for premise in premises), broken)

    def _link(self, kind: Any, end: str, card: Card, x: float, y: float) -> Link:
        without_effect = self.marks.get(end) in BROKEN if kind == "support" else self.marks.get(end) != "accepted"
        return Link(kind, card.x, round(card.middle, 1), x, y, without_effect)


def curve(link: Link) -> str:
    """The path of a link, leaving and arriving level."""
    bend = round(min(40.0, abs(link.x1 - link.x2) / 2), 1)
    return f"M{link.x1:g} {link.y1:g}C{link.x1 - bend:g} {link.y1:g} {link.x2 + bend:g} {link.y2:g} {link.x2:g} {link.y2:g}"


def tip(link: Link) -> str:
    """The path at the end of a link: an arrow into a conclusion, a bar before what is attacked or undercut; else empty."""
    if link.kind == "conclusion":
        return f"M{link.x2:g} {link.y2:g}l8 -4v8z"
    return "" if link.kind == "support" else f"M{link.x2 + 4:g} {link.y2 - 7:g}v14"


# --- the whole map as one SVG text ------------------------------------------------------------------------------

STYLE = """
text{font:12.5px 'DejaVu Sans',system-ui,sans-serif;fill:#1a1a1a}.head,.id{font-weight:700}
rect{fill:#fff;stroke:#1a1a1a;stroke-width:1.2}.dispute rect{fill:#f3f3f3;stroke:#767676}.out rect{stroke-dasharray:6 4;stroke:#a84300}
path{fill:none;stroke:#555}circle{fill:#1a1a1a}.attack,.undercut{stroke:#a84300;stroke-width:1.6}.broken{stroke-dasharray:5 4}
.tip{stroke-dasharray:none;stroke-width:2}.tip.conclusion{fill:#555}.more{font-size:10px}
"""


def map_svg(argument_map: ArgumentMap, stands: Collection[str], *, shown: Iterable[str] | None = None, without: Collection[str] = ()) -> str:
    """A map as one SVG document, every card written out; ``stands`` as ``argument.standing.standing`` returns it.

    ``without`` are the cards that were taken away; they are called so. A card that has fallen says so in words and has a dashed edge, an objection that stands says that it is accepted.
    """
    marks: dict[str, str] = {node.id: "accepted" for node in argument_map.nodes if node.disputes and node.id in stands}
    marks |= {node.id: "fallen" for node in argument_map.nodes if not node.disputes and node.id not in stands} | dict.fromkeys(without, "taken_away")
    wanted = [node.id for node in argument_map.nodes] if shown is None else [*shown]
    drawing = picture(argument_map, wanted, marks, width=1e6)  # as wide as cards get: this one is to be printed or zoomed
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{drawing.width:g}" height="{drawing.height:g}" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" lang="en">',
        f"<title>{escape(argument_map.title)}</title>",
        f"<style>{STYLE.strip()}</style>",
        *(f'<path class="{link.kind}{" broken" if link.broken else ""}" d="{curve(link)}"/>' for link in drawing.links),
        *(f'<path class="{link.kind} tip" d="{tip(link)}"/>' for link in drawing.links if tip(link)),
        *(f'<text class="more" x="{j.x - 14:g}" y="{j.y - 4:g}">+{j.hidden}</text>' for j in drawing.junctions if j.hidden),
        *(f'<circle cx="{j.x:g}" cy="{j.y:g}" r="3.5"/>' for j in drawing.junctions),
        *(_card_svg(argument_map, card) for card in drawing.cards),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def head(argument_map: ArgumentMap, node_id: str, state: str | None, stub: bool = False) -> list[str]:
    """The first lines of a card: id and kind; who put it in; its state as sign and word, if it does not simply stand."""
    node = argument_map[node_id]
    second = string("card_elsewhere") if stub else card_words.put_in(node.put_in_by)
    return [f"{node_id} · {card_words.kind(node.kind)}", second, *([card_words.state(state)] if state else [])]


def _card_svg(argument_map: ArgumentMap, card: Card) -> str:
    kind = "dispute" if argument_map[card.id].disputes else "claim"
    x, y = card.x + PAD, card.y + PAD + LINE - 4
    heads = head(argument_map, card.id, card.state, card.stub)
    lines = [*heads, *card.lines]
    spans = "".join(
        f'<text class="{"head" if n == 2 < len(heads) else "body"}" x="{x:g}" y="{y + n * LINE:g}">{_id_bold(line, card.id) if n == 0 else escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    out = " out" if card.state in BROKEN else ""
    return f'<g class="{kind}{out}"><rect x="{card.x:g}" y="{card.y:g}" width="{card.width:g}" height="{card.height:g}" rx="5"/>{spans}</g>'


def _id_bold(line: str, node_id: str) -> str:
    return f'<tspan class="id">{escape(node_id)}</tspan>{escape(line.removeprefix(node_id))}'
