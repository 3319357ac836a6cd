"""``choice`` as a view: the options in their one order, nothing that depends on the key."""

from __future__ import annotations

import html
from typing import Any

from opedlab.items.choice import Choice
from opedlab.items.model import in_order, letter
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text


def content(item: Choice) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "options": [{"id": option.id, "text": option.text} for option in item.shown],
        "multiple": item.multiple,
        "confidence": item.confidence,
        "chance": item.chance,
    }


def plain_twin(item: Choice) -> list[str]:
    lines = [f"  {letter(n)}  {plain(option.text)}" for n, option in enumerate(item.shown)]
    if item.multiple:
        lines.append(f"  {text('choose_all')}")
    return [*lines, "  How sure are you? 0 to 100 "] if item.confidence else lines


def html_twin(item: Choice) -> str:
    options = "".join(f"<li>{inline(option.text)}</li>" for option in item.shown)
    sure = f"<p>How sure are you? 0 to 100 (guessing would be {item.chance})</p>" if item.confidence else ""
    several = f"<p>{text('choose_all')}</p>" if item.multiple else ""
    return f'<ol type="A">{options}</ol>{several}{sure}'


def about(item: Choice, option_id: str) -> str:
    """The name of the option or reason that a remark is about: its text, up to a dash where a definition follows."""
    reasons = item.also_defensible.reasons if item.also_defensible else ()
    return next((o.text.split(" – ")[0] for o in (*item.options, *reasons) if o.id == option_id), option_id)


def solution_plain(item: Choice) -> list[str]:
    lines = []
    for n, option in enumerate(item.shown):
        mark, said = ("✓", option.feedback) if option.correct else ("○", f"{option.tempts} {option.wrong_because}")
        lines += [f"  {mark} {letter(n)}  {plain(option.text)}", f"       {plain(said or '')}"]
        lines += [f"       Left out: {plain(option.missed)}"] if option.missed else []
    if item.also_defensible:
        lines.append(f"  Also defensible: {plain(about(item, item.also_defensible.id))}. {plain(item.also_defensible.prompt)}")
        for reason in in_order(item.id, item.also_defensible.reasons):
            lines += [f"     {'✓' if reason.holds else '○'} {plain(reason.text)}", f"       {plain(reason.feedback)}"]
    return lines


def solution_html(item: Choice) -> str:
    rows = []
    for n, option in enumerate(item.shown):
        left = f" Left out: {option.missed}" if option.missed else ""
        verdict, said = ("✓ yes", f"{option.feedback}{left}") if option.correct else ("○ not quite", f"{option.tempts} {option.wrong_because}")
        rows.append(f"<tr><td>{letter(n)}</td><td>{inline(option.text)}</td><td>{verdict}</td><td>{inline(said)}</td></tr>")
    table = f"<table><thead><tr><th>option</th><th>text</th><th>verdict</th><th>why</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    also = item.also_defensible
    if not also:
        return table
    reasons = "".join(
        f"<li>{'✓ holds' if reason.holds else '○ does not hold'}: {inline(reason.text)} {inline(reason.feedback)}</li>"
        for reason in in_order(item.id, also.reasons)
    )
    return f"{table}<p>Also defensible: <strong>{html.escape(about(item, also.id))}</strong>. {inline(also.prompt)}</p><ul>{reasons}</ul>"
