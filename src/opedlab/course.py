"""Where the course folder is, and where things live in it."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

MARKS = ("lessons", "exercises", "solutions", "source_texts")


class NoCourse(FileNotFoundError):
    """No course folder was found; the message says where it was looked for and what to do."""


@frozen
class Course:
    """The folders of one checkout of the course."""

    root: Path

    @property
    def lessons(self) -> Path:
        return self.root / "lessons"

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    @property
    def items(self) -> Path:
        return self.root / "exercises" / "items"

    @property
    def source_texts(self) -> Path:
        return self.root / "source_texts"

    @property
    def article(self) -> Path:
        return self.source_texts / "schake-2024"

    @property
    def context(self) -> Path:
        return self.source_texts / "context"

    @property
    def own_copy(self) -> Path:
        return self.source_texts / "own_copy"

    @property
    def compiled(self) -> Path:
        """Cache of compiled records; ignored by git, safe to delete."""
        return self.root / ".compiled"

    @property
    def work(self) -> Path:
        """Where a student's answers are kept; ``OPEDLAB_WORK`` moves it."""
        moved = os.environ.get("OPEDLAB_WORK")
        return Path(moved).expanduser() if moved else self.root / "my_work"

    @property
    def class_work(self) -> Path:
        """Where the files and work codes of a class are kept, beside one's own answers."""
        return self.work / "class"

    def name_of(self, path: Path) -> str:
        """The path as an author would type it from the course folder, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def _is_course(folder: Path) -> bool:
    return all((folder / mark).is_dir() for mark in MARKS)


def find(start: Path | None = None) -> Course:
    """The course that holds ``start`` (default: the working folder), else the checkout this package runs from.

    Raises:
        NoCourse: neither is inside a course folder.
    """
    named = os.environ.get("OPEDLAB_COURSE")
    if named:
        if _is_course(Path(named)):
            return Course(Path(named).resolve())
        raise NoCourse(f"OPEDLAB_COURSE is {named!r}, which has no {', '.join(MARKS)} folders; unset it or correct it")
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if _is_course(folder):
            return Course(folder)
    raise NoCourse(f"no course folder (with {', '.join(MARKS)}) at or above {here}; start from inside the course")
