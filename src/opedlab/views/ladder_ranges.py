"""Ranges for certainty words and places: what a board of them holds, what comes in from page and log, and what a class makes of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from attrs import frozen

from opedlab.answers.events import Event
from opedlab.answers.first_try import first_tries
from opedlab.answers.log import fold
from opedlab.translation.certainty import Certainty, Ladder

BOARD = "ladder"
"""Under this name the ranges of a lesson are kept in the log, as a draft: they are opinions and are never marked."""
WORDS = "words"
"""The group of single words; every other group is a ladder of the record and has its id."""

Range = tuple[float, float]


class NotRanges(ValueError):
    """What came from the page is no set of ranges of this board; the message says what is wrong."""


class NoSuchGroup(ValueError):
    """A board was asked to open with a group that it does not have; the message lists all."""


@frozen
class Groups:
    """What is rated together: the single words, then the places of each claim."""

    members: Mapping[str, tuple[str, ...]]

    def __getitem__(self, group: str) -> tuple[str, ...]:
        """The ids of a group's places.

        Raises:
            NoSuchGroup: there is none of that name.
        """
        if group not in self.members:
            raise NoSuchGroup(f'"{str(group)[:20]}" is no part of this board; there are {", ".join(self.members)}')
        return self.members[group]

    @property
    def places(self) -> frozenset[str]:
        """The id of everything that can have a range."""
        return frozenset(place for members in self.members.values() for place in members)


def groups_of(certainty: Certainty) -> Groups:
    """The groups of the record: words that are to be rated, then its ladders."""
    words = {WORDS: tuple(word.id for word in certainty.words if word.rate)}
    return Groups(words | {ladder.id: ladder.steps for ladder in certainty.ladders})


def read_ranges(places: frozenset[str], raw: object) -> dict[str, Range]:
    """Ranges in per cent by place, as they come from the page or the log.

    Raises:
        NotRanges: an unknown place, an end that is no number from 0 to 100, or ends in the wrong order.
    """
    if not isinstance(raw, Mapping):
        raise NotRanges("ranges are a mapping from places to two numbers")
    found: dict[str, Range] = {}
    for key, ends in raw.items():
        if key not in places:
            raise NotRanges(f'"{str(key)[:20]}" is no place of this board')
        if not (isinstance(ends, Sequence) and len(ends) == 2 and all(_percent(end) for end in ends)):
            raise NotRanges("a range is two numbers from 0 to 100")
        if ends[0] > ends[1]:
            raise NotRanges("a range runs from the lower to the higher number")
        found[key] = (float(ends[0]), float(ends[1]))
    return found


def _percent(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100


def kept(places: frozenset[str], draft: str | None) -> dict[str, Range]:
    """The ranges of an earlier day; a draft that is none of this board counts as nothing kept."""
    try:
        return read_ranges(places, json.loads(draft or "{}"))
    except (ValueError, RecursionError):
        return {}


def of_class(certainty: Certainty, students: Mapping[str, Sequence[Event]], lesson: str) -> dict[str, list[Range]]:
    """The ranges of a class by place, without names: each student's last on the board, else the first on the word's slider.

    Whoever gave none, or a damaged one, is left out.
    """
    places = groups_of(certainty).places
    found: dict[str, list[Range]] = {}
    for events in students.values():
        history = fold(events).get((lesson, BOARD))
        own = _on_sliders(certainty, events, lesson) | kept(places, history.draft if history else None)
        for place, ends in own.items():
            found.setdefault(place, []).append(ends)
    return {place: sorted(ranges) for place, ranges in found.items()}


def _on_sliders(certainty: Certainty, events: Sequence[Event], lesson: str) -> dict[str, Range]:
    """What one student answered to the sliders that ask for a word's range."""
    tries = first_tries(events)
    found: dict[str, Range] = {}
    for word in certainty.words:
        given = tries[lesson, word.slider].response if word.slider and (lesson, word.slider) in tries else None
        ends = [given.get("low"), given.get("high")] if isinstance(given, Mapping) else given
        try:
            found |= read_ranges(frozenset({word.id}), {word.id: ends})
        except NotRanges:
            continue
    return found


def findings(ladders: Sequence[Ladder], ranges: Mapping[str, Range]) -> dict[str, str]:
    """The course's finding on each ladder all of whose places have a range."""
    return {ladder.id: ladder.finding for ladder in ladders if all(step in ranges for step in ladder.steps)}
