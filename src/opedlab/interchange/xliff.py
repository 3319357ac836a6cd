"""Reviews as XLIFF 2.1: one file per exercise, one unit per segment, the marks as annotations that point to notes.

The source of each segment is empty, for it was not seen. A mark is ``<mrk type="comment" ref="#n=…">`` around its words,
and the note says type, MQM-Core id and severity. XLIFF 2.1 keeps the core namespace of 2.0 (OASIS Standard, 13 February 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from opedlab.interchange.reviews import Review
from opedlab.items.annotation import Mark
from opedlab.items.segments import GAP, Segment

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
VERSION = "2.1"


def xliff(reviews: Iterable[Review]) -> str:
    """The document, with its declaration."""
    root = Element("xliff", {"xmlns": NAMESPACE, "version": VERSION, "srcLang": "en", "trgLang": "de"})
    targets = [found for number, review in enumerate(reviews, 1) for found in _file(root, review, number)]
    indent(root)
    for target, segment, marks in targets:  # only now: inside a target every space counts
        _fill(target, segment, marks)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _file(root: Element, review: Review, number: int) -> Iterator[tuple[Element, Segment, tuple[Mark, ...]]]:
    """One exercise; yields its targets, still empty, each with what belongs into it."""
    file = SubElement(root, "file", {"id": f"f{number}", "original": f"{review.lesson}/{review.item.id}"})
    about = f"Target-side review by {review.who or 'a student'}, {review.at[:10]}: the source was not seen."
    SubElement(SubElement(file, "notes"), "note", {"category": "review"}).text = clean(about)
    for segment, marks in review.segments:
        unit = SubElement(file, "unit", {"id": segment.id, "name": f"block {segment.block}"})
        notes = SubElement(unit, "notes")
        SubElement(notes, "note", {"id": "context", "category": "context"}).text = clean(segment.context)
        for n, mark in enumerate(marks, 1):
            said = f"{review.item.type_name(mark.type)} ({mark.type}), {mark.severity}"
            SubElement(notes, "note", {"id": f"n{n}", "category": "MQM", "appliesTo": "target"}).text = clean(said)
        part = SubElement(unit, "segment", {"id": "s1", "state": "reviewed"})
        SubElement(part, "source")
        if segment.de:
            yield SubElement(part, "target"), segment, marks


def _fill(target: Element, segment: Segment, marks: Iterable[Mark]) -> None:
    """The quoted words with their gaps, each mark around its own."""
    starts = {mark.start: (n, mark) for n, mark in enumerate(marks, 1)}
    at, last = 0, None
    while at < len(segment.words):
        lead = "" if at == 0 else f" {GAP} " if segment.positions[at] - segment.positions[at - 1] > 1 else " "
        if at in starts:
            n, mark = starts[at]
            _append(target, last, lead)
            last = SubElement(target, "mrk", {"id": f"m{n}", "type": "comment", "ref": f"#n=n{n}"})
            last.text = clean(segment.quoted(mark.start, mark.end))
            at = mark.end
        else:
            _append(target, last, lead + segment.words[at])
            at += 1


def _append(target: Element, last: Element | None, text: str) -> None:
    if last is None:
        target.text = (target.text or "") + clean(text)
    else:
        last.tail = (last.tail or "") + clean(text)


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
