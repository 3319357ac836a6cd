"""Plain content as record classes: all faults collected, rows without faults kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import attrs
from attrs import frozen

from opedlab.records.converter import converter
from opedlab.records.faults import Fault, Place, RecordFaults, nearest, place_name
from opedlab.records.reading import read_csv, read_yaml

T = TypeVar("T")


@frozen
class Loaded:
    """What could be read of a record, whole or in part, with what was wrong.

    ``value`` lacks the rows that had faults (None where nothing could be kept); ``dropped`` holds their ids, so that
    links to them are not reported as dangling a second time.
    """

    value: Any
    faults: tuple[Fault, ...] = ()
    dropped: frozenset[str] = frozenset()


def structure(raw: Any, cls: type, name: str) -> Loaded:
    """Raw YAML content as ``cls``; all faults are collected, nothing is raised."""
    faults: list[Fault] = []
    dropped: set[str] = set()
    whole = raw
    while True:
        try:
            value = converter().structure(raw, cls)
            break
        except (ExceptionGroup, ValueError) as error:  # cattrs raises groups, hooks raise ValueError: each leaf is one fault
            found = list(_leaves(error))
        if raw is whole:
            faults += [Fault(name, place_name(place), what) for place, what in found]
        raw, ids, pruned = _without(raw, [place for place, _ in found])
        dropped |= ids
        if not pruned:
            return Loaded(None, tuple(faults), frozenset(dropped))
    faults += [Fault(name, place_name(place), what) for place, what in inner_faults(value)]
    return Loaded(value, tuple(faults), frozenset(dropped))


def inner_faults(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """What the record classes themselves object to: each may have ``faults()`` that yields (place, what)."""
    if attrs.has(type(value)):
        own = getattr(value, "faults", None)
        if callable(own):
            for inner_place, what in own():
                yield (*place, *inner_place), what
        for field in attrs.fields(type(value)):
            yield from inner_faults(getattr(value, field.name), (*place, field.alias))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from inner_faults(inner, (*place, n))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from inner_faults(inner, (*place, key))


def doubles(rows: Iterable[Any], of: str, field: str = "id") -> Iterator[tuple[Place, str]]:
    """A fault for each row whose id an earlier row of the list ``of`` has."""
    first: dict[str, int] = {}
    for n, row in enumerate(rows):
        key = getattr(row, field)
        if key in first:
            yield (of, n, field), f'"{key}" is the {field} of {of}[{first[key]}] too; an id stands once'
        else:
            first[key] = n


def examine(path: Path, cls: type, name: str | None = None) -> Loaded:
    """A YAML record with everything that is wrong in it."""
    name = name or str(path)
    try:
        raw = read_yaml(path, name)
    except RecordFaults as error:
        return Loaded(None, error.faults)
    return structure(raw, cls, name)


def examine_table(path: Path, row: type, name: str | None = None) -> Loaded:
    """A CSV table as a tuple of ``row`` with everything that is wrong in it; places read ``row 5``."""
    name = name or str(path)
    try:
        raw = read_csv(path, name)
    except RecordFaults as error:
        return Loaded(None, error.faults)
    found = structure(raw, tuple[row, ...], name)
    named = tuple(attrs.evolve(f, place=re.sub(r"^\[(\d+)\]", lambda m: f"row {int(m[1]) + 1}", f.place)) for f in found.faults)
    return attrs.evolve(found, faults=named)


def load(path: Path, cls: type[T], name: str | None = None) -> T:
    """A YAML record, checked.

    Raises:
        RecordFaults: every fault of the file.
    """
    found = examine(path, cls, name)
    if found.faults:
        raise RecordFaults(found.faults)
    return found.value


def load_table(path: Path, row: type[T], name: str | None = None) -> tuple[T, ...]:
    """A CSV table, checked, as a tuple of ``row``.

    Raises:
        RecordFaults: every fault of the table.
    """
    found = examine_table(path, row, name)
    if found.faults:
        raise RecordFaults(found.faults)
    return found.value


def _leaves(error: BaseException, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Each single fault inside a cattrs error: its place, and what is wrong there."""
    from cattrs import AttributeValidationNote, IterableValidationNote
    from cattrs.errors import ForbiddenExtraKeysError

    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            place = (*place, note.name)
        elif isinstance(note, IterableValidationNote):
            place = (*place, note.index)
    if isinstance(error, ExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner, place)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [a.alias for a in attrs.fields(error.cl)]
        for extra in sorted(error.extra_fields):
            yield place, f'"{extra}" is no field of {error.cl.__name__}; known: {", ".join(known)}{nearest(extra, known)}'
    elif isinstance(error, KeyError):
        yield place, f'lacks "{error.args[0]}"'
    else:
        yield place, str(error)


def _without(raw: Any, places: Iterable[Place]) -> tuple[Any, set[str], bool]:
    """``raw`` less the outermost list rows that hold a fault; the ids of those rows; whether anything went."""
    doomed: dict[Place, set[int]] = {}
    for place in places:
        for depth, step in enumerate(place):
            if isinstance(step, int):
                doomed.setdefault(place[:depth], set()).add(step)
                break
    ids: set[str] = set()

    def copy(value: Any, place: Place) -> Any:
        if isinstance(value, dict):
            return {key: copy(inner, (*place, key)) for key, inner in value.items()}
        if isinstance(value, list):
            gone = doomed.get(place, set())
            for n in gone:
                ids.update(_ids(value[n]))
            return [copy(inner, (*place, n)) for n, inner in enumerate(value) if n not in gone]
        return value

    return copy(raw, ()), ids, bool(doomed)


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("id", "key") and isinstance(inner, str):
                yield inner
            else:
                yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)
