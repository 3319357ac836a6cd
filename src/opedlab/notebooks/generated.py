"""Files that are generated from records: schemas for editors, the list of sources in its three forms, debate cards, course plans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from opedlab.check import cited_by, load_all
from opedlab.context import sources_export
from opedlab.context.sources import Sources
from opedlab.context.world.concepts import Concepts
from opedlab.context.world.debate_cards import DebateCards
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.notebooks.clock import clock, named
from opedlab.records import RecordFaults, load
from opedlab.registry import SCHEMAS
from opedlab.schemas import json_schema
from opedlab.seminar.plan import plan
from opedlab.seminar.tracks import Tracks
from opedlab.views.board import source_name
from opedlab.views.tables.base import names_of
from opedlab.views.tables.debate_page import debate_page


def generated_files(course: Course) -> Iterator[tuple[Path, str]]:
    """Path and content of every generated file that is no notebook.

    Raises:
        RecordFaults: sources.yaml, or the record of the debate cards, is broken.
    """
    for name, cls in SCHEMAS.items():
        yield course.root / "docs" / "schemas" / f"{name}.schema.json", json_schema(name, cls)
    yield course.root / "docs" / "instructor" / "debate-cards.md", _debate_cards(course)
    loaded = load_all(course)
    _, listed = loaded["source_texts/sources.yaml"]
    if listed.faults:
        raise RecordFaults(listed.faults)
    cited = cited_by(course, {name: one.value for name, (_, one) in loaded.items()})
    yield course.source_texts / "sources.md", sources_export.markdown(listed.value, cited)
    yield course.source_texts / "sources.csl.json", sources_export.csl_json(listed.value)
    yield course.source_texts / "sources.bib", sources_export.bibtex(listed.value)
    yield from _plans(course, listed.value, [one.value for _, one in loaded.values() if isinstance(one.value, Bank)])


def _debate_cards(course: Course) -> str:
    cards = load(course.context / "debate_cards.yaml", DebateCards)
    return debate_page(cards, load(course.context / "concepts.yaml", Concepts), lambda keys: names_of(course, keys))


def _plans(course: Course, sources: Sources, banks: list[Bank]) -> Iterator[tuple[Path, str]]:
    minutes = {slug: clock(course, slug).minutes for slug in named(course, ())}
    names = {source.key: source_name(source) for source in sources}
    for track in load(course.lessons / "tracks.yaml", Tracks):
        yield course.root / "docs" / "plans" / f"{track.id}.md", plan(track, minutes, {bank.lesson: bank for bank in banks if bank.lesson in minutes}, names)
