"""An exercise from its solution: cells tagged ``solution`` go. Whatever is doubtful is an error, never a leak."""

from __future__ import annotations

import re

import jupytext

from opedlab.notebooks.pairs import BuildError, header_of, read_source

_SHOWN = re.compile(r'here\.item\("([^"]+)"\)')
_SOLVED = re.compile(r'here\.solution\("([^"]+)"\)')


def exercise_of(text: str, name: str) -> str:
    """The source of an exercise, from the source of its solution.

    Raises:
        BuildError: an unknown tag; an item shown but not solved, or solved but not shown; a solution outside a tagged
            cell; nothing tagged at all; nothing left.
    """
    header, _ = header_of(text, name)
    book = read_source(text, name)
    kept = [cell for cell in book.cells if "solution" not in cell.metadata.get("tags", ())]
    gone = [cell for cell in book.cells if "solution" in cell.metadata.get("tags", ())]
    if not gone:
        raise BuildError(f"{name}: no cell is tagged solution; a solution without solutions is a mistake")
    if not any(cell.cell_type == "code" for cell in kept):
        raise BuildError(f"{name}: nothing to do is left once the solutions are gone; is everything tagged?")
    shown, solved = _names(_SHOWN, kept), _names(_SOLVED, gone)
    leaked = _names(_SOLVED, kept) or _names(re.compile(r"here\.item\(\"([^\"]+)\"\)\.respond"), kept)
    if leaked:
        raise BuildError(f"{name}: {', '.join(sorted(leaked))} is solved in a cell that is not tagged solution")
    if shown != solved:
        odd = ", ".join(sorted(shown ^ solved))
        raise BuildError(f"{name}: {odd} stands on one side only; each item shown needs a solution, and the other way round")
    book.cells = kept
    body = re.sub(r"\A---\n.*?\n---\n", "", jupytext.writes(book, fmt="md:myst"), flags=re.DOTALL)
    note = f"opedlab:\n  built_from: {name}  # edit that file, then run: opedlab build"
    return header.replace("opedlab:", note, 1) + body


def _names(pattern: re.Pattern[str], cells: list) -> set[str]:
    return {found for cell in cells if cell.cell_type == "code" for found in pattern.findall(cell.source)}
