"""Tables on the rival readings: who read the troops as what, what each would count as evidence, and the debate cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import get_args

from opedlab.context.world.concepts import Concepts
from opedlab.context.world.debate_cards import DebateCard, DebateCards, Separator, Side
from opedlab.context.world.rival_readings import Country, Lean, Observable, Reading, RivalReadings
from opedlab.views.figures.base import Table, counted
from opedlab.views.markup import Shown, notice
from opedlab.views.tables.base import tabled

Names = Callable[[Iterable[str]], Mapping[str, str]]
SIDES: tuple[str, ...] = get_args(Side)
READINGS_HEAD = ("who, where, when", "reads the troops as", "thesis, in our words", "points to", "would support it (ours)", "would weaken it (ours)")
GRID_HEAD = ("seen", *(f"{side} says" for side in SIDES), "was to be expected by")
UNSEEN, UNSET = "nothing in the part that was read", "not set"
NO_SAMPLE = "These are the readings that were found and could be cited, not a sample: how many lean one way says nothing about who is right."


def readings(found: RivalReadings, names: Names, country: str | None = None, leans: str | None = None) -> Shown:
    """The published readings, all or those from one country or of one leaning.

    Raises:
        ValueError: a country or leaning that no reading has; the message lists those there are.
    """
    _known("country", country, [name for name in get_args(Country) if any(row.country == name for row in found)])
    _known("leans", leans, get_args(Lean))
    rows = [row for row in found if country in (None, row.country) and (leans is None or leans in row.leans)]
    if not rows:
        return notice(f"Of the {len(found.readings)} readings none is from {country} and leans to {leans}. Take one of the two out.")
    table = Table(READINGS_HEAD, tuple(_reading(row) for row in rows))
    which = "".join([f" from {country}" if country else "", f" that lean to {leans}" if leans else ""])
    title = f"One event, {counted(len(rows), 'reading')}{which}" + (f" (of {len(found.readings)})" if which else "")
    return tabled(title, NO_SAMPLE, table, names(key for row in rows for key in row.sources))


def _known(name: str, given: str | None, allowed: Sequence[str]) -> None:
    if given is not None and given not in allowed:
        raise ValueError(f'{name} is "{given}"; it can be {", ".join(allowed)}')


def _reading(row: Reading) -> tuple[str, ...]:
    who = f"{row.who}, {row.position} ({row.outlet}; {row.country}, {row.date})"
    return who, f"{row.reads_as} [{', '.join(row.leans)}]", row.thesis, row.evidence or UNSEEN, row.would_support or UNSET, row.would_weaken or UNSET


def grid(found: RivalReadings, names: Names, apart: Sequence[str] | None = None) -> Shown:
    """What was seen, and what each of three readings makes of it; with ``apart`` only what tells those two from each other.

    Raises:
        ValueError: ``apart`` does not name two of the three.
    """
    if apart is not None and (isinstance(apart, str) or len(set(apart)) != 2 or not set(apart) <= set(SIDES)):
        raise ValueError(f'apart names two of {", ".join(SIDES)}, as in apart=["weakness", "gain"]')
    rows = [row for row in found.grid if apart is None or sum(side in row.expected_by for side in apart) == 1]
    table = Table(GRID_HEAD, tuple((row.seen, *(getattr(row, side) for side in SIDES), _expected(row)) for row in rows))
    if apart is None:
        title = f"Of {len(rows)} things seen, {sum(row.tells_apart for row in rows)} were to be expected by some of the readings and not by others"
    else:
        title = f"{counted(len(rows), 'thing')} seen that {' and '.join(apart)} would not both have led you to expect"
    remark = "The last column is the course's own judgement; dispute it. What all three expected, or none, tells nothing between them, however striking it is."
    return tabled(title, remark, table, names(key for row in rows for key in row.sources))


def _expected(row: Observable) -> str:
    return "all three" if len(row.expected_by) == len(SIDES) else ", ".join(row.expected_by) or "none"


def card(cards: DebateCards, concepts: Concepts, names: Names, role: str) -> Shown:
    """The card of one role: a side, or ``referee``.

    Raises:
        KeyError: no card of that name.
    """
    if role == "referee":
        rows = tuple(referee_lines(cards))
        return tabled(f"{cards.referee.name}: asks what would separate the readings", cards.referee.task, Table(("on the card", "in words"), rows), {})
    side = cards[role]
    keys = [key for fact in (*side.outside, side.strongest) for key in fact.sources]
    return tabled(f"Debate card: {side.name}", side.thesis, Table(("on the card", "in words"), tuple(card_lines(side, cards, concepts))), names(keys))


def card_lines(side: DebateCard, cards: DebateCards, concepts: Concepts) -> Iterator[tuple[str, str]]:
    """A side's card line by line: what the line is, and what it says."""
    yield "speaks of", side.on_whom
    for one in (concept for concept in concepts if concept.id in side.concepts):
        yield "thinks with", f"{one.name}. {one.idea}"
    for point in side.from_the_article:
        yield f"from the article, block{'s' if len(point.blocks) > 1 else ''} {', '.join(map(str, point.blocks))}", point.text
    for fact in side.outside:
        yield "from elsewhere", fact.text
    yield "strongest evidence", side.strongest.text
    for text in side.against:
        yield "would count against it", text
    yield "best objection", side.objection
    yield "best reply", side.reply
    for one in cards.separators:
        if side.id in one.between:
            yield f"{_pair(one)} part company at", f"{one.observation} (for {one.speaks_for})"


def referee_lines(cards: DebateCards) -> Iterator[tuple[str, str]]:
    """The referee's card line by line."""
    for question in cards.referee.questions:
        yield "asks", question
    for one in cards.separators:
        yield f"{_pair(one)} part company at", f"{one.observation} (for {one.speaks_for})"
    yield "closes with", cards.referee.closes_with


def _pair(one: Separator) -> str:
    return " and ".join(one.between)
