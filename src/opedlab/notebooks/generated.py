"""Files that are generated from records: schemas for editors, and the list of sources in its three forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from opedlab.check import cited_by, load_all
from opedlab.context import sources_export
from opedlab.course import Course
from opedlab.records import RecordFaults
from opedlab.registry import SCHEMAS
from opedlab.schemas import json_schema


def generated_files(course: Course) -> Iterator[tuple[Path, str]]:
    """Path and content of every generated file that is no notebook.

    Raises:
        RecordFaults: sources.yaml is broken.
    """
    for name, cls in SCHEMAS.items():
        yield course.root / "docs" / "schemas" / f"{name}.schema.json", json_schema(name, cls)
    loaded = load_all(course)
    _, listed = loaded["source_texts/sources.yaml"]
    if listed.faults:
        raise RecordFaults(listed.faults)
    cited = cited_by(course, {name: one.value for name, (_, one) in loaded.items()})
    yield course.source_texts / "sources.md", sources_export.markdown(listed.value, cited)
    yield course.source_texts / "sources.csl.json", sources_export.csl_json(listed.value)
    yield course.source_texts / "sources.bib", sources_export.bibtex(listed.value)
