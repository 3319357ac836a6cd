"""``opedlab check``: all data, items and lesson frames; every fault, none hidden."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from opedlab.context.sources import citations
from opedlab.course import Course
from opedlab.items.giveaways import giveaways
from opedlab.notebooks.lint import lint_notebooks
from opedlab.records import Fault, Loaded, examine, examine_table, place_name
from opedlab.registry import CONTEXT, OPED, Known, RecordFile, record_files
from opedlab.translation.certainty import faults_of_paraphrase

ALL_BLOCKS = range(1, 43)


def schema_line(path: Path, entry: RecordFile, course: Course) -> str:
    """The first line of a record: it names the schema for people and for editors."""
    schema = os.path.relpath(course.root / "docs" / "schemas" / f"{entry.schema}.schema.json", path.parent)
    return f"# yaml-language-server: $schema={Path(schema).as_posix()}"


def load_all(course: Course) -> dict[str, tuple[RecordFile, Loaded]]:
    """Every record of the course, as far as it can be read, by its name."""
    found = {}
    for path, entry in record_files(course):
        name = course.name_of(path)
        found[name] = entry, (examine_table if entry.is_table else examine)(path, entry.cls, name)
    return found


def check(course: Course) -> list[Fault]:
    """Every fault of the course's data and lessons."""
    loaded = load_all(course)
    all_read = all(one.value is not None and not one.dropped for _, one in loaded.values())
    known, dropped = known_ids(course, {name: one.value for name, (_, one) in loaded.items()}, all_read), _dropped(loaded)
    found: list[Fault] = []
    for name, (entry, one) in loaded.items():
        found += one.faults
        found += _first_line(course.root / name, name, entry, course)
        if one.value is not None:
            found += [Fault(name, place_name(place), what) for place, what in entry.links(one.value, known, dropped)]
    found += _banks({name: one.value for name, (_, one) in loaded.items() if name.startswith("exercises/items/")})
    found += _summaries({name: one.value for name, (_, one) in loaded.items()})
    found += lint_notebooks(course)
    return found


def texts(course: Course) -> dict[str, str]:
    """Every Markdown page that may cite a source, by its name; built pages cite what their sources cite."""
    folders = (course.lessons, course.solutions, course.root / "docs", course.root / "docs" / "instructor", course.root / "docs" / "decisions")
    pages = [page for folder in folders for page in sorted(folder.glob("*.md"))] + [course.root / "README.md"]
    return {course.name_of(page): page.read_text(encoding="utf-8") for page in pages if page.exists()}


def cited_by(course: Course, values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Each cited source key with the files that cite it."""
    return citations({name: value for name, value in values.items() if value is not None}, texts(course))


def known_ids(course: Course, values: Mapping[str, Any], all_read: bool) -> Known:
    """What records may link to. Where a whole record is missing, links to it are not held against the others."""

    def ids(name: str, rows: str, field: str = "id") -> Collection[Any]:
        value = values.get(name)
        return {getattr(row, field) for row in getattr(value, rows)} if value is not None else _Everything()

    listed = values.get("source_texts/sources.yaml")
    types = values.get(f"{CONTEXT}/mqm.yaml")
    return Known(
        blocks=ALL_BLOCKS,
        lessons={path.stem for path in course.lessons.glob("*.md")},
        nodes=ids(f"{OPED}/map.yaml", "nodes"),
        claims=ids(f"{OPED}/claims.yaml", "claims"),
        actors=ids(f"{CONTEXT}/actors.yaml", "actors"),
        sources=ids("source_texts/sources.yaml", "sources", "key"),
        issued={source.key: source.issued for source in listed if source.issued} if listed else {},
        mqm_types={one.id: types.full_name(one.id) for one in types.types} if types else {},
        series=values.get(f"{CONTEXT}/series.yaml"),
        catalogue=values.get(f"{OPED}/caveats.yaml"),
        mqm=types,
        yardsticks=values.get(f"{CONTEXT}/yardsticks.yaml"),
        predictions=values.get(f"{OPED}/predictions.yaml"),
        cited=cited_by(course, values),
        all_read=all_read,
    )


class _Everything(Collection[Any]):
    """Stands in for the ids of a record that could not be read at all: that fault is reported once, at the record."""

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _dropped(loaded: Mapping[str, tuple[RecordFile, Loaded]]) -> frozenset[str]:
    return frozenset(row for _, one in loaded.values() for row in one.dropped)


def _first_line(path: Path, name: str, entry: RecordFile, course: Course) -> Iterator[Fault]:
    if entry.schema and path.exists():
        first = path.read_bytes().split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")
        wanted = schema_line(path, entry, course)
        if first != wanted:
            yield Fault(name, "line 1", f'does not name its schema; it should read "{wanted}"')


def _banks(banks: Mapping[str, Any]) -> Iterator[Fault]:
    """A bank is named after its lesson, and no two items of the course share an id."""
    first: dict[str, str] = {}
    choices: list[Any] = []
    for name, bank in banks.items():
        if bank is None:
            continue
        choices += [item for item in bank if item.kind == "choice"]
        if bank.lesson != Path(name).stem:
            yield Fault(name, "lesson", f'is "{bank.lesson}"; a bank is named after its lesson, so "{Path(name).stem}" is expected')
        for n, item in enumerate(bank.items):
            if item.id in first and first[item.id] != name:
                yield Fault(name, f"items[{n}].id", f'"{item.id}" is taken by {first[item.id]}; an id stands once in the course')
            first.setdefault(item.id, name)
    for what in giveaways(choices):
        yield Fault("exercises/items", "all choice items", f"{what}; a test-wise student need not read")


def _summaries(values: Mapping[str, Any]) -> Iterator[Fault]:
    """No summary, and no card of hers in the map, is surer than the block it stands for."""
    ladder, page, argument_map = (values.get(f"{OPED}/{name}.yaml") for name in ("certainty", "blocks", "map"))
    if ladder is not None and page is not None:
        for n, block in enumerate(page):
            for what in faults_of_paraphrase(ladder, block.summary, block.block):
                yield Fault(f"{OPED}/blocks.yaml", f"blocks[{n}].summary", what)
    if ladder is not None and argument_map is not None:
        for n, node in enumerate(argument_map.nodes):
            if node.put_in_by in ("author", "paratext") and node.blocks:
                for what in faults_of_paraphrase(ladder, node.text, node.blocks, node.id):
                    yield Fault(f"{OPED}/map.yaml", f"nodes[{n}].text ({node.id})", what)
