"""Tracks: ways through the course as data, and the course plan of each as a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from attrs import frozen

from opedlab.items.bank import Bank
from opedlab.records import Place, Slug, SourceKey, Text, between, by_id, doubles, nearest, unknown

SCHEMA = "tracks"

Memo = Literal["long", "short", "none"]
Minutes = Annotated[float, between(1, 600, "minutes")]
CAPSTONE = "15-write-the-memo"


@frozen
class Visit:
    """A lesson as a track uses it. ``minutes`` is self-study, where the track takes less than the lesson's own estimate."""

    lesson: Slug
    how: Text = "whole"
    minutes: Minutes | None = None


@frozen
class Step:
    """One part of a meeting that is planned to the minute."""

    minutes: Minutes
    what: Text
    page: str | None = None
    """A page of the course for it, from the course folder."""
    sources: tuple[SourceKey, ...] = ()


@frozen
class Meeting:
    """One meeting of a class: what is read before it, and how long it takes. With ``steps`` it needs no instructor page beside it."""

    title: Text
    minutes: Minutes
    lessons: tuple[Visit, ...] = ()
    steps: tuple[Step, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        spent = sum(step.minutes for step in self.steps)
        if self.steps and spent != self.minutes:
            yield ("steps",), f"take {spent:g} minutes together; the meeting has {self.minutes:g}"
        if not self.steps and not self.lessons:
            yield ("lessons",), "is empty, and there are no steps; say what happens in this meeting"


@frozen
class Track:
    """One way through the course."""

    id: Slug
    title: Text
    whom: Text
    about: Text
    meetings: tuple[Meeting, ...]
    memo: Memo = "long"
    notes: tuple[Text, ...] = ()

    @property
    def visits(self) -> tuple[Visit, ...]:
        return tuple(visit for meeting in self.meetings for visit in meeting.lessons)

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons of this track, each once, in the order in which they are visited."""
        return tuple(dict.fromkeys(visit.lesson for visit in self.visits))

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (self.memo == "none") == (CAPSTONE in self.lessons):
            yield ("memo",), f'is "{self.memo}"; a track with {CAPSTONE} has a long or a short memo, and one without it has none'


@frozen
class Tracks:
    """All tracks, the shortest first."""

    tracks: tuple[Track, ...]

    def __iter__(self) -> Iterator[Track]:
        return iter(self.tracks)

    def __getitem__(self, track_id: str) -> Track:
        """The track of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.tracks, track_id, "track")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.tracks, "tracks")


def link_faults(tracks: Tracks, *, lessons: Collection[str], sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Lessons and source keys that nothing answers to."""
    for t, track in enumerate(tracks):
        for m, meeting in enumerate(track.meetings):
            for n, step in enumerate(meeting.steps):
                for _, what in unknown(step.sources, sources, "key of source_texts/sources.yaml", dropped):
                    yield ("tracks", t, "meetings", m, "steps", n, "sources"), what
            for n, visit in enumerate(meeting.lessons):
                if visit.lesson not in lessons:
                    where = ("tracks", t, "meetings", m, "lessons", n, "lesson")
                    yield where, f'"{visit.lesson}" is no lesson of the course{nearest(visit.lesson, list(lessons))}'


def skipped(track: Track, banks: Mapping[str, Bank]) -> tuple[str, ...]:
    """The lessons with a product that this track does not visit: what they would have given it gets ready-made."""
    return tuple(slug for slug, bank in banks.items() if slug not in track.lessons and slug != CAPSTONE and any(item.product for item in bank))
