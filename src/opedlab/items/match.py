"""``match``: every row goes into one of the columns; several columns can be accepted, and every wrong one is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Outcome, Remark, in_order
from opedlab.records import BlockNumber, Place, Text, doubles, nearest


@frozen
class MatchColumn:
    """One class that rows can be put into. "Unsettled" is a column like any other."""

    id: OptionId
    text: Text
    means: str | None = None


@frozen
class AlsoColumn:
    """A column that is accepted beside the key, and why it can be defended."""

    column: OptionId
    feedback: Text


@frozen
class WrongColumn:
    """The answer to some wrong columns of one row."""

    columns: tuple[OptionId, ...]
    tempts: Text
    wrong_because: Text


@frozen
class Confusion:
    """The answer to one class of wrong pairing: ``chosen`` where ``instead_of`` is the key, in whatever row."""

    chosen: OptionId
    instead_of: OptionId
    tempts: Text
    wrong_because: Text


@frozen
class MatchRow:
    """One thing to classify: ``label`` names it, ``text`` gives it in the course's own words."""

    id: OptionId
    label: Text
    column: OptionId
    feedback: Text
    text: str | None = None
    block: BlockNumber | None = None
    also: tuple[AlsoColumn, ...] = ()
    wrong: tuple[WrongColumn, ...] = ()

    @property
    def accepted(self) -> dict[str, str]:
        """The accepted columns with what is said to each, the key first."""
        return {self.column: self.feedback} | {also.column: also.feedback for also in self.also}


@frozen(kw_only=True)
class Match(Item):
    """Rows to be put into columns. A response is ``{"rows": {row id: column id}}``; the bare mapping will do."""

    kind: Literal["match"]
    columns: tuple[MatchColumn, ...]
    rows: tuple[MatchRow, ...]
    confusions: tuple[Confusion, ...] = ()

    @property
    def shown(self) -> tuple[MatchRow, ...]:
        """The rows as they are shown: in page order where they name a block, else by hash."""
        return tuple(sorted(in_order(self.id, self.rows), key=lambda row: row.block or 0))

    def column(self, column_id: str) -> MatchColumn:
        for column in self.columns:
            if column.id == column_id:
                return column
        raise NotAnAnswer(f"{self.id} has no column {column_id!r}; its columns are {', '.join(c.id for c in self.columns)}")

    def answer_to(self, row: MatchRow, column_id: str) -> str | None:
        """What is said where ``row`` was put into a wrong column: the row's own answer, else the class's; None if there is neither."""
        for wrong in row.wrong:
            if column_id in wrong.columns:
                return f"{wrong.tempts} {wrong.wrong_because}"
        for one in self.confusions:
            if (one.chosen, one.instead_of) == (column_id, row.column):
                return f"{one.tempts} {one.wrong_because}"
        return None

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        for name in ("columns", "rows"):
            if len(getattr(self, name)) < 2:
                yield (name,), "need at least two"
            yield from doubles(getattr(self, name), name)
        known = [column.id for column in self.columns]
        for n, one in enumerate(self.confusions):
            yield from ((("confusions", n, field), what) for field in ("chosen", "instead_of") for what in _no_column([getattr(one, field)], known))
            if not any(row.column == one.instead_of and one.chosen not in row.accepted for row in self.rows):
                yield ("confusions", n), "answers nothing: no row has that key and counts the chosen column as wrong"
        for n, row in enumerate(self.rows):
            yield from ((("rows", n, *place), what) for place, what in self._row_faults(row, known))

    def _row_faults(self, row: MatchRow, known: list[str]) -> Iterator[tuple[Place, str]]:
        if row.block is not None and row.block not in self.blocks:
            yield ("block",), f"is {row.block}, which the item's `blocks` do not list"
        yield from ((("column",), what) for what in _no_column([row.column], known))
        for n, also in enumerate(row.also):
            yield from ((("also", n, "column"), what) for what in _no_column([also.column], known))
            if also.column == row.column:
                yield ("also", n, "column"), f'"{also.column}" is the key of this row already'
        for n, wrong in enumerate(row.wrong):
            yield from ((("wrong", n, "columns"), what) for what in _no_column(wrong.columns, known))
            if both := sorted(set(wrong.columns) & set(row.accepted)):
                yield ("wrong", n, "columns"), f"{', '.join(both)}: accepted and wrong at once"
        if open_ones := [c for c in known if c not in row.accepted and self.answer_to(row, c) is None]:
            yield (), f"has no answer to {', '.join(open_ones)}; every wrong column is answered, here in `wrong` or for all such rows in `confusions`"


def _no_column(ids: Iterable[str], known: list[str]) -> Iterator[str]:
    for one in ids:
        if one not in known:
            yield f'"{one}" is no column of this item{nearest(one, known) or "; one of " + ", ".join(known)}'


def mark(item: Match, response: Any) -> Marking:
    """The marking of one response: a remark on every row, those to be thought over first; the score is the share of accepted rows.

    ``details["rows"]`` has the outcome of each row.

    Raises:
        NotAnAnswer: a row is missing or unknown, or put into a column that the item does not have.
    """
    chosen = _chosen(item, response)
    outcomes: dict[str, Outcome] = {}
    remarks: dict[Outcome, list[Remark]] = {"not quite": [], "defensible": [], "right": []}
    for row in item.shown:
        column = item.column(chosen[row.id]).id
        outcome: Outcome = "right" if column == row.column else "defensible" if column in row.accepted else "not quite"
        outcomes[row.id] = outcome
        remarks[outcome].append(Remark(f"{row.id}/{column}", row.accepted.get(column) or item.answer_to(row, column) or ""))
    accepted = len(item.rows) - len(remarks["not quite"])
    whole: Outcome = "not quite" if remarks["not quite"] else "defensible" if remarks["defensible"] else "right"
    count = Remark("", f"{accepted} of {len(item.rows)} rows stand in a column that can be defended.")
    return Marking(whole, (count, *(r for those in remarks.values() for r in those)), accepted / len(item.rows), details={"rows": outcomes})


def _chosen(item: Match, response: Any) -> dict[str, str]:
    rows = response.get("rows", response) if isinstance(response, dict) else None
    if not isinstance(rows, dict) or not all(isinstance(column, str) for column in rows.values()):
        raise NotAnAnswer(f"{item.id} wants a column for each row: {', '.join(row.id for row in item.shown)}")
    known = [row.id for row in item.shown]
    if strange := [str(row) for row in rows if row not in known]:
        raise NotAnAnswer(f"{item.id} has no row {strange[0]!r}; its rows are {', '.join(known)}")
    if missing := [row for row in known if row not in rows]:
        raise NotAnAnswer(f"{item.id} wants a column for every row; {', '.join(missing)} {'has' if len(missing) == 1 else 'have'} none yet")
    return rows
