"""``extended-text`` as a view: a field for the text; rubric and model answer come after submission."""

from __future__ import annotations

import textwrap
from typing import Any

from opedlab.items.extended_text import MAX_CHARACTERS, ExtendedText
from opedlab.views.advice import looked_for
from opedlab.views.kinds.rubric import criteria, rubric_html, rubric_plain
from opedlab.views.markup import block, inline, plain
from opedlab.views.strings import text


def content(item: ExtendedText) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "words_low": item.words_low,
        "words_high": item.words_high,
        "starter": item.starter or "",
        "max_characters": MAX_CHARACTERS,
        "looks_for": list(looked_for(item)),
    }


def _bench(item: ExtendedText) -> str:
    """What the button for advice looks for; nothing where there is none."""
    wanted = looked_for(item)
    return f"{text('advice_looks_for')} {'; '.join(wanted)}. {text('advice_no_mark')}" if wanted else ""


def plain_twin(item: ExtendedText) -> list[str]:
    wanted = text("words_wanted", low=item.words_low, high=item.words_high)
    bench = textwrap.wrap(_bench(item), 108, initial_indent="  ", subsequent_indent="    ")
    return [f"  Your text ({wanted}): {plain(item.starter or '')} ____", *bench]


def html_twin(item: ExtendedText) -> str:
    wanted = text("words_wanted", low=item.words_low, high=item.words_high)
    bench = _bench(item)
    starter = item.starter or ""
    begun = block(starter) if "\n" in starter.strip() else f"<p>{inline(starter)} …</p>"
    return f"<p>Your text ({wanted}):</p><blockquote>{begun}</blockquote>{f'<p>{inline(bench)}</p>' if bench else ''}"


def about(item: ExtendedText, part: str) -> str:
    return {"model": text("model_answer"), "note": ""}.get(part, part)


def after(item: ExtendedText) -> dict[str, Any]:
    """What the front end gets with the marking, not before: the rubric for the self-rating."""
    return {"rubric": criteria(item.rubric)}


def solution_plain(item: ExtendedText) -> list[str]:
    return [f"  A model answer: {plain(item.model_answer)}", f"  {plain(item.model_note)}", *rubric_plain(item.rubric)]


def solution_html(item: ExtendedText) -> str:
    return f"<p>A model answer:</p><blockquote>{block(item.model_answer)}</blockquote>{block(item.model_note)}{rubric_html(item.rubric)}"
