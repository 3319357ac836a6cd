"""The types that authors meet in records: dates, block numbers, keys, texts; each says what it expects."""

from __future__ import annotations

import datetime
import re
import types
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import attrs
from attrs import frozen


@frozen
class Check:
    """A constraint on a scalar, for use in ``Annotated``: what is expected, in words, and its test."""

    expected: str
    test: Callable[[Any], bool] = attrs.field(eq=False, repr=False)


def matching(pattern: str, expected: str) -> Check:
    return Check(expected, lambda value: re.fullmatch(pattern, value) is not None)


def is_partial_date(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day of the calendar: 2024, 2024-11, 2024-11-05."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return False
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def between(low: float, high: float, what: str = "a number") -> Check:
    return Check(f"{what} from {low:g} to {high:g}", lambda value: low <= value <= high)


Day = datetime.date
BlockNumber = Annotated[int, between(1, 42, "a block number")]
Percent = Annotated[float, between(0, 100, "a percentage")]
PartialDate = Annotated[str, Check("a date of the calendar as 2024, 2024-11 or 2024-11-05", lambda value: is_partial_date(value))]
SourceKey = Annotated[str, matching(r"[a-z0-9]+(-[a-z0-9]+)*", "a source key: small letters, digits and hyphens")]
Slug = Annotated[str, matching(r"[a-z0-9]+([-_.][a-z0-9]+)*", "an id of small letters, digits and hyphens")]
Url = Annotated[str, matching(r"https?://\S+", "an address that starts with https://")]
Text = Annotated[str, Check("some text", lambda value: bool(value.strip()))]


class Expected(ValueError):
    """A scalar is not what the schema asks for."""

    def __init__(self, expected: str, found: object):
        self.expected, self.found = expected, found
        super().__init__(f"expected {expected}, found {shown(found)}")


def shown(value: object) -> str:
    """A value as an error message shows it: short, with its kind where it is no scalar."""
    if isinstance(value, Mapping):
        return f"a mapping with {', '.join(list(map(str, value))[:4]) or 'nothing in it'}"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    if value is None:
        return "nothing"
    text = str(value)
    return f'"{text[:60]}{"…" if len(text) > 60 else ""}"'


def kind_of(cls: type) -> str:
    """The value of ``kind`` that marks a class in a union."""
    return typing.get_args(typing.get_type_hints(cls)["kind"])[0]


def members(union: Any) -> list[type] | None:
    """The attrs classes of a union told apart by ``kind``, or None for any other type."""
    if typing.get_origin(union) not in (typing.Union, types.UnionType):
        return None
    members = [m for m in typing.get_args(union) if m is not type(None)]
    return members if len(members) > 1 and all(isinstance(m, type) and attrs.has(m) for m in members) else None
