"""``hottext`` as a view: running text in which the candidate passages carry letters."""

from __future__ import annotations

import textwrap
from typing import Any

from opedlab.items.hottext import Hottext, Passage
from opedlab.items.model import letter
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text

WIDTH = 108
VERDICTS = {"found": ("✓", "mark_found"), "wrong": ("○", "mark_wrong"), "either": ("–", "mark_either"), "missed": ("○", "mark_missed")}


def content(item: Hottext) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {"paragraphs": [[{"text": stretch.text, "passage": stretch.passage} for stretch in paragraph] for paragraph in item.paragraphs]}


def _letters(item: Hottext) -> dict[str, str]:
    return {passage.id: letter(n) for n, passage in enumerate(item.shown)}


def plain_twin(item: Hottext) -> list[str]:
    letters = _letters(item)
    lines = ["".join(f"[{letters[s.passage]}: {plain(s.text)}]" if s.passage else plain(s.text) for s in paragraph) for paragraph in item.paragraphs]
    return [*(f"  {row}" for line in lines for row in textwrap.wrap(line, WIDTH)), f"  {text('hottext_twin')} ____"]


def html_twin(item: Hottext) -> str:
    letters = _letters(item)
    parts = ["".join(f"<u>{inline(s.text)}</u> [{letters[s.passage]}]" if s.passage else inline(s.text) for s in paragraph) for paragraph in item.paragraphs]
    return f"<blockquote>{''.join(f'<p>{part}</p>' for part in parts)}</blockquote><p>{text('hottext_twin')}</p>"


def about(item: Hottext, part: str) -> str:
    """Sign, word and passage of a remark on ``verdict:passage``; a miss does not name its place, the count has no head."""
    verdict, _, passage_id = part.partition(":")
    if not verdict:
        return ""
    sign, word = VERDICTS[verdict]
    return f"{sign} {text(word)}" + (f": “{item.words(passage_id)}”" if passage_id else "")


def _key(passage: Passage) -> str:
    return {"found": "✓ to be marked", "wrong": "○ not to be marked", "either": "– counts neither way"}[passage.verdict]


def solution_plain(item: Hottext) -> list[str]:
    letters = _letters(item)
    return [line for p in item.shown for line in (f"  {letters[p.id]}  “{plain(item.words(p.id))}” {_key(p)}", f"       {plain(p.said)}")]


def solution_html(item: Hottext) -> str:
    letters = _letters(item)
    rows = "".join(f"<tr><td>{letters[p.id]}</td><td>{inline(item.words(p.id))}</td><td>{_key(p)}</td><td>{inline(p.said)}</td></tr>" for p in item.shown)
    head = "<tr><th>passage</th><th>words</th><th>verdict</th><th>why</th></tr>"
    return f"{html_twin(item)}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
