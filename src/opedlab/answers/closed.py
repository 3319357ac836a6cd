"""Closed answers as whole numbers: every item of a choice-like kind has so many possible responses, and each has a number.

A work code packs these numbers. The numbering follows the order in which an item is shown and the ids in it, so it holds
for one edition of a bank and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial
from typing import Any

from attrs import frozen

from opedlab.items.model import Item, in_order


class NotEncodable(ValueError):
    """The response is none that this edition of the item can have."""


@frozen
class Codec:
    """How one kind is numbered: how many responses an item can have, the number of one, and the response of a number."""

    count: Callable[[Any], int]
    number: Callable[[Any, Any], int]
    response: Callable[[Any, int], Any]


def digits_to_number(digits: list[tuple[int, int]]) -> int:
    """A number in mixed radix from its (digit, radix) pairs, the first one the lowest."""
    number = 0
    for digit, radix in reversed(digits):
        number = number * radix + digit
    return number


def number_to_digits(number: int, radices: list[int]) -> list[int]:
    """The digits of a number in mixed radix, the lowest first."""
    digits = []
    for radix in radices:
        number, digit = divmod(number, radix)
        digits.append(digit)
    return digits


def _place(ids: list[str], wanted: object) -> int:
    if wanted not in ids:
        raise NotEncodable(f"{wanted!r} is none of {', '.join(ids)}")
    return ids.index(wanted)  # type: ignore[arg-type]


def _given(response: Any, key: str) -> Any:
    """The part of a response that counts; a bare one will do."""
    return response.get(key, response) if isinstance(response, dict) else response


def _subset(known: list[str], chosen: Any) -> int:
    if not isinstance(chosen, list):
        raise NotEncodable("has no marks")
    return sum(1 << _place(known, one) for one in dict.fromkeys(map(str, chosen)))


# --- choice: the options, and for a defensible one each of its reasons -------------------------------------------


def _choice_states(item: Any) -> list[tuple[str, str | None]]:
    states: list[tuple[str, str | None]] = [(option.id, None) for option in item.shown]
    also = item.also_defensible
    return states + ([(also.id, reason.id) for reason in in_order(item.id, also.reasons)] if also else [])


def _choice_count(item: Any) -> int:
    return 1 << len(item.options) if item.multiple else len(_choice_states(item))


def _choice_number(item: Any, response: Any) -> int:
    if item.multiple:
        return _subset([option.id for option in item.shown], _given(response, "options"))
    given = {"option": response} if isinstance(response, str) else response
    if not isinstance(given, dict):
        raise NotEncodable("is no option")
    states = _choice_states(item)
    wanted = (given.get("option"), given.get("reason"))
    for state in (wanted, (wanted[0], None)):  # a reason sent with an option that asks for none is no part of the answer
        if state in states:
            return states.index(state)
    raise NotEncodable(f"{wanted[0]!r} is no option")


def _choice_response(item: Any, number: int) -> dict[str, Any]:
    if item.multiple:
        return {"options": [option.id for n, option in enumerate(item.shown) if number >> n & 1]}
    option, reason = _choice_states(item)[number]
    return {"option": option} | ({"reason": reason} if reason else {})


# --- match: a column for every row -------------------------------------------------------------------------------


def _match_number(item: Any, response: Any) -> int:
    rows = _given(response, "rows")
    columns = [column.id for column in item.columns]
    if not isinstance(rows, dict):
        raise NotEncodable("has no rows")
    return digits_to_number([(_place(columns, rows.get(row.id)), len(columns)) for row in item.shown])


def _match_response(item: Any, number: int) -> dict[str, dict[str, str]]:
    digits = number_to_digits(number, [len(item.columns)] * len(item.rows))
    return {"rows": {row.id: item.columns[digit].id for row, digit in zip(item.shown, digits, strict=True)}}


# --- order: a permutation by its Lehmer code ---------------------------------------------------------------------


def _order_number(item: Any, response: Any) -> int:
    order, left, digits = _given(response, "order"), [entry.id for entry in item.shown], []
    if not isinstance(order, list) or len(order) != len(left):
        raise NotEncodable("does not name every entry")
    for entry in order:
        digits.append((_place(left, entry), len(left)))
        left.remove(entry)
    return digits_to_number(digits)


def _order_response(item: Any, number: int) -> dict[str, list[str]]:
    left = [entry.id for entry in item.shown]
    return {"order": [left.pop(digit) for digit in number_to_digits(number, list(range(len(left), 0, -1)))]}


# --- hottext: marked or not --------------------------------------------------------------------------------------


def _hottext_number(item: Any, response: Any) -> int:
    return _subset([passage.id for passage in item.shown], _given(response, "marked"))


def _hottext_response(item: Any, number: int) -> dict[str, list[str]]:
    return {"marked": [passage.id for n, passage in enumerate(item.shown) if number >> n & 1]}


# --- slider: the steps of its scale ------------------------------------------------------------------------------


def _steps(item: Any) -> int:
    return int((item.high - item.low) / item.step + 1e-9) + 1


def _slider_ends(item: Any) -> tuple[str, ...]:
    return ("value",) if item.ask == "value" else ("low", "high")


def _slider_number(item: Any, response: Any) -> int:
    names = _slider_ends(item)
    given = [response.get(name) for name in names] if isinstance(response, dict) else response if isinstance(response, list | tuple) else [response]
    if len(given) != len(names) or not all(isinstance(n, int | float) and not isinstance(n, bool) and item.low <= n <= item.high for n in given):
        raise NotEncodable("is off the scale")
    return digits_to_number([(min(round((n - item.low) / item.step), _steps(item) - 1), _steps(item)) for n in given])


def _slider_response(item: Any, number: int) -> dict[str, float]:
    digits = number_to_digits(number, [_steps(item)] * len(_slider_ends(item)))
    return {name: item.low + digit * item.step for name, digit in zip(_slider_ends(item), digits, strict=True)}


CODECS: dict[str, Codec] = {
    "choice": Codec(_choice_count, _choice_number, _choice_response),
    "match": Codec(lambda item: len(item.columns) ** len(item.rows), _match_number, _match_response),
    "order": Codec(lambda item: factorial(len(item.entries)), _order_number, _order_response),
    "hottext": Codec(lambda item: 1 << len(item.passages), _hottext_number, _hottext_response),
    "slider": Codec(lambda item: _steps(item) ** len(_slider_ends(item)), _slider_number, _slider_response),
}
"""A slider's number goes to the nearest step. Texts, forecasts, annotations and maps are no closed answers: they travel as a file."""


def is_closed(item: Item) -> bool:
    """Whether the answers to an item fit into a work code."""
    return item.kind in CODECS  # type: ignore[attr-defined]
