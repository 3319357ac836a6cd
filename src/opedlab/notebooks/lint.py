"""The frame of a lesson and the manners of a notebook, checked before anybody reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.notebooks.pairs import BuildError, Pair, header_of, pairs, read_source
from opedlab.notebooks.strip import exercise_of
from opedlab.records import Fault, RecordFaults, load

FRAME = ("You will", "Minutes", "Before you start", "Part", "What to keep", "In the seminar", "To go further", "Sources")
MAX_CODE_LINES = 3
MAX_CHOICES_IN_A_ROW = 5

# What fails or hangs under nbval, or shows nothing on GitHub; each with what to do instead.
BANNED = {
    r"\bOutput\(": "Output() cannot be compared by nbval; write to a trait or return a value",
    r"\binteract": "interact cannot be compared by nbval; use an item or a board",
    r"\bclear_output\b": "clear_output hangs under nbval; return a value",
    r"\bupdate_display\b": "update_display fails under nbval; write to a trait",
    r"\binput\(": "input() hangs under nbval; use an item",
    r";[ \t]*$": "a trailing semicolon does not silence a cell under nbval; assign the value",
    r"^\s*[%!]": "magics and shell lines are not for students; put it into the engine",
}

_OBJECTIVE = re.compile(r"^\s*[-*] \*\*(\d\d\.\d)\*\*", re.MULTILINE)
_ITEM = re.compile(r'here\.(?:item|solution)\("([^"]+)"\)|here\.recall\("([^"]+)", "([^"]+)"\)')


def lint_notebooks(course: Course) -> Iterator[Fault]:
    """Every fault of every notebook source, and of items that no notebook shows."""
    used: dict[str, set[str]] = {}
    banks = Banks(course)
    for pair in pairs(course):
        text = pair.md.read_text(encoding="utf-8")
        try:
            _, data = header_of(text, pair.name)
            book = read_source(text, pair.name)
            if pair.md.parent == course.solutions:
                exercise_of(text, pair.name)
        except BuildError as error:
            yield Fault(pair.name, "", str(error).removeprefix(f"{pair.name}: "))
            continue
        about = data["opedlab"]
        yield from _manners(pair, book)
        yield from _items(pair, book, banks, used)
        if about["kind"] == "lesson":
            yield from _frame(pair, text, about)
            yield from _examples(pair, about, banks.of(pair.md.stem))
            yield from _checked(pair, text, banks.of(pair.md.stem))
    for path in sorted(course.items.glob("*.yaml")):
        bank = banks.of(path.stem)
        if bank is not None and path.stem in used:
            for item in bank:
                if item.id not in used[path.stem]:
                    yield Fault(course.name_of(path), item.id, "is shown by no notebook; show it or take it out")


class Banks:
    """The item banks of a course, each read once; a broken one is None, for ``check`` reports the bank itself."""

    def __init__(self, course: Course):
        self._folder = course.items
        self._read: dict[str, Bank | None] = {}

    def of(self, slug: str) -> Bank | None:
        if slug not in self._read:
            try:
                self._read[slug] = load(self._folder / f"{slug}.yaml", Bank)
            except RecordFaults:
                self._read[slug] = None
        return self._read[slug]


def _examples(pair: Pair, about: dict[str, Any], bank: Bank | None) -> Iterator[Fault]:
    """An opening or worked example on the block of an item would give its answer away."""
    examples = about.get("examples")
    if not isinstance(examples, list) or not all(isinstance(n, int) for n in examples):
        yield Fault(pair.name, "header", "lacks opedlab.examples: the blocks that opening and worked example use, as in [16, 24]")
        return
    for item in bank or ():
        for block in set(item.blocks) & set(examples):
            yield Fault(pair.name, "header", f"uses block {block} as an example, and {item.id} is set on it; take another block for one of them")


def _checked(pair: Pair, text: str, bank: Bank | None) -> Iterator[Fault]:
    """An objective that no item checks is a wish; an item that serves no objective is a detour."""
    if bank is None:
        return
    promised = set(_OBJECTIVE.findall(text))
    for objective in sorted(promised - {item.objective for item in bank}):
        yield Fault(pair.name, '"You will"', f"promises {objective}, and no item of the bank has this objective")
    for item in bank:
        if promised and item.objective not in promised:
            yield Fault(pair.name, '"You will"', f"does not promise {item.objective}, which {item.id} checks")


def _headings(text: str) -> list[tuple[int, str]]:
    body = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [(len(marks), title.strip()) for marks, title in re.findall(r"^(#{1,6}) (.+)$", body, re.MULTILINE)]


def _manners(pair: Pair, book: Any) -> Iterator[Fault]:
    headings = _headings("\n\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown"))
    if [level for level, _ in headings].count(1) != 1 or not headings or headings[0][0] != 1:
        yield Fault(pair.name, "headings", "want exactly one H1, at the top")
    for (before, _), (level, title) in zip(headings, headings[1:], strict=False):
        if level > before + 1:
            yield Fault(pair.name, f'"{title}"', f"jumps from heading level {before} to {level}; a screen reader loses the thread")
    for n, cell in enumerate(book.cells, 1):
        if cell.cell_type != "code":
            continue
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if not 0 < len(lines) <= MAX_CODE_LINES:
            yield Fault(pair.name, f"cell {n}", f"has {len(lines)} lines of code; 1 to {MAX_CODE_LINES} can be read by somebody who never coded")
        for pattern, remedy in BANNED.items():
            if re.search(pattern, cell.source, re.MULTILINE):
                yield Fault(pair.name, f"cell {n}", remedy)


def _items(pair: Pair, book: Any, banks: Banks, used: dict[str, set[str]]) -> Iterator[Fault]:
    """Items that do not exist, or stand in too long a row of choices; notes in ``used`` which are shown."""
    code = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    named = re.search(r'lesson\("([^"]+)"\)', code)
    if not named:
        yield Fault(pair.name, "code", 'lacks `here = lesson("…")`')
        return
    row = 0
    for n, cell in enumerate(book.cells, 1):
        for own, of, recalled in _ITEM.findall(cell.source) if cell.cell_type == "code" else ():
            slug, item_id = (named[1], own) if own else (of, recalled)
            bank = banks.of(slug)
            if own:
                used.setdefault(slug, set()).add(own)
            if bank is not None and item_id not in {item.id for item in bank}:
                yield Fault(pair.name, f"cell {n}", f'"{item_id}" is no item of exercises/items/{slug}.yaml')
            elif bank is not None and "item(" in cell.source and ".respond(" not in cell.source:
                row = row + 1 if bank[item_id].kind == "choice" else 0
                if row > MAX_CHOICES_IN_A_ROW:
                    yield Fault(pair.name, f"cell {n}", f"is choice item {row} in a row; at most {MAX_CHOICES_IN_A_ROW}, then something else to do")
        if cell.cell_type == "markdown" and re.search(r"^## ", cell.source, re.MULTILINE):
            row = 0


def _frame(pair: Pair, text: str, about: dict[str, Any]) -> Iterator[Fault]:
    """The parts of a lesson, in order, with what each must hold."""
    if "**Driving question.**" not in text.split("\n## ", 1)[0]:
        yield Fault(pair.name, "opening", 'lacks a paragraph "**Driving question.** …" above the first part')
    titles = [title for level, title in _headings(text) if level == 2]
    at = -1
    for part in FRAME:
        later = [n for n, title in enumerate(titles) if n > at and title.startswith(part)]
        if not later:
            yield Fault(pair.name, "frame", f'lacks "## {part}{" 1 · …" if part == "Part" else ""}" in its place; the parts are: {", ".join(FRAME)}')
        else:
            at = later[0]
    sections: dict[str, Callable[[str], Iterator[str]]] = {"You will": _objectives(str(about["lesson"])), "Minutes": _minutes(float(about["minutes"]))}
    for title, faults in sections.items():
        section = re.search(rf"^## {title}.*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        for what in faults(section[1]) if section else ():
            yield Fault(pair.name, f'"{title}"', what)
    if not re.search(r"\]\(\.\./source_texts/sources\.md#", text):
        yield Fault(pair.name, "sources", "links no source; every factual sentence links one")


def _objectives(lesson: str) -> Callable[[str], Iterator[str]]:
    def faults(section: str) -> Iterator[str]:
        ids = _OBJECTIVE.findall(section)
        if not 2 <= len(ids) <= 3:
            yield f"has {len(ids)} objectives; 2 or 3 lines that begin - **{lesson}.1** are expected"
        for odd in [i for i in ids if not i.startswith(lesson)]:
            yield f"objective {odd} belongs to another lesson"

    return faults


def _minutes(total: float) -> Callable[[str], Iterator[str]]:
    def faults(section: str) -> Iterator[str]:
        rows = [float(m) for m in re.findall(r"^\|[^|\n]*\|\s*(\d+(?:\.\d+)?)\s*\|", section, re.MULTILINE)]
        if sum(rows) != total:
            yield f"add up to {sum(rows):g}; the header says {total:g}"

    return faults
