"""What may stand in the fields of a form: one field, its type, and the check of one typed value."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from attrs import frozen

from opedlab.items.model import OptionId
from opedlab.items.numbers import NoNumber, readings
from opedlab.records import Place, Text, doubles, matching, nearest

FieldType = Literal["text", "long", "number", "date", "choice", "url"]
FieldId = Annotated[str, matching(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", "a field id of small letters, digits and hyphens that starts with a letter")]
_ADDRESS = re.compile(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)+\.?(:\d+)?([/?#]\S*)?", re.IGNORECASE)
SHOWN = 40
"""Characters of a wrong value that a message repeats."""


class Unfit(ValueError):
    """A value does not fit its field; the message says what would."""


@frozen
class FormChoice:
    """One of the closed answers of a field."""

    id: OptionId
    text: Text


@frozen(kw_only=True)
class FormField:
    """One field, the same in every row.

    ``low``, ``high`` and ``unit`` are for a number, ``choices`` for a choice, ``words_high`` for a text or a long one.
    A date is a day of the calendar; a url starts with https://.
    """

    id: FieldId
    label: Text
    type: FieldType
    required: bool = False
    help: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    choices: tuple[FormChoice, ...] = ()
    words_high: int | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.id == "row":
            yield ("id",), '"row" names the row of a response; take another'
        if self.type == "choice" and len(self.choices) < 2:
            yield ("choices",), f"are {len(self.choices)}; a choice needs at least two"
        yield from doubles(self.choices, "choices")
        yield from self._misplaced()
        if self.low is not None and self.high is not None and not self.low < self.high:
            yield ("low",), f"is {self.low:g}, not below high ({self.high:g})"
        if self.words_high is not None and self.words_high < 1:
            yield ("words_high",), f"is {self.words_high}; it must be above 0"

    def _misplaced(self) -> Iterator[tuple[Place, str]]:
        """What this type has no use for."""
        homes = {"low": ("number",), "high": ("number",), "unit": ("number",), "choices": ("choice",), "words_high": ("text", "long")}
        for name, types in homes.items():
            if getattr(self, name) not in (None, ()) and self.type not in types:
                yield (name,), f'is for a field of type {" or ".join(types)}; this one is "{self.type}"'

    def shown(self, value: str) -> str:
        """A value as a reader sees it: a choice by its text, a number with its unit."""
        chosen = next((choice.text for choice in self.choices if choice.id == value), value)
        return f"{chosen} {self.unit}" if self.unit and chosen and self.unit not in chosen else chosen


def is_empty(value: Any) -> bool:
    """Whether nothing was typed."""
    return value is None or (isinstance(value, str) and not value.strip())


def fit(field: FormField, value: Any) -> str:
    """The value as it is kept, as text; empty where nothing was typed and nothing need be.

    Raises:
        Unfit: required and empty, or not what the field's type asks for.
    """
    if is_empty(value):
        if field.required:
            raise Unfit("is needed and empty")
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and field.type == "number" and math.isfinite(value):
        value = f"{value:.15g}"
    if not isinstance(value, str):
        raise Unfit("wants text" if field.type != "number" else "wants a number")
    return {"number": _number, "date": _date, "choice": _choice, "url": _address}.get(field.type, _words)(field, value.strip())


def _quoted(value: str) -> str:
    return f"“{value[:SHOWN]}{'…' if len(value) > SHOWN else ''}”"


def _number(field: FormField, value: str) -> str:
    try:
        found = readings(value, (field.unit,) if field.unit else ())
    except NoNumber as error:
        raise Unfit(f"{_quoted(value)} is no number: {error}") from None
    low, high = -math.inf if field.low is None else field.low, math.inf if field.high is None else field.high
    if not any(low <= n <= high for n in found):
        raise Unfit(f"{_quoted(value)} is out of range; it takes {limits(field)}")
    return value


def limits(field: FormField) -> str:
    """The range of a number field in words; ``a number`` where it has none."""
    unit = f" {field.unit}" if field.unit else ""
    if field.low is None and field.high is None:
        return f"a number{unit and f' ({field.unit})'}"
    if field.low is None or field.high is None:
        return f"a number of {f'{field.low:,.15g}{unit} or more' if field.low is not None else f'{field.high:,.15g}{unit} or less'}"
    return f"a number from {field.low:,.15g} to {field.high:,.15g}{unit}"


def _date(_: FormField, value: str) -> str:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise Unfit(f"{_quoted(value)} is no day of the calendar; write it as 2024-10-28") from None


def _choice(field: FormField, value: str) -> str:
    known = [choice.id for choice in field.choices]
    if value not in known:
        raise Unfit(f"{_quoted(value)} is none of its choices: {', '.join(known)}{nearest(value, known)}")
    return value


def _address(_: FormField, value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise Unfit(f"{_quoted(value)} is no web address; it starts with https:// and has no spaces")
    return value


def _words(field: FormField, value: str) -> str:
    count = len(value.split())
    if field.words_high is not None and count > field.words_high:
        raise Unfit(f"has {count} words; at most {field.words_high} belong here")
    return value
