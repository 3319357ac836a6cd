"""The house's Python style, as ruff keeps it; its rules stand in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rule", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_ruff_finds_nothing(rule: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "ruff", *rule, "--no-cache", "src", "tests", "bench"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-1000:]}\n`python -m ruff check --fix` and `python -m ruff format` mend most of it"
