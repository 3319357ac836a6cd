"""What the course needs of the machine: one finding per need, with the remedy."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sys
from pathlib import Path

from attrs import frozen

from opedlab.course import NoCourse, find

MEASURED_WITH = {"jupyterlab": (4, 4), "ipywidgets": (8, 1), "anywidget": (0, 9), "jupytext": (1, 17), "matplotlib": (3, 9)}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


@frozen
class Finding:
    """One need of the environment: whether it is met, what was found, and what to do if not."""

    need: str
    ok: bool
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"[ OK ] {self.need}: {self.found}" if self.ok else f"[FAIL] {self.need}: {self.found}\n       {self.remedy}"


def chromium() -> str | None:
    """The Chromium (or Chrome) of this machine: ``CHROMIUM`` if set, else the first on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def examine() -> list[Finding]:
    """All needs, met or not."""
    return [_python(), *map(_package, MEASURED_WITH), _extension(), *_course(), _browser()]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python 3.11 or newer", sys.version_info >= (3, 11), version, "install Python 3.11 or newer, delete .venv, run make setup")


def _package(name: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", "run make setup")
    numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:2])
    wanted = ".".join(map(str, MEASURED_WITH[name]))
    return Finding(f"{name} {wanted} or newer", numbers >= MEASURED_WITH[name], version, "run make setup")


def _extension() -> Finding:
    place = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "opedlab-start" / "package.json"
    return Finding("pages start by themselves", place.exists(), str(place) if place.exists() else "the Lab extension is not installed", "run make setup")


def _course() -> list[Finding]:
    try:
        course = find()
    except NoCourse as error:
        return [Finding("course folder", False, str(error), "change into the course's folder")]
    folder = course.work
    while not folder.exists():
        folder = folder.parent
    kept = os.access(folder, os.W_OK)
    return [
        Finding("course folder", True, str(course.root)),
        Finding("answers can be kept", kept, str(course.work), "make the folder writable, or set OPEDLAB_WORK to one that is"),
    ]


def _browser() -> Finding:
    path = chromium()
    # Only the browser tests need Chromium itself; any browser opens the course.
    remedy = "install Chromium or Chrome, or set CHROMIUM to its path (needed only for make test)"
    return Finding("Chromium for the browser tests", path is not None, path or "not found", remedy)
