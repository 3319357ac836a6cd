"""How surely the page says things, block by block, and in whose voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from opedlab.translation.certainty import TOP, Certainty, Marker, markers_of
from opedlab.views.figures.base import BLUE, GREEN, ORANGE, Caption, Table, blank, shown
from opedlab.views.markup import Shown

VOICES = {"author": "author", "paratext": "headline, bullets, subheadings, notes", "attributed": "somebody else, as reported"}
LOOKS = {"author": ("o", BLUE, -0.16), "paratext": ("^", ORANGE, 0.16), "attributed": ("s", GREEN, 0.0)}  # shape, colour, shift so that none hides another
MIDDLE = (2, 3)
HEAD = ("block", "voice", "rungs (how many markers)")


def certainty(record: Certainty) -> Shown:
    """Every certainty marker of the page on the course's ladder from 0 to 5, by block and voice."""
    markers = markers_of(record)
    table = Table(HEAD, tuple(_rows(record, markers)))
    figure, (axis,) = blank(3.9)
    for voice, name in VOICES.items():
        mine = Counter((m.block, m.rung) for m in markers if m.voice == voice)
        shape, colour, shift = LOOKS[voice]
        places = sorted(mine)
        axis.scatter(
            [block for block, _ in places], [rung + shift for _, rung in places], [26 + 22 * (mine[p] - 1) for p in places],
            marker=shape, facecolor="white" if voice == "attributed" else colour, edgecolor=colour, linewidth=1.3, label=name, zorder=3,
        )  # fmt: skip
    axis.set_yticks(range(TOP + 1), [f"{rung.rung}  {rung.name}" for rung in record.scale], fontsize=8)
    axis.set_ylim(-0.5, TOP + 0.5)
    axis.set_xticks(range(2, 43, 4))
    axis.set_xlim(0, 43)
    axis.set_xlabel("block of the page (a larger mark stands for several places)", fontsize=8)
    axis.tick_params(axis="x", labelsize=8)
    axis.grid(color="#d9d9d9", linewidth=0.6)
    axis.legend(loc="upper center", bbox_to_anchor=(0.4, 1.14), ncols=3, frameon=False, fontsize=8)
    return shown(figure, Caption(_title(markers), _alt(markers), _remark()), _by_rung(record, markers), table)


def _by_rung(record: Certainty, markers: Sequence[Marker]) -> Table:
    """How many markers of each voice stand on each rung; body is the author and whom she reports."""

    def row(name: str, voices: Collection[str]) -> tuple[str, ...]:
        found = Counter(m.rung for m in markers if m.voice in voices)
        return (name, *(str(found[rung.rung]) for rung in record.scale), str(found.total()))

    rows = [row(name, (voice,)) for voice, name in VOICES.items()]
    head = ("markers on each rung", *(f"{rung.rung} {rung.name}" for rung in record.scale), "all")
    return Table(head, (*rows, row("the body: author and reported", ("author", "attributed"))), tuple(range(1, len(head))))


def _title(markers: Sequence[Marker]) -> str:
    """What there is to see: how much of each voice stands in the middle of the ladder, on possibility and indication."""
    (hers, of_hers), (around, of_around) = ((sum(m.rung in MIDDLE for m in mine), len(mine)) for mine in (_of(markers, "author"), _of(markers, "paratext")))
    return f"The author's markers gather in the middle of the ladder, {hers} of {of_hers}; around the body it is {around} of {of_around}, the rest at its ends"


def _of(markers: Sequence[Marker], voice: str) -> list[Marker]:
    return [m for m in markers if m.voice == voice]


def _alt(markers: Sequence[Marker]) -> str:
    blocks = [m.block for m in markers]
    return (
        f"Picture: {len(markers)} certainty markers in blocks {min(blocks)} to {max(blocks)}, on rungs {min(m.rung for m in markers)} to "
        f"{max(m.rung for m in markers)} of the ladder, with one shape for each voice. The table below lists them by block."
    )


def _remark() -> str:
    return (
        "The ladder is the course's own and ordinal: 0 is stated ignorance, 5 flat assertion; it compares places of this page only. "
        "Only marked places are counted, and not alike: around the body a bare assertion was marked, in the body mostly not. So shares of the two cannot "
        "be compared; one claim at two places can. Who wrote bullets and subheadings is not public; "
        "the headline renders Foreign Policy's own."
    )


def _rows(record: Certainty, markers: Sequence[Marker]) -> list[tuple[str, ...]]:
    names = {rung.rung: rung.name for rung in record.scale}
    rows = []
    for block, voice in sorted({(m.block, list(VOICES).index(m.voice)) for m in markers}):
        key = list(VOICES)[voice]
        found = Counter(m.rung for m in markers if m.block == block and m.voice == key)
        rows.append((str(block), VOICES[key], "; ".join(f"{rung} {names[rung]} ({found[rung]})" for rung in sorted(found))))
    return rows
