"""Links out of the records of this room: source keys, actor ids, block numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from opedlab.records import Place, unknown


def fields_named(value: Any, name: str, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every field of that name in a record, however deep, with its place."""
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            if field.name == name:
                yield (*place, field.alias), inner
            else:
                yield from fields_named(inner, name, (*place, field.alias))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from fields_named(inner, name, (*place, n))


def cited(record: Any) -> frozenset[str]:
    """All source keys that a record of this room cites."""
    return frozenset(key for _, keys in fields_named(record, "sources") for key in keys)


def link_faults(
    record: Any, *, sources: Collection[str], actors: Collection[str], blocks: Collection[int], dropped: Collection[str] = ()
) -> Iterator[tuple[Place, str]]:
    """Source keys, actor ids and block numbers of one record that nothing answers to."""
    for place, keys in fields_named(record, "sources"):
        for _, what in unknown(keys, sources, "key of source_texts/sources.yaml", dropped):
            yield place, what
    for place, actor in fields_named(record, "actor"):
        for _, what in unknown([actor] if actor else [], actors, "id of actors.yaml", dropped):
            yield place, what
    for place, numbers in fields_named(record, "blocks"):
        for number in numbers:
            if number not in blocks:
                yield place, f"{number} is no block of the page"
