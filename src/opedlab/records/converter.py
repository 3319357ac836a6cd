"""The cattrs converter with this course's scalars: it says what was expected and what was found."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any

import attrs

from opedlab.records.faults import nearest
from opedlab.records.fields import Check, Day, Expected, kind_of, members

Hook = Callable[[Any, Any], Any]


@cache
def converter() -> Any:
    """The converter, built once when first needed: importing cattrs takes longer than all else at start."""
    import cattrs

    made = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    made.register_structure_hook(str, _scalar(str, "text"))
    made.register_structure_hook(int, _scalar(_whole, "a whole number"))
    made.register_structure_hook(float, _scalar(_number, "a number"))
    made.register_structure_hook(bool, _scalar({"true": True, "false": False, "yes": True, "no": False}.__getitem__, "true or false"))
    made.register_structure_hook(Day, _scalar(Day.fromisoformat, "a date as 2024-11-05"))
    made.register_structure_hook_factory(lambda cls: typing.get_origin(cls) is typing.Literal, _literal)
    made.register_structure_hook_factory(lambda cls: typing.get_origin(cls) is Annotated, lambda cls: _constrained(cls, made))
    made.register_structure_hook_factory(lambda cls: members(cls) is not None, lambda cls: _by_kind(cls, made))
    made.register_structure_hook_factory(_is_sequence, lambda cls: _listed(cls, made))
    made.register_structure_hook_factory(attrs.has, lambda cls: _mapped(cls, made))
    return made


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d+", text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):  # no nan, inf, 1e3 or 1_000: nobody means these in a record
        raise ValueError
    return float(text)


def _scalar(convert: Callable[[str], Any], expected: str) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, str):
            raise Expected(expected, value)
        try:
            return convert(value)
        except (ValueError, KeyError):
            raise Expected(expected, value) from None

    return hook


def _literal(cls: Any) -> Hook:
    words = {str(word): word for word in typing.get_args(cls)}

    def hook(value: Any, _: Any) -> Any:
        if isinstance(value, str) and value in words:
            return words[value]
        raise Expected(f"one of {', '.join(words)}{nearest(value, words) if isinstance(value, str) else ''}", value)

    return hook


def _constrained(cls: Any, made: Any) -> Hook:
    base, *notes = typing.get_args(cls)
    checks = [note for note in notes if isinstance(note, Check)]
    inner = made.get_structure_hook(base)

    def hook(value: Any, _: Any) -> Any:
        out = inner(value, base)
        for check in checks:
            if not check.test(out):
                raise Expected(check.expected, value)
        return out

    return hook


def _by_kind(cls: Any, made: Any) -> Hook:
    classes = {kind_of(member): member for member in members(cls) or ()}

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Expected("a mapping", value)
        if value.get("kind") not in classes:
            raise Expected(f"a `kind`: one of {', '.join(classes)}", value.get("kind"))
        return made.structure(value, classes[value["kind"]])

    return hook


def _is_sequence(cls: Any) -> bool:
    return typing.get_origin(cls) is tuple and typing.get_args(cls)[1:] == (...,)


def _listed(cls: Any, made: Any) -> Hook:
    row = typing.get_args(cls)[0]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise Expected("a list (each entry on a line that starts with -)", value)
        return tuple(made.structure(value, list[row]))

    return hook


def _mapped(cls: Any, made: Any) -> Hook:
    from cattrs.gen import make_dict_structure_fn

    inner = make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Expected("a mapping (name: value)", value)
        return inner(value, cls)

    return hook
