"""Marks as a table in the column convention of the WMT-MQM data, which the viewer Marot reads.

Ten columns, one line per mark: system, doc, docSegId, globalSegId, rater, source, target, category, severity, metadata
(a JSON object). A segment without a mark has one line with ``no-error``. The marked words stand between ``<v>`` and
``</v>``. The source is empty and the metadata say so: ``source_not_seen``. WMT has no level *critical*; it is written as
it was given. Convention: README of Marot, github.com/google-research/google-research, folder marot, as read on 30 November 2026.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from opedlab.interchange.reviews import Review
from opedlab.items.annotation import Mark
from opedlab.items.segments import GAP, Segment

COLUMNS = ("system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata")
SYSTEM = "machine translation of the page"
NO_ERROR = "no-error"


def tsv(reviews: Iterable[Review]) -> str:
    """The table with tabs between cells and nothing quoted, as the viewer splits it."""
    return "".join("\t".join(row) + "\n" for row in [COLUMNS, *rows(reviews)])


def comma_separated(reviews: Iterable[Review]) -> str:
    """The same table for a spreadsheet: commas, quoted cells, and a mark of the encoding for those that ask for one."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *([_defused(cell) for cell in row] for row in rows(reviews))])
    return "\ufeff" + out.getvalue()


def rows(reviews: Iterable[Review]) -> Iterator[tuple[str, ...]]:
    """One row per mark, one per segment without any."""
    number = 0
    for review in reviews:
        for position, (segment, marks) in enumerate(review.segments, 1):
            number += 1
            place = (SYSTEM, f"{review.item.id}:English-German", str(position), str(number), review.who, "")
            if not marks:
                yield tuple(map(_cell, (*place, marked(segment), NO_ERROR, NO_ERROR, _json(_common(review, segment)))))
            for mark in marks:
                yield tuple(map(_cell, (*place, marked(segment, mark), _category(review, mark), mark.severity, _json(_about(review, segment, mark)))))


def marked(segment: Segment, mark: Mark | None = None) -> str:
    """The segment's words with its gaps; those of the mark between ``<v>`` and ``</v>``."""
    words = list(segment.words)
    for n in range(1, len(words)):
        if segment.positions[n] - segment.positions[n - 1] > 1:
            words[n] = f"{GAP} {words[n]}"
    if mark is not None:
        lead, opened = words[mark.start].rpartition(" ")[::2]
        words[mark.start] = f"{lead} <v>{opened}".strip()
        words[mark.end - 1] += "</v>"
    return " ".join(words)


def _category(review: Review, mark: Mark) -> str:
    """The type as WMT writes it: ``Accuracy/Mistranslation``."""
    return review.item.type_name(mark.type).replace(" / ", "/")


def _common(review: Review, segment: Segment) -> dict[str, Any]:
    return _when(review.at) | {"source_not_seen": True, "segment": {"target_tokens": list(segment.words), "block": segment.block}}


def _when(at: str) -> dict[str, int]:
    """The moment in milliseconds since 1970; nothing where a restored file has no readable one."""
    try:
        return {"timestamp": int(datetime.datetime.fromisoformat(at).timestamp() * 1000)}
    except (ValueError, OverflowError, OSError):
        return {}


def _about(review: Review, segment: Segment, mark: Mark) -> dict[str, Any]:
    spans = {"target_spans": [[mark.start, mark.end - 1]], "marked_text": segment.quoted(mark.start, mark.end), "mqm_core_id": mark.type}
    return _common(review, segment) | spans


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _cell(text: str) -> str:
    """A cell on one line, without the character that parts cells."""
    return " ".join(text.split()) if any(mark in text for mark in "\t\r\n\x0b\x0c\x85\u2028\u2029") else text


def _defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
