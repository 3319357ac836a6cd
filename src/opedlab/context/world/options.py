"""What could be done: options that were on the table by a day, with what each would need, cost and signal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import BlockNumber, Day, Place, Slug, SourceKey, Text, doubles

SCHEMA = "options"

Way = Literal["denial", "punishment", "denial and punishment", "neither"]
"""How it would work on the other side (Snyder 1961): the gain is denied, or a price is put on it."""

Signal = Literal["sinks a cost", "ties hands", "cheap", "none"]
"""What makes it believed (Fearon 1997): a cost is paid beforehand, falls due on backing down, or neither."""


@frozen
class Option:
    """One option. ``public`` says who had proposed or done it by the day, ``predictions`` which rows of the ledger say what came of it."""

    id: Slug
    title: Text
    step: Text
    who_acts: Text
    aim: Text
    by: Way
    mechanism: Text
    cost: Text
    risk: Text
    signal: Signal
    works_if: Text
    fails_if: Text
    public: Text
    sources: tuple[SourceKey, ...]
    blocks: tuple[BlockNumber, ...] = ()
    predictions: tuple[str, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.sources:
            yield ("sources",), "is empty; an option that nobody had put forward in public does not belong here"


@frozen
class Options:
    """Content of ``options.yaml``; no source of it is later than ``asked_on``."""

    asked_on: Day
    options: tuple[Option, ...]

    def __iter__(self) -> Iterator[Option]:
        return iter(self.options)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.options, "options")
