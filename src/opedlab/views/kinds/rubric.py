"""What the kinds without a key show after an answer: the rubric, for the front end's self-rating and for the solution."""

from __future__ import annotations

from typing import Any

from opedlab.items.rubric import Rubric
from opedlab.views.markup import inline, plain


def criteria(rubric: Rubric) -> list[dict[str, Any]]:
    """The rubric as the front end gets it with the marking, not before."""
    return [{"id": c.id, "text": c.text, "met_when": c.met_when} for c in rubric]


def rubric_plain(rubric: Rubric) -> list[str]:
    return ["  What a good answer does:", *(f"   – {plain(c.text)}: {plain(c.met_when)}" for c in rubric)]


def rubric_html(rubric: Rubric) -> str:
    lines = "".join(f"<li><strong>{inline(c.text)}</strong> {inline(c.met_when)}</li>" for c in rubric)
    return f"<p>What a good answer does:</p><ul>{lines}</ul>"
