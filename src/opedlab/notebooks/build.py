"""``opedlab build``: every notebook and generated file from its source, and the check that nothing was edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat

from opedlab.course import Course
from opedlab.notebooks.execute import WIDGET_VIEW, execute
from opedlab.notebooks.generated import generated_files
from opedlab.notebooks.pairs import BuildError, Pair, expected, header_of, pairs
from opedlab.notebooks.strip import exercise_of


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it says so already; file times then mean something."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def exercise_sources(course: Course) -> Iterator[tuple[Path, str]]:
    """Path and content of each exercise source, made from the solutions."""
    for md in sorted(course.solutions.glob("*.md")):
        text = md.read_text(encoding="utf-8")
        header_of(text, course.name_of(md))
        yield course.exercises / md.name, exercise_of(text, course.name_of(md))


def build(course: Course, say: Callable[[str], None], only: str | None = None) -> int:
    """Build everything, executing the notebooks (with ``only``, those whose path contains it); returns the number of files written."""
    written = 0
    for path, text in (*generated_files(course), *exercise_sources(course)):
        if write_if_changed(path, text):
            say(f"wrote {course.name_of(path)}")
            written += 1
    todo = [pair for pair in pairs(course) if not only or only in pair.name]
    for n, pair in enumerate(todo, 1):
        say(f"[{n}/{len(todo)}] {pair.name}")
        book = execute(expected(pair), pair.md.parent, pair.name)
        if write_if_changed(pair.ipynb, nbformat.writes(book) + "\n"):
            written += 1
    return written


def check(course: Course) -> list[str]:
    """Every way in which built files differ from what their sources ask for; changes and executes nothing."""
    found: list[str] = []
    for path, text in (*generated_files(course), *exercise_sources(course)):
        name = course.name_of(path)
        if not path.exists():
            found.append(f"{name}: is missing; run `opedlab build`")
        elif path.read_text(encoding="utf-8") != text:
            found.append(f"{name}: differs from what its source gives; edit the source, not this file, then run `opedlab build`")
    for pair in pairs(course):
        found += _notebook_faults(pair, course)
    wanted = {pair.ipynb for pair in pairs(course)}
    for folder in (course.lessons, course.exercises, course.solutions):
        for stray in sorted(set(folder.glob("*.ipynb")) - wanted):
            found.append(f"{course.name_of(stray)}: has no source beside it; write the .md or delete the notebook")
    return found


def _notebook_faults(pair: Pair, course: Course) -> Iterator[str]:
    name = course.name_of(pair.ipynb)
    try:
        wanted = expected(pair)
        stored = nbformat.read(pair.ipynb, as_version=4)
    except FileNotFoundError:
        yield f"{name}: is missing; run `opedlab build`"
        return
    except (BuildError, nbformat.reader.NotJSONError) as error:
        yield f"{name}: {error}"
        return
    if dict(stored.metadata) != dict(wanted.metadata):
        yield f"{name}: its metadata differ from what {pair.md.name} asks for; run `opedlab build`"
    if [_face(cell) for cell in stored.cells] != [_face(cell) for cell in wanted.cells]:
        where = next((n for n, (a, b) in enumerate(zip(stored.cells, wanted.cells, strict=False), 1) if _face(a) != _face(b)), "at the end")
        yield f"{name}: cell {where} differs from {pair.md.name}; edit the .md, then run `opedlab build`"
    for n, cell in enumerate(stored.cells, 1):
        if cell.cell_type == "code":
            if cell.execution_count is None:
                yield f"{name}: cell {n} was never run; run `opedlab build`"
            if any(WIDGET_VIEW in output.get("data", {}) for output in cell.outputs):
                yield f"{name}: cell {n} stores the live part of a widget; run `opedlab build`"


def _face(cell: Any) -> tuple[Any, ...]:
    return cell.cell_type, cell.id, cell.source, dict(cell.metadata)
