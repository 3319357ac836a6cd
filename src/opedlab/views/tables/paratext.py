"""Lines around the body beside what the body says: the kind of each shift, the course's weight, and what is left when some kinds are granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from opedlab.argument.model import Shift, ShiftKind
from opedlab.records import nearest
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import tabled

KINDS: tuple[str, ...] = get_args(ShiftKind)
SHOW = ("lines", "kinds")
HEADS = ("the line, in our words", "the body, in our words", "kind of shift", "weight, by us")


def drawn(rows: Sequence[Shift], sources: Mapping[str, str], granted: Sequence[str] = (), only: str | None = None, show: str = "lines") -> Shown:
    """The shifts that remain when every shift of the ``granted`` kinds alone is let pass; ``only`` shows one of them, by its id.

    With ``show="kinds"`` what they do is counted and no line is shown, for a page on which the lines are still to be judged.

    Raises:
        ValueError: a kind or an id that there is not; the message says what it may be.
    """
    given = [granted] if isinstance(granted, str) else list(granted)
    for kind in given:
        if kind not in KINDS:
            raise ValueError(f'"{kind}" is no kind of shift{nearest(str(kind), KINDS)}; there are {", ".join(KINDS)}')
    if only is not None and only not in {row.id for row in rows}:
        raise ValueError(f'"{only}" is no shift; there are {", ".join(row.id for row in rows)}')
    if show not in SHOW:
        raise ValueError(f'show is "{show}"; it may be {", ".join(SHOW)}')
    left = [row for row in rows if not set(row.of) <= set(given) and only in (None, row.id)]
    table = _counted(rows, given) if show == "kinds" else Table(HEADS, tuple(_row(row) for row in left))
    remark = "Who wrote these lines is not public. The weight is the course's reading: what a reader of the line alone would believe, and be wrong about."
    cited = {key: name for key, name in sources.items() if any(key in row.sources for row in left)}
    return tabled(_title(len(rows), len(left), given, only), remark, table, cited)


def _title(all_of_them: int, left: int, granted: Sequence[str], only: str | None) -> str:
    if only:
        return "One line, and what it answers for"
    if not granted:
        return f"{all_of_them} places where a line around the body does not say what the body says"
    return f"If a line may be {' and '.join(_granted(kind) for kind in granted)}, {left} of {all_of_them} shifts remain"


def _counted(rows: Sequence[Shift], granted: Sequence[str]) -> Table:
    """What the shifts do, in the order of the kinds; what is granted in full is let pass."""
    does = Counter(row.of for row in rows)
    order = sorted(does, key=lambda of: [KINDS.index(kind) for kind in of])
    return Table(
        ("what a shift does", "how many", "and now"),
        tuple((" and ".join(of), str(does[of]), "let pass" if set(of) <= set(granted) else "remains") for of in order),
        (1,),
    )


def _granted(kind: str) -> str:
    """The kind after "a line may be"."""
    return {"left out": "incomplete", "not in the body": "about what is not in the body", "turned round": "the other way round"}.get(kind, kind)


def _row(row: Shift) -> tuple[str, ...]:
    kind = f"{', '.join(row.of)}" + ("" if row.kind.startswith(row.of[0]) else f": {row.kind}") + (f". {row.note}" if row.note else "")
    return f"{row.says} ({_blocks(row.blocks)})", f"{row.body_says} ({_blocks(row.body_blocks)})", kind, row.severity


def _blocks(numbers: Sequence[int]) -> str:
    return f"block{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
