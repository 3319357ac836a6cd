"""What was found in a reader's own copy, in plain words with what to do next: for the board and for ``opedlab copy``."""

from __future__ import annotations

from typing import Any

from opedlab.text.blocks import Blocks
from opedlab.text.decode import Problem
from opedlab.text.own_copy import Recognition
from opedlab.views.strings import text

FOUND, UNREADABLE, ANOTHER = 0, 2, 3

PROBLEMS: dict[Problem, str] = {
    "another article": "own_copy_another",
    "binary": "own_copy_binary",
    "empty": "own_copy_empty",
    "english original": "own_copy_english",
    "huge": "own_copy_huge",
    "unreadable": "own_copy_unreadable",
}
"""The interface string that explains each problem."""


def exit_code(recognition: Recognition) -> int:
    """Of ``opedlab copy``: 0 found, 3 it can be read and is not the article, 2 it cannot be read."""
    if recognition.recognised:
        return FOUND
    return ANOTHER if recognition.problem in ("another article", "english original") else UNREADABLE


def report(recognition: Recognition, blocks: Blocks) -> dict[str, Any]:
    """What a board shows of a recognition, as JSON types. None of the copy's words is in it."""
    titles = {block.block: block.title for block in blocks}
    return {
        "recognised": recognition.recognised,
        "problem": PROBLEMS[recognition.problem] if recognition.problem else None,
        "notes": list(recognition.notes),
        "found": len(recognition.blocks) - len(recognition.missing),
        "all": len(recognition.blocks),
        "missing": [{"block": number, "title": titles.get(number, "")} for number in recognition.missing] if recognition.recognised else [],
    }


def describe(recognition: Recognition, blocks: Blocks) -> str:
    """The same as text in English, for a terminal."""
    said = report(recognition, blocks)
    if said["recognised"]:
        lines = ["✓ " + text("own_copy_found", found=said["found"], all=said["all"])]
        if said["missing"]:
            lines += [text("own_copy_missing"), *(f"  {text('own_copy_block', **row)}" for row in said["missing"])]
    else:
        lines = ["○ " + text(said["problem"])]
    if said["notes"]:
        lines += [text("own_copy_notes"), *(f"  - {note}" for note in said["notes"])]
    return "\n".join(lines)
