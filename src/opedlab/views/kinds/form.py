"""``form`` as a view: a table of fields over given rows, or a block of fields for each row of one's own; the model comes afterwards."""

from __future__ import annotations

from typing import Any

from opedlab.items.form import MAX_CHARACTERS, MAX_ROWS, Form
from opedlab.items.form_values import FormField, limits
from opedlab.views.kinds.rubric import criteria, rubric_html, rubric_plain
from opedlab.views.markup import Shown, block, inline, plain
from opedlab.views.strings import text

TYPES = {"text": "form_text", "long": "form_long", "date": "form_date", "choice": "form_choice", "url": "form_url"}


def content(item: Form) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "fields": [
            {
                "id": field.id,
                "label": field.label,
                "type": field.type,
                "required": field.required,
                "help": field.help or "",
                "low": field.low,
                "high": field.high,
                "unit": field.unit or "",
                "choices": [{"id": choice.id, "text": choice.text} for choice in field.choices],
                "words_high": field.words_high,
            }
            for field in item.fields
        ],
        "rows": [{"id": row.id, "label": row.label, "text": row.text or ""} for row in item.rows],
        "rows_high": item.rows_high,
        "max_characters": MAX_CHARACTERS,
    }


def _wanted(field: FormField) -> str:
    """What a field takes, in one line."""
    kind = limits(field) if field.type == "number" else text(TYPES[field.type])
    if field.choices:
        kind += f": {' / '.join(choice.text for choice in field.choices)}"
    words = text("form_words", high=field.words_high) if field.words_high else ""
    return ", ".join(part for part in (kind, words, text("form_needed") if field.required else "") if part)


def _asked(item: Form) -> str:
    """The line above the fields: for which rows they are."""
    return text("form_each_row") if item.rows else text("form_one_row") if item.single else text("form_own_rows", n=item.rows_high)


def plain_twin(item: Form) -> list[str]:
    lines = [f"  {_asked(item)}"]
    for field in item.fields:
        lines.append(f"   – {plain(field.label)} ({plain(_wanted(field))}): ____")
        lines += [f"     {plain(field.help)}"] if field.help else []
    if item.rows:
        lines += [f"  {text('form_rows')}:", *(f"   – {plain(f'{row.label}: {row.text}' if row.text else row.label)}" for row in item.rows)]
    return lines


def html_twin(item: Form) -> str:
    fields = "".join(
        f"<li><strong>{inline(field.label)}</strong> ({inline(_wanted(field))}){f' {inline(field.help)}' if field.help else ''}</li>" for field in item.fields
    )
    listed = f"<p>{_asked(item)}</p><ul>{fields}</ul>"
    if not item.rows:
        return listed
    head = "".join(f'<th scope="col">{inline(field.label)}</th>' for field in item.fields)
    cells = "<td>…</td>" * len(item.fields)
    rows = "".join(f'<tr><th scope="row">{inline(row.label)}{f"<br>{inline(row.text)}" if row.text else ""}</th>{cells}</tr>' for row in item.rows)
    return f'{listed}<table><thead><tr><th scope="col">{text("form_row")}</th>{head}</tr></thead><tbody>{rows}</tbody></table>'


def about(item: Form, part: str) -> str:
    return part


def _model(item: Form) -> list[dict[str, Any]]:
    """The model rows as they are read: label and cells, given rows by their labels, others by number."""
    labels = {row.id: row.label for row in item.rows}
    order = {row.id: n for n, row in enumerate(item.rows)}
    rows = sorted(item.model, key=lambda row: order.get(row.get("row", ""), MAX_ROWS))
    return [
        {
            "label": labels.get(row.get("row", ""), text("form_row_n", n=n)),
            "cells": [{"field": field.id, "text": field.shown(row.get(field.id, ""))} for field in item.fields],
        }
        for n, row in enumerate(rows, 1)
    ]


def after(item: Form) -> dict[str, Any]:
    """What the front end gets with the marking, not before: the model rows and the rubric for the self-rating."""
    return {"rubric": criteria(item.rubric), "model": _model(item)}


def after_twin(item: Form) -> Shown:
    """The model rows as text, after an answer."""
    lines = [f"  {text('model_answer')}:"]
    for row in _model(item):
        lines += [] if item.single else [f"   {plain(row['label'])}"]
        lines += [f"    – {plain(f.label)}: {plain(cell['text']) or '–'}" for f, cell in zip(item.fields, row["cells"], strict=True)]
    return Shown("\n".join(lines), _model_table(item))


def _model_table(item: Form) -> str:
    """The model rows as a table; a form of one row as a table of fields and values."""
    rows = _model(item)
    if item.single:
        head, lines = "", [_line(field.label, [cell]) for field, cell in zip(item.fields, rows[0]["cells"], strict=True)]
    else:
        columns = "".join(f'<th scope="col">{inline(field.label)}</th>' for field in item.fields)
        head = f'<thead><tr><th scope="col">{text("form_row")}</th>{columns}</tr></thead>'
        lines = [_line(row["label"], row["cells"]) for row in rows]
    return f"<table><caption>{text('model_answer')}</caption>{head}<tbody>{''.join(lines)}</tbody></table>"


def _line(label: str, cells: list[dict[str, str]]) -> str:
    values = "".join(f"<td>{inline(cell['text']) or '–'}</td>" for cell in cells)
    return f'<tr><th scope="row">{inline(label)}</th>{values}</tr>'


def solution_plain(item: Form) -> list[str]:
    return [after_twin(item).plain, f"  {plain(item.model_note)}", *rubric_plain(item.rubric)]


def solution_html(item: Form) -> str:
    return _model_table(item) + block(item.model_note) + rubric_html(item.rubric)
