"""A small course in a temporary folder, and the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from opedlab.course import Course

ROOT = Path(__file__).resolve().parents[2]

BANK = """\
# yaml-language-server: $schema=../../docs/schemas/items.schema.json
lesson: 99-sample
title: A sample
items:
  - id: X01
    kind: choice
    title: Which weather?
    objective: "99.1"
    minutes: 2
    prompt: What does *es regnet* say?
    card: {title: A card, summary: It may rain., phrases: [{de: es regnet, en: it rains}]}
    hints: [Look up.]
    confidence: true
    options:
      - {id: rain, text: Rain, correct: true, feedback: Yes. It rains.}
      - {id: sun, text: Sun, tempts: It is warm., wrong_because: But it is wet.}
      - {id: snow, text: Snow, tempts: It is white., wrong_because: But it is warm.}
    also_defensible:
      id: snow
      prompt: Why snow?
      reasons:
        - {id: cold, text: It is cold., holds: true, feedback: Then it may snow.}
        - {id: taste, text: I like it., feedback: A wish is no reason.}
  - id: X02
    kind: extended-text
    title: Say it yourself
    objective: "99.2"
    minutes: 5
    prompt: Write it.
    rubric: [{id: owner, text: It names the owner., met_when: Somebody could object.}]
    model_answer: It may rain, says the radio.
    model_note: The radio owns it.
"""


@pytest.fixture(scope="session")
def real() -> Course:
    """The course of this checkout."""
    return Course(ROOT)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with one sample bank and nothing else."""
    made = Course(tmp_path / "course")
    for folder in (made.lessons, made.items, made.solutions, made.article, made.context):
        folder.mkdir(parents=True)
    (made.items / "99-sample.yaml").write_text(BANK, encoding="utf-8")
    return made


@pytest.fixture
def copy_of_course(tmp_path: Path) -> Course:
    """A copy of the real course's authored folders, to be damaged by a test."""
    made = Course(tmp_path / "copy")
    for folder in ("lessons", "exercises", "solutions", "source_texts", "docs"):
        shutil.copytree(ROOT / folder, made.root / folder, ignore=shutil.ignore_patterns("own_copy", ".ipynb_checkpoints", "scratch-*"))
    shutil.copy(ROOT / "README.md", made.root / "README.md")
    return made
