"""The editable half of a notebook (``.md``, MyST) and the built half beside it (``.ipynb``)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import yaml
from attrs import frozen

from opedlab.course import Course

KNOWN_TAGS = frozenset({"solution"})
KINDS = ("lesson", "exercise", "home", "gallery")

BUILT_NOTE = (
    "*This notebook is built from [{md}]({md}). Authors edit that file and run `opedlab build`. "
    "The page starts by itself; if the questions below do not move:* "
    '<button data-commandlinker-command="notebook:run-all-cells">Start this page</button> '
    "*or menu Run, then Run All Cells.*"
)


class BuildError(Exception):
    """A notebook cannot be built from its source; the message names the file and what to mend."""


@frozen
class Pair:
    """A source and the notebook that is built from it."""

    md: Path
    name: str

    @property
    def ipynb(self) -> Path:
        return self.md.with_suffix(".ipynb")


def header_of(text: str, name: str) -> tuple[str, dict[str, Any]]:
    """The front matter of a source: as it stands, and as data.

    Raises:
        BuildError: there is none, or it lacks ``opedlab``.
    """
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        raise BuildError(f"{name}: begins without a header between two lines ---; copy it from another lesson")
    data = yaml.safe_load(match[1]) or {}
    about = data.get("opedlab")
    if not isinstance(about, dict) or not {"lesson", "kind", "minutes"} <= set(about):
        raise BuildError(f"{name}: the header needs opedlab: with lesson, kind and minutes")
    if about["kind"] not in KINDS:
        raise BuildError(f"{name}: opedlab.kind is {about['kind']!r}; one of {', '.join(KINDS)} is expected")
    return match[0], data


def is_source(path: Path) -> bool:
    """Whether a Markdown file is the source of a notebook (others are plain pages)."""
    with path.open(encoding="utf-8") as lines:
        return lines.readline().strip() == "---" and "jupytext" in lines.readline()


def pairs(course: Course) -> Iterator[Pair]:
    """Every notebook source of the course, in order."""
    for folder in (course.lessons, course.exercises, course.solutions, course.root / "docs"):
        for md in sorted(folder.glob("*.md")):
            if is_source(md):
                yield Pair(md, course.name_of(md))


def read_source(text: str, name: str) -> Any:
    """A source as a notebook without outputs, its cells as jupytext reads them.

    Raises:
        BuildError: a cell carries a tag that the build does not know.
    """
    import jupytext

    book = jupytext.reads(text, fmt="md:myst")
    for n, cell in enumerate(book.cells, 1):
        unknown = set(cell.metadata.get("tags", ())) - KNOWN_TAGS
        if unknown or set(cell.metadata) - {"tags"}:
            odd = ", ".join(sorted(unknown | (set(cell.metadata) - {"tags"})))
            raise BuildError(f"{name}: cell {n} ({cell.source.splitlines()[:1]}) has {odd}; known tags: {', '.join(KNOWN_TAGS)}")
    return book


def expected(pair: Pair) -> Any:
    """The notebook that the source asks for, without outputs: sources, ids and metadata set by rule."""
    text = pair.md.read_text(encoding="utf-8")
    _, data = header_of(text, pair.name)
    about = data["opedlab"]
    book = read_source(text, pair.name)
    if not book.cells or book.cells[0].cell_type != "markdown":
        raise BuildError(f"{pair.name}: begins without a paragraph; the first cell is the title")
    book.cells[0].source += "\n\n" + BUILT_NOTE.format(md=pair.md.name)
    seen: dict[str, int] = {}
    for cell in book.cells:
        cell.id = _cell_id(pair.md.stem, cell, seen)
        cell.metadata = nbformat.from_dict({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    book.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "opedlab": {"lesson": str(about["lesson"]), "kind": about["kind"], "built_from": pair.md.name, "start": True},
        }
    )
    book.nbformat, book.nbformat_minor = 4, 5
    return book


def _cell_id(stem: str, cell: Any, seen: dict[str, int]) -> str:
    """An id that stays when other cells come and go: a hash of page, type and source, numbered where it repeats."""
    digest = hashlib.sha256(f"{stem}\n{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:10]
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
