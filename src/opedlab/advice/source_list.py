"""``source_list``: a list of sources that the text leads to, and that leads back to it.

A sentence leads to an entry if it has the entry's name (what stands before its first comma or bracket), its number in brackets, its
key or its address. Three things are found: a figure whose owner is not in the list, an entry that nothing leads to, and, where
grades are asked for, an entry without one.

It cannot see whether the source says what it is cited for, whether the grade is a fair one, or whether the entry could be found
by its words. A figure that names nobody is the business of ``figures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from opedlab.advice.figures import figure_in, passed_over_up_to
from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import sentences
from opedlab.advice.structure import place_of
from opedlab.advice.voices import first_person, links, reports
from opedlab.records import Text

_BULLET = re.compile(r"^[ \t>]*(?:[-*+•][ \t]+)?")
_NUMBERED = re.compile(r"^(?:\[(\d{1,2})\]|(\d{1,2})[.)])[ \t]+")
_KEY = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)+)\]")
_ADDRESS = re.compile(r"https?://[^\s)\]]+|[\w./-]*sources\.md#[\w-]+")
_GRADE = re.compile(r"(?<![\w.])(?:[Gg]rade |[Gg]üte |[Nn]ote )?[(\[]?[ABC][)\]]?(?![\w.’'])")
_TITLE = re.compile(r"^(?:The|Die|Der|Das) ")


@frozen
class SourceList:
    """``part`` is the heading of the list; with ``grades`` each entry needs an A, B or C."""

    part: Text = "Sources"
    grades: bool = False


@frozen
class Entry:
    """One line of the list with what a sentence may lead to it by."""

    text: str
    start: int
    end: int
    marks: tuple[str, ...]

    def met_in(self, text: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", text) if mark[:1].isalnum() else mark in text for mark in self.marks)


def find(text: str, asked: SourceList, records: Records) -> Iterator[Finding]:
    """Findings on the whole, on figures and on entries."""
    place = place_of(text, asked.part)
    entries = _entries(text, place[1]) if place else ()
    body = text[: place[0]] if place else text
    if not entries:
        if any(figure_in(sentence, passed_over_up_to(body)) for sentence in sentences(body)):
            yield Finding(
                "source_list", 0, 0, f"There are figures, and no list of sources under “{asked.part}”.", "Whoever wants to look one up does not know where.",
                f"End on a line “{asked.part}:”, and under it one line for each source: who, and when.",
            )  # fmt: skip
        return
    yield from _loose_figures(body, entries)
    yield from _entries_alone(body, entries, asked.grades)


def _loose_figures(body: str, entries: Sequence[Entry]) -> Iterator[Finding]:
    small = passed_over_up_to(body)
    for sentence in sentences(body):
        number = figure_in(sentence, small)
        if (
            number is None
            or first_person(sentence.text)
            or not (reports(sentence.text) or links(sentence.text))
            or any(entry.met_in(sentence.text) for entry in entries)
        ):
            continue
        start, end = sentence.start + number.start(), sentence.start + number.end()
        yield Finding(
            "source_list", start, end, f"The sentence with “{number[0].strip()}” has an owner, and leads to no entry of the list.",
            "Who said it and where it can be read are two things.", "Put into brackets who published it and when, and the same name into the list.",
        )  # fmt: skip


def _entries_alone(body: str, entries: Sequence[Entry], grades: bool) -> Iterator[Finding]:
    for entry in entries:
        if not entry.met_in(body):
            yield Finding(
                "source_list", entry.start, entry.end, "Nothing in the text leads to this entry.", "A list that is longer than its use lends weight that it does not have.",
                "Name it where you lean on it, or strike it.",
            )  # fmt: skip
        elif grades and not _GRADE.search(_ADDRESS.sub(" ", entry.text)):
            yield Finding(
                "source_list", entry.start, entry.end, "This entry has no grade.", "A reader cannot see which of your sources you would rely on.",
                "Add A (the one who knows, in the original), B (a reputable relay) or C (unknown or a copy).",
            )  # fmt: skip


def _entries(text: str, start: int) -> tuple[Entry, ...]:
    """The lines below the heading, up to the next heading; several on one line are parted by semicolons or middle dots."""
    stop = re.search(r"\n[ \t]*#", text[start:])
    found, at = [], start
    for part in re.split(r"(\n|;[ \t]| · )", text[start : start + stop.start() if stop else len(text)]):
        lead = re.match(r"[\s:.*_–-]*", part)
        here = part[lead.end() if lead else 0 :].rstrip()
        if re.search(r"[^\W\d_]", here):
            first = at + part.index(here)
            found.append(Entry(here, first, first + len(here), _marks(here)))
        at += len(part)
    return tuple(found)


def _marks(entry: str) -> tuple[str, ...]:
    """What leads to an entry: its number, keys, addresses, and its name with and without an article."""
    rest = _BULLET.sub("", entry)
    marks = [*(f"[{key}]" for key in _KEY.findall(rest)), *_ADDRESS.findall(rest)]
    if numbered := _NUMBERED.match(rest):
        marks += [f"[{numbered[1] or numbered[2]}]", f"({numbered[1] or numbered[2]})"]
        rest = rest[numbered.end() :]
    name = re.split(r"[,:(\[]|\s[–-]\s|\s\d|https?:", re.sub(r"^\[([^\]]+)\]\(", r"\1(", rest), maxsplit=1)[0].strip(' *_“”".')
    if len(name) > 1:
        marks += [name, _TITLE.sub("", name)]
    return tuple(dict.fromkeys(mark for mark in marks if len(mark) > 1))


CHECK = Check("source_list", "a figure that leads to no entry of your list of sources, and an entry that nothing leads to", SourceList, find)
