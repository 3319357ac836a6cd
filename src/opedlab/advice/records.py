"""The records that checks ask for, read from a course when they are first asked for."""

from __future__ import annotations

from typing import Any

from opedlab.advice.model import Records
from opedlab.advice.title_words import TitleWords
from opedlab.context.sources import Sources
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.text.blocks import Blocks
from opedlab.text.sketch import Sketch
from opedlab.translation.certainty import Certainty
from opedlab.translation.yardsticks import Yardsticks

KNOWN: dict[str, tuple[str, type]] = {
    "blocks": ("schake-2024/blocks.yaml", Blocks),
    "certainty": ("schake-2024/certainty.yaml", Certainty),
    "sketch": ("schake-2024/sketch.json", Sketch),
    "sources": ("sources.yaml", Sources),
    "title_words": ("schake-2024/title_words.yaml", TitleWords),
    "yardsticks": ("context/yardsticks.yaml", Yardsticks),
}
"""Name of a record, its place in ``source_texts``, its class."""


def reader(course: Course) -> Records:
    """The records of a course by name, each read once.

    Raises (when called):
        RecordFaults: a record is broken.
        KeyError: no check may ask for a record of that name.
    """
    read: dict[str, Any] = {}

    def record(name: str) -> Any:
        if name not in read:
            place, cls = KNOWN[name]
            path = course.source_texts / place
            read[name] = compiled(path, cls, course.compiled, course.name_of(path))
        return read[name]

    return record
