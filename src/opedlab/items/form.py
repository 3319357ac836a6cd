"""``form``: structured answers in a table, in rows that are given or in rows of one's own; compared with a model, rated by rubric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.form_values import FormField, Unfit, fit, is_empty
from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark
from opedlab.items.rubric import Rubric, rated, rubric_faults
from opedlab.records import Place, Text, doubles, nearest

MAX_CHARACTERS = 40_000
"""Of all values of one form together: with its JSON around it, it is kept as a draft of at most 100,000."""
MAX_ROWS = 20


@frozen
class FormRow:
    """A row that is given: what its fields are about."""

    id: OptionId
    label: Text
    text: str | None = None


@frozen(kw_only=True)
class Form(Item):
    """The same fields for every row. Nothing judges what is written: model rows and rubric come after it was handed in.

    With ``rows`` these are given; without, the student makes 1 to ``rows_high`` rows. A response is
    ``{"rows": [{"row": row id, field id: value, …}], "met": [criterion ids]}``; rows alone will do, and one row where
    the form has one.
    """

    kind: Literal["form"]
    fields: tuple[FormField, ...]
    rows: tuple[FormRow, ...] = ()
    rows_high: int = 1
    model: tuple[dict[str, str], ...]
    model_note: Text
    rubric: Rubric

    @property
    def single(self) -> bool:
        """Whether the form is one row of fields and nothing else."""
        return not self.rows and self.rows_high == 1

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from rubric_faults(self.rubric)
        yield from doubles(self.fields, "fields")
        yield from doubles(self.rows, "rows")
        if not self.fields:
            yield ("fields",), "are empty; a form has at least one"
        if self.rows and self.rows_high != 1:
            yield ("rows_high",), "is for rows of the student's own; this form gives its rows"
        if not 1 <= self.rows_high <= MAX_ROWS:
            yield ("rows_high",), f"is {self.rows_high}; it may be 1 to {MAX_ROWS}"
        yield from self._model_faults()

    def _model_faults(self) -> Iterator[tuple[Place, str]]:
        """The model must be an answer that the form takes."""
        if not self.model:
            yield ("model",), "is empty; give rows as an example answer"
            return
        for n, row in enumerate(self.model):
            if self.rows and "row" not in row:
                yield ("model", n), "lacks `row`: the id of the row that it fills"
        try:
            answer(self, {"rows": list(self.model)})
        except NotAnAnswer as error:
            yield ("model", *error.at), str(error)


def named(item: Form, position: int) -> str:
    """A row as a message or a table calls it; nothing where the form has only one."""
    return item.rows[position].label.replace("*", "") if item.rows else "" if item.single else f"Row {position + 1}"


def answer(item: Form, response: Any) -> tuple[dict[str, str], ...]:
    """The rows of a response, each with all fields as text, in the order of the form; rows of one's own that are empty are left out.

    Raises:
        NotAnAnswer: one message that names row and field; ``at`` is the position of the row and the field's id.
    """
    rows = _rows(item, response)
    kept, wrong = [], []
    for position, row in rows:
        values = {}
        for field in item.fields:
            try:
                values[field.id] = fit(field, row.get(field.id))
            except Unfit as error:
                where = ", ".join(part for part in (named(item, position), f"“{field.label.replace('*', '')}”") if part)
                wrong.append((f"{where}: {error}" if str(error).startswith("“") else f"{where} {error}", (position, field.id)))
        kept.append({"row": str(row["row"]), **values})
    if wrong:
        more = f" ({len(wrong) - 1} more after it)" if len(wrong) > 1 else ""
        raise NotAnAnswer(f"{wrong[0][0]}{more}", wrong[0][1])
    if not any(value for row in kept for name, value in row.items() if name != "row"):
        raise NotAnAnswer(f"nothing is filled in yet; start with “{item.fields[0].label}”", (0, item.fields[0].id))
    if sum(len(value) for row in kept for value in row.values()) > MAX_CHARACTERS:
        raise NotAnAnswer(f"this form holds more than {MAX_CHARACTERS:,} characters; shorten the longest field")
    return tuple(kept)


def _rows(item: Form, response: Any) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a response with their positions, known to have no name that the form lacks."""
    if isinstance(response, dict) and "rows" not in response and item.single:
        response = {"rows": [response]}
    given = response if isinstance(response, list) else response.get("rows") if isinstance(response, dict) else None
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise NotAnAnswer(f"{item.id} wants rows, each with the fields {', '.join(field.id for field in item.fields)}")
    known = ["row", *(field.id for field in item.fields)]
    for n, row in enumerate(given):
        for name in row:
            if name not in known:
                raise NotAnAnswer(f"row {n + 1} has “{name}”, which is no field of {item.id}{nearest(str(name), known)}", (n,))
    return _given(item, given) if item.rows else _own(item, given)


def _given(item: Form, given: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """The rows of the form in its order; one that the response leaves out is empty."""
    ids = [row.id for row in item.rows]
    by_id: dict[str, dict[str, Any]] = {}
    for n, row in enumerate(given):
        if row.get("row") not in ids:
            raise NotAnAnswer(f"row {n + 1}: “{row.get('row')}” is no row of {item.id}; it has {', '.join(ids)}", (n,))
        if row["row"] in by_id:
            raise NotAnAnswer(f"row {n + 1}: “{row['row']}” stands twice", (n,))
        by_id[row["row"]] = row
    return [(n, by_id.get(row_id, {"row": row_id})) for n, row_id in enumerate(ids)]


def _own(item: Form, given: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    if len(given) > item.rows_high:
        raise NotAnAnswer(f"{item.id} takes at most {item.rows_high} row{'s' if item.rows_high > 1 else ''}; these are {len(given)}")
    filled = [(n, row) for n, row in enumerate(given) if not all(is_empty(value) for name, value in row.items() if name != "row")]
    return [(n, {"row": f"r{n + 1}"} | row) for n, row in filled or [(0, {})]]


def mark(item: Form, response: Any) -> Marking:
    """The model's note for rows that fit the form; with ``met``, the student's own rating as a share. The views add the model rows.

    Raises:
        NotAnAnswer: the rows do not fit, or a criterion that the rubric does not have.
    """
    rows = answer(item, response)
    score = rated(item.id, item.rubric, response.get("met") if isinstance(response, dict) else None)
    return Marking("noted", (Remark("", item.model_note),), score, details={"rows": len(rows)})
