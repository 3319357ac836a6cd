"""A sample memo with its notes, and the criteria by which memos are read."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from opedlab.context.memos import LEVELS, Memos, Paragraph, SampleMemo
from opedlab.records import compiled
from opedlab.views.figures.base import Table, source_link
from opedlab.views.markup import Shown, inline, plain
from opedlab.views.tables.base import names_of, tabled

if TYPE_CHECKING:
    from opedlab.course import Course


def rubric(course: Course, only: str | None = None) -> Shown:
    """All criteria with their levels, or one of them.

    Raises:
        Unknown: no criterion of that name.
    """
    memos = compiled(course.context / "memos.yaml", Memos, course.compiled)
    criteria = [memos.criterion(only)] if only else list(memos.criteria)
    sources = names_of(course, (key for one in criteria for key in one.sources))
    head = ("criterion", *(f"level {n}" for n in LEVELS))
    rows = tuple((f"{one.title}: {one.asks}", *(f"{level.name.capitalize()}. {level.means}" for level in one.levels)) for one in criteria)
    remark = "A level says what can be seen on the page. It is no mark, and five levels are not added up. The wording is the course's own; what it asks of an argument and of a word of likelihood goes back to others."
    return tabled("How a memo is read" if not only else f"How a memo is read: {criteria[0].title.lower()}", remark, Table(head, rows), sources)


def sample(course: Course, name: str, notes: bool = True) -> Shown:
    """One sample memo, ``good`` or ``flawed``; ``notes`` says beside each paragraph what it does and what is wrong with it.

    Raises:
        Unknown: no memo of that name.
    """
    memos = compiled(course.context / "memos.yaml", Memos, course.compiled)
    memo = memos[name]
    head = f"{memo.name} ({memo.words} words; to: {memo.to[:1].lower()}{memo.to[1:]}). Written by the course."
    named = names_of(course, dict.fromkeys(key for one in memo.paragraphs for key in one.sources))
    about = memo.about if notes else "Read it as if it lay on your desk. The notes come later."
    lines, parts = [head, about], [f"<p><strong>{html.escape(head)}</strong></p><p>{inline(about)}</p>"]
    for one in memo.paragraphs:
        said = _notes(memos, one) if notes else []
        lines += ["", f"{one.part}. {plain(one.text)}", *(f"    {line}" for line in said)]
        listed = "".join(f"<li>{html.escape(line)}</li>" for line in said)
        parts.append(f"<p><strong>{html.escape(one.part)}.</strong> {inline(one.text)}</p>{f'<ul>{listed}</ul>' if listed else ''}")
    if notes:
        judged = [_judged(memos, memo, n) for n in range(len(memo.levels))]
        lines += ["", "By the five criteria, as the course reads it:", *(f"  - {line}" for line in judged)]
        parts.append(f"<p>By the five criteria, as the course reads it:</p><ul>{''.join(f'<li>{html.escape(line)}</li>' for line in judged)}</ul>")
    lines.append(f"Sources: {'; '.join(named.values())}.")
    parts.append(f"<p>Sources: {'; '.join(source_link(key, source) for key, source in named.items())}.</p>")
    return Shown("\n".join(lines), f'<section class="opedlab-memo" aria-label="{html.escape(memo.name)}">{"".join(parts)}</section>')


def _notes(memos: Memos, one: Paragraph) -> list[str]:
    """What stands beside a paragraph, each note with the word that says which sort it is."""
    criterion = memos.criterion(one.criterion)
    shows = f"Shows: {criterion.title.lower()}, level {one.level} ({criterion.levels[one.level - 1].name})."
    return [f"Does: {one.does}", *([f"Fault: {one.fault}"] if one.fault else []), shows]


def _judged(memos: Memos, memo: SampleMemo, n: int) -> str:
    judged = memo.levels[n]
    also = f" (level {judged.also} can be defended)" if judged.also else ""
    return f"{memos.criterion(judged.criterion).title}: level {judged.level}{also}. {judged.why}"
