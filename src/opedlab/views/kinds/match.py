"""``match`` as a view: a table with one row per thing to classify and a list of the columns."""

from __future__ import annotations

from typing import Any

from opedlab.items.match import Match, MatchColumn, MatchRow
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text


def content(item: Match) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "columns": [{"id": column.id, "text": column.text, "means": column.means or ""} for column in item.columns],
        "rows": [{"id": row.id, "label": row.label, "text": row.text or ""} for row in item.shown],
    }


def _row(row: MatchRow) -> str:
    return f"{row.label}: {row.text}" if row.text else row.label


def _column(column: MatchColumn) -> str:
    return f"{column.text} – {column.means}" if column.means else column.text


def plain_twin(item: Match) -> list[str]:
    rows = [f"  {n}  {plain(_row(row))} ____" for n, row in enumerate(item.shown, 1)]
    return [*rows, f"  {text('match_columns')}:", *(f"   – {plain(_column(column))}" for column in item.columns)]


def html_twin(item: Match) -> str:
    rows = "".join(f'<tr><th scope="row">{inline(row.label)}</th><td>{inline(row.text or "")}</td><td>…</td></tr>' for row in item.shown)
    head = f'<tr><th scope="col">{text("match_row")}</th><th scope="col">{text("match_text")}</th><th scope="col">{text("match_column")}</th></tr>'
    columns = "".join(f"<li>{inline(_column(column))}</li>" for column in item.columns)
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table><p>{text('match_columns')}:</p><ul>{columns}</ul>"


def about(item: Match, part: str) -> str:
    """Word, row and chosen column of a remark on ``row/column``; nothing for the count."""
    row_id, _, column_id = part.partition("/")
    row = next((row for row in item.rows if row.id == row_id), None)
    if row is None:
        return ""
    outcome = "right" if column_id == row.column else "defensible" if column_id in row.accepted else "not_quite"
    return f"{'○' if outcome == 'not_quite' else '✓'} {text('outcome_' + outcome)}: {row.label} → {item.column(column_id).text}"


def solution_plain(item: Match) -> list[str]:
    lines = []
    for row in item.shown:
        lines.append(f"  {plain(_row(row))}")
        for column in item.columns:
            said = row.accepted.get(column.id) or item.answer_to(row, column.id) or ""
            lines += [f"    {_verdict(row, column)} {plain(column.text)}", f"       {plain(said)}"]
    return lines


def solution_html(item: Match) -> str:
    """A table for each row: every column with its answer."""
    parts = []
    for row in item.shown:
        cells = "".join(
            f'<tr><th scope="row">{inline(column.text)}</th><td>{_verdict(row, column)}</td>'
            f"<td>{inline(row.accepted.get(column.id) or item.answer_to(row, column.id) or '')}</td></tr>"
            for column in item.columns
        )
        parts.append(f"<p><strong>{inline(row.label)}</strong> {inline(row.text or '')}</p><table><tbody>{cells}</tbody></table>")
    return "".join(parts)


def _verdict(row: MatchRow, column: MatchColumn) -> str:
    return "✓ yes" if column.id == row.column else "✓ defensible" if column.id in row.accepted else "○ not quite"
