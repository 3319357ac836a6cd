"""What each of the five reasons bears on: weakness of one state, of the other, or only a cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opedlab.argument.model import ArgumentMap, Bearing
from opedlab.views.figures.base import BLUE, SOFT, Caption, Table, blank, shown
from opedlab.views.markup import Shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = {"weakness_of_russia": "weakness of Russia", "weakness_of_north_korea": "weakness of North Korea", "backlash": "reaction or cost"}
HEAD = ("reason", *COLUMNS.values(), "cost falls on", "note")
FILLS = {"yes": "full", "in part": "left", "no": "none"}
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def bearing(argument_map: ArgumentMap) -> Shown:
    """The numbered reasons against what they bear on, as the map has it: yes, in part, no."""
    rows = argument_map.bears_on
    names = {row.reason: _name(argument_map, row) for row in rows}
    table = Table(HEAD, tuple((names[r.reason], *(getattr(r, c) for c in COLUMNS), ", ".join(r.cost_falls_on), r.note or "") for r in rows))
    figure, (axis,) = blank(0.9 + 0.5 * len(rows))
    for y, row in enumerate(rows):
        for x, column in enumerate(COLUMNS):
            _mark(axis, x, y, getattr(row, column))
        axis.text(len(COLUMNS), y, " and ".join(row.cost_falls_on), ha="center", va="center", fontsize=8.5)
    axis.set_xlim(-0.5, len(COLUMNS) + 0.6)
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.set_xticks(range(len(COLUMNS) + 1), [*COLUMNS.values(), "cost falls on"], fontsize=8.5)
    axis.xaxis.tick_top()
    axis.set_yticks(range(len(rows)), [names[row.reason] for row in rows], fontsize=8.5)
    axis.tick_params(length=0)
    for side in ("left", "bottom"):
        axis.spines[side].set_visible(False)
    for y in range(1, len(rows)):
        axis.axhline(y - 0.5, color="#d9d9d9", linewidth=0.6)
    return shown(figure, _caption(argument_map, rows), table)


def _mark(axis: Axes, x: int, y: int, said: str) -> None:
    colour = SOFT if said == "no" else BLUE
    axis.plot([x - 0.2], [y], "o", markersize=10, fillstyle=FILLS[said], color=colour, markerfacecoloralt="white", markeredgecolor=colour)
    axis.text(x - 0.08, y, said, va="center", fontsize=8.5)


def _name(argument_map: ArgumentMap, row: Bearing) -> str:
    node = argument_map[row.reason]
    return f"{row.reason} (block{'s' if len(node.blocks) > 1 else ''} {', '.join(map(str, node.blocks))})"


def _word(n: int) -> str:
    return WORDS[n] if n < len(WORDS) else str(n)


def _caption(argument_map: ArgumentMap, rows: tuple[Bearing, ...]) -> Caption:
    russia = sum(row.weakness_of_russia != "no" for row in rows)
    costs = sum(row.backlash == "yes" for row in rows)
    title = f"{_word(russia).capitalize()} of {_word(len(rows))} reasons bears on Russian weakness; {_word(costs)} are about reactions and costs"
    if russia != 1:
        title = title.replace(" bears ", " bear ")
    alt = f"Picture: a grid of {len(rows)} reasons against {len(COLUMNS)} things they may bear on, and on whom the cost falls. The table below has every cell."
    reasons = " ".join(f"**{row.reason}**: {argument_map[row.reason].text}" for row in rows)
    return Caption(title, alt, f"The course's reading of the map; others are possible. {reasons}")
