"""A room imports only rooms on floors below it, or its own; and the lowest floors stay cheap to import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "opedlab"

FLOOR = {
    "course": 0, "records": 0, "schemas": 0,
    "text": 1, "argument": 1, "translation": 1, "context": 1,
    "items": 2, "advice": 2,
    "views": 3, "answers": 3, "interchange": 3,
    "lessons": 4, "seminar": 4,
    "registry": 5, "check": 5, "notebooks": 5, "cli": 5, "doctor": 5, "lab": 5,
}  # fmt: skip
SIDE_BY_SIDE = {0, 1, 3, 5}
"""Floors on which a room may use its neighbour; DESIGN wants no ranking among them."""


def imported(path: Path) -> set[str]:
    """The rooms that a module imports, at its top or inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("opedlab.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "opedlab":
            found |= {alias.name for alias in node.names if alias.name in FLOOR}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("opedlab."):
            found.add(node.module.split(".")[1])
    return found


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", [m for m in MODULES if m.parent != SOURCE or m.stem != "__init__"], ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_go_down(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert room in FLOOR, f"{room} has no floor yet; give it one in this test and in docs/decisions/0001-floors.md"
    for other in imported(path) - {room}:
        allowed = FLOOR[other] < FLOOR[room] or (FLOOR[other] == FLOOR[room] and FLOOR[room] in SIDE_BY_SIDE)
        assert allowed, f"{room} (floor {FLOOR[room]}) imports {other} (floor {FLOOR[other]})"


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(sorted(sys.modules)))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_next_to_nothing() -> None:
    heavy = {"attrs", "cattrs", "yaml", "ipywidgets", "anywidget", "matplotlib", "numpy", "jupytext", "nbformat"}
    assert not heavy & loaded_by("import opedlab")


def test_opening_a_lesson_loads_neither_yaml_nor_cattrs_nor_pyplot_once_compiled(real) -> None:
    from opedlab.items.bank import Bank
    from opedlab.records import compiled

    compiled(real.items / "02-ten-kinds-of-claim.yaml", Bank, real.compiled)
    loaded = loaded_by(f"import os; os.chdir({str(real.root)!r}); from opedlab import lesson; lesson('02-ten-kinds-of-claim').bank('02-ten-kinds-of-claim')")
    assert not {"cattrs", "yaml", "matplotlib", "selectolax"} & loaded
