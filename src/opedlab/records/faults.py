"""What is wrong in a record: one fault, all faults, and how they are told to an author."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from attrs import frozen

Place = tuple[str | int, ...]
"""The way to a spot in a record: field names and list positions."""


@frozen
class Fault:
    """One thing wrong in one file: where, what was expected, what was found, what to do."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else self.what


class RecordFaults(ValueError):
    """All faults of one or several files; ``str()`` lists them as an author should read them."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        super().__init__(report(self.faults))


def report(faults: Iterable[Fault]) -> str:
    """The faults grouped by file, one line each."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    lines = []
    for file, those in by_file.items():
        lines.append(f"{file}: {len(those)} fault{'s' if len(those) != 1 else ''}")
        lines += [f"  {fault}" for fault in those]
    return "\n".join(lines)


def nearest(word: str, known: Iterable[str], n: int = 1) -> str:
    """`` ; did you mean "x"?`` for a mistyped id, or nothing."""
    found = difflib.get_close_matches(word, sorted(known), n=n, cutoff=0.6)
    return f"; did you mean {' or '.join(f'{f!r}' for f in found)}?".replace("'", '"') if found else ""


def unknown(entries: Iterable[str], known: Collection[str], what: str, dropped: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Position and message for each entry that is neither known nor in a row that was dropped for a fault of its own."""
    for i, entry in enumerate(entries):
        if entry not in known and entry not in dropped:
            yield i, f'"{entry}" is no {what}{nearest(entry, known)}'


def place_name(place: Place) -> str:
    """``("items", 6, "options")`` as ``items[6].options``."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text
