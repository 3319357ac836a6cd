"""Which record files the course has, what describes each, and what each may link to.

An author adds rows to a file; an engineer who adds a file adds a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from opedlab import advice
from opedlab.advice import title_words
from opedlab.argument import model
from opedlab.context import annotators, claims, estimates, memos, predictions, sources, timeline, world
from opedlab.course import Course
from opedlab.items import annotation, bank, forecast, slider
from opedlab.records import Place
from opedlab.seminar import tracks
from opedlab.text import blocks, record, sketch
from opedlab.translation import caveat_links, caveats, certainty, mqm, post_editing, standards, yardsticks


@frozen
class Known:
    """The ids that records may link to."""

    blocks: Collection[int]
    lessons: Collection[str]
    nodes: Collection[str]
    claims: Collection[str]
    actors: Collection[str]
    sources: Collection[str]
    issued: Mapping[str, str]
    mqm_types: Mapping[str, str]
    series: Any
    catalogue: Any
    mqm: Any
    yardsticks: Any
    predictions: Any
    cited: Mapping[str, Collection[str]]
    all_read: bool


Links = Callable[[Any, Known, Collection[str]], Iterator[tuple[Place, str]]]


def _no_links(value: Any, known: Known, dropped: Collection[str]) -> Iterator[tuple[Place, str]]:
    return iter(())


@frozen
class RecordFile:
    """A record: its place from the course folder (a glob where there are several), its class, its schema's name.

    ``cls`` is the class of the whole file, for a CSV table the class of a row. ``links`` yields links that lead nowhere.
    """

    place: str
    cls: type
    schema: str | None = None
    links: Links = field(default=_no_links)

    @property
    def is_table(self) -> bool:
        return self.place.endswith(".csv")


def _world(value: Any, known: Known, dropped: Collection[str]) -> Iterator[tuple[Place, str]]:
    return world.link_faults(value, sources=known.sources, actors=known.actors, blocks=known.blocks, dropped=dropped)


def _bank(value: bank.Bank, known: Known, dropped: Collection[str]) -> Iterator[tuple[Place, str]]:
    """Items that repeat something of a record (a caveat's place, a published range, a horizon) must not drift from it."""
    checks: dict[str, Callable[[Any], Iterator[tuple[Place, str]]]] = {"extended-text": lambda item: advice.faults(item.checks)}
    if known.catalogue and known.mqm:
        checks["annotation"] = lambda item: annotation.link_faults(item, catalogue=known.catalogue, mqm=known.mqm)
    if known.yardsticks:
        checks["slider"] = lambda item: slider.link_faults(item, known.yardsticks)
    if known.predictions:
        checks["forecast"] = lambda item: forecast.link_faults(item, known.predictions)
    for n, item in enumerate(value.items):
        for place, what in checks.get(item.kind, lambda _: iter(()))(item):
            yield ("items", n, *place), what


OPED = "source_texts/schake-2024"
CONTEXT = "source_texts/context"

RECORDS: tuple[RecordFile, ...] = (
    RecordFile(f"{OPED}/record.yaml", record.Record, record.SCHEMA),
    RecordFile(f"{OPED}/blocks.yaml", blocks.Blocks, blocks.SCHEMA, lambda v, k, d: blocks.link_faults(v, nodes=k.nodes, dropped=d)),
    RecordFile(f"{OPED}/map.yaml", model.ArgumentMap, model.SCHEMA, lambda v, k, d: model.link_faults(v, blocks=k.blocks, sources=k.sources, dropped=d)),
    RecordFile(
        f"{OPED}/claims.yaml",
        claims.Claims,
        claims.SCHEMA,
        lambda v, k, d: claims.link_faults(v, blocks=k.blocks, nodes=k.nodes, sources=k.sources, issued=k.issued, dropped=d),
    ),
    RecordFile(
        f"{OPED}/predictions.yaml",
        predictions.Predictions,
        predictions.SCHEMA,
        lambda v, k, d: predictions.link_faults(v, blocks=k.blocks, nodes=k.nodes, sources=k.sources, dropped=d),
    ),
    RecordFile(
        f"{OPED}/certainty.yaml",
        certainty.Certainty,
        certainty.SCHEMA,
        lambda v, k, d: certainty.link_faults(v, blocks=k.blocks, nodes=k.nodes, sources=k.sources, dropped=d),
    ),
    RecordFile(
        f"{OPED}/caveats.yaml",
        caveats.Caveats,
        caveats.SCHEMA,
        lambda v, k, d: caveat_links.link_faults(v, blocks=k.blocks, nodes=k.nodes, claims=k.claims, mqm_types=k.mqm_types, sources=k.sources, dropped=d),
    ),
    RecordFile(f"{OPED}/sketch.json", sketch.Sketch),
    RecordFile(f"{OPED}/title_words.yaml", title_words.TitleWords, title_words.SCHEMA),
    *(RecordFile(f"{CONTEXT}/{name}", cls, world.SCHEMAS[name], _world) for name, cls in world.RECORDS.items()),
    RecordFile(f"{CONTEXT}/mqm.yaml", mqm.Mqm, mqm.SCHEMA, lambda v, k, d: mqm.link_faults(v, sources=k.sources, dropped=d)),
    RecordFile(f"{CONTEXT}/yardsticks.yaml", yardsticks.Yardsticks, yardsticks.SCHEMA, lambda v, k, d: yardsticks.link_faults(v, sources=k.sources, dropped=d)),
    RecordFile(f"{CONTEXT}/memos.yaml", memos.Memos, memos.SCHEMA, lambda v, k, d: memos.link_faults(v, sources=k.sources, dropped=d)),
    RecordFile(f"{CONTEXT}/standards.yaml", standards.Standards, standards.SCHEMA, lambda v, k, d: standards.link_faults(v, sources=k.sources, dropped=d)),
    RecordFile(f"{CONTEXT}/annotators.yaml", annotators.Annotators, annotators.SCHEMA, lambda v, k, d: annotators.link_faults(v, catalogue=k.catalogue)),
    RecordFile(f"{CONTEXT}/timeline.csv", timeline.Event, None, lambda v, k, d: timeline.link_faults(v, sources=k.sources, actors=k.actors, dropped=d)),
    RecordFile(
        f"{CONTEXT}/post_editing.yaml",
        post_editing.PostEditing,
        post_editing.SCHEMA,
        lambda v, k, d: post_editing.link_faults(v, sources=k.sources, dropped=d),
    ),
    RecordFile(
        f"{CONTEXT}/estimates.csv",
        estimates.Estimate,
        None,
        lambda v, k, d: estimates.link_faults(v, k.series, sources=k.sources, dropped=d) if k.series else iter(()),
    ),
    RecordFile(
        "source_texts/sources.yaml",
        sources.Sources,
        sources.SCHEMA,
        lambda v, k, d: sources.link_faults(v, cited=k.cited, dropped=d, all_read=k.all_read),
    ),
    RecordFile("exercises/items/*.yaml", bank.Bank, bank.SCHEMA, _bank),
    RecordFile("lessons/tracks.yaml", tracks.Tracks, tracks.SCHEMA, lambda v, k, d: tracks.link_faults(v, lessons=k.lessons, sources=k.sources, dropped=d)),
)

SCHEMAS: dict[str, type] = {entry.schema: entry.cls for entry in RECORDS if entry.schema}


def record_files(course: Course) -> Iterator[tuple[Path, RecordFile]]:
    """Every record file of the course with its entry; a file that must be there and is not is yielded all the same."""
    for entry in RECORDS:
        if "*" in entry.place:
            for path in sorted(course.root.glob(entry.place)):
                yield path, entry
        else:
            yield course.root / entry.place, entry
