"""Nine careless edits in nine files at once: one report names each with file and place, and the exit code is 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opedlab.cli import main
from opedlab.course import Course
from opedlab.lessons import Lesson


def edit(path: Path, pattern: str, new: str) -> None:
    """Replace the first match, which must be there."""
    text, n = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert n == 1, f"{pattern} is not in {path.name}"
    path.write_text(text, encoding="utf-8")


def test_all_of_it_is_reported_together(copy_of_course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    here = copy_of_course
    edit(here.article / "blocks.yaml", r"map_nodes: \[T0", "map_nodes: [T9")  # an unknown id
    edit(here.article / "map.yaml", r"premises: \[E1\.1, ", "premises: [R1, ")  # a cycle: R1 would follow from itself
    edit(here.article / "claims.yaml", r"knowable: 2024-\d\d-\d\d", "knowable: 2024-02-30")  # a date that is none
    edit(here.context / "yardsticks.yaml", r"high: \d+", "high: 130")  # a probability of 130
    edit(here.source_texts / "sources.yaml", r"^( *)- key: \S+\n( +)", r"\1- ")  # a source without a key
    edit(here.article / "predictions.yaml", r"id: P02\b", "id: P01")  # two rows with one id
    edit(here.context / "actors.yaml", r"^  - ", "\t- ")  # a tab
    edit(here.context / "timeline.csv", r"^(2022-02-24),day,", r"\1,")  # a row with a missing column
    edit(here.items / "home.yaml", r"sources: \[", "sources: [no-such-key, ")  # a dangling link
    monkeypatch.chdir(here.root)
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    by_file = {line.split(":")[0]: line for line in said.splitlines() if re.match(r"\S+: \d+ fault", line)}
    for file, told in {
        "schake-2024/blocks.yaml": r'map_nodes: "T9" is no node of map\.yaml',
        "schake-2024/map.yaml": r"R1",
        "schake-2024/claims.yaml": r'expected .*date.*, found "2024-02-30"',
        "context/yardsticks.yaml": r'found "130"',
        "sources.yaml": r'lacks "key"',
        "schake-2024/predictions.yaml": r'"P01" is the id of predictions\[0\] too',
        "context/actors.yaml": r"line \d+: is indented with a tab; YAML wants spaces",
        "context/timeline.csv": r"line 2: has 9 cells, the header has 10",
    }.items():
        assert f"source_texts/{file}" in by_file, f"{file} is not in the report"
        assert re.search(told, said), f"{file}: {told}"
    assert 'lack "no-such-key", cited by exercises/items/home.yaml' in said
    assert re.search(r"derive a node from itself: R1 → R1", said)
    assert "is cited by nothing" not in said, "sources that only a broken row cites are not its fault as well"
    assert len(said.splitlines()) < 40


def test_a_lesson_that_needs_a_broken_record_says_which_row(copy_of_course: Course) -> None:
    edit(copy_of_course.article / "blocks.yaml", r"role: headline", "role: headlien")
    shown = repr(Lesson("home", copy_of_course).reader(1))
    assert "blocks.yaml, blocks[0].role" in shown and 'did you mean "headline"' in shown and "\n" not in shown
