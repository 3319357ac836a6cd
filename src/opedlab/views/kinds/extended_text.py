"""``extended-text`` as a view: a field for the text; rubric and model answer come after submission."""

from __future__ import annotations

from typing import Any

from opedlab.items.extended_text import MAX_CHARACTERS, ExtendedText
from opedlab.views.kinds.rubric import criteria, rubric_html, rubric_plain
from opedlab.views.markup import block, inline, plain
from opedlab.views.strings import text


def content(item: ExtendedText) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {"words_low": item.words_low, "words_high": item.words_high, "starter": item.starter or "", "max_characters": MAX_CHARACTERS}


def plain_twin(item: ExtendedText) -> list[str]:
    wanted = text("words_wanted", low=item.words_low, high=item.words_high)
    return [f"  Your text ({wanted}): {plain(item.starter or '')} ____"]


def html_twin(item: ExtendedText) -> str:
    wanted = text("words_wanted", low=item.words_low, high=item.words_high)
    return f"<p>Your text ({wanted}):</p><blockquote><p>{inline(item.starter or '')} …</p></blockquote>"


def about(item: ExtendedText, part: str) -> str:
    return {"model": text("model_answer"), "note": ""}.get(part, part)


def after(item: ExtendedText) -> dict[str, Any]:
    """What the front end gets with the marking, not before: the rubric for the self-rating."""
    return {"rubric": criteria(item.rubric)}


def solution_plain(item: ExtendedText) -> list[str]:
    return [f"  A model answer: {plain(item.model_answer)}", f"  {plain(item.model_note)}", *rubric_plain(item.rubric)]


def solution_html(item: ExtendedText) -> str:
    return f"<p>A model answer:</p><blockquote>{block(item.model_answer)}</blockquote>{block(item.model_note)}{rubric_html(item.rubric)}"
