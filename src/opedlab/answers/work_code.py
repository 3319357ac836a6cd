"""The work code: the closed answers of one lesson as a short text for any chat or pad.

``opedlab.02-k7f3qm-2…``: the lesson, then groups of five characters and a sixth that checks them. In the groups stand the
pseudonym, the fingerprint of the item bank, the first try of each closed item with how sure the student was, and a
checksum of the whole. Reading needs the bank, for a code holds numbers and no words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

from opedlab.answers.bundle import events_of
from opedlab.answers.closed import CODECS, NotEncodable, digits_to_number, is_closed, number_to_digits
from opedlab.answers.events import Event
from opedlab.answers.first_try import first_tries
from opedlab.answers.grouped import GROUP, SUM, BadCode, checksum, grouped, letters, number, plain_hyphens, ungrouped
from opedlab.answers.log import PSEUDONYM, pseudonym
from opedlab.items.bank import Bank

LONGEST = 200
WHO, FINGERPRINT = 6, 7
"""Characters for the pseudonym, and for the bank's 32 bits with three bits of version."""
VERSION = 1
_CODE = re.compile(r"opedlab\.[a-z0-9]{1,20}(?:-\s*[a-z0-9]{1,12})+", re.IGNORECASE)


class OtherEdition(BadCode):
    """The code is whole, and was made with another edition of the lesson's questions."""


@frozen
class Given:
    """One first try as a code carries it."""

    response: Any
    confidence: float | None = None


@frozen
class Decoded:
    """What a code says."""

    lesson: str
    who: str
    answers: Mapping[str, Given]


@frozen(slots=False)
class Layout:
    """How the answers to one bank are laid out in a code; made once for a whole class."""

    bank: Bank

    @cached_property
    def fingerprint(self) -> str:
        return self.bank.fingerprint

    @cached_property
    def items(self) -> list[Any]:
        return [item for item in self.bank if is_closed(item)]

    @cached_property
    def counts(self) -> list[int]:
        return [CODECS[item.kind].count(item) for item in self.items]

    @cached_property
    def step(self) -> int:
        """Confidence is carried to the unit; in a bank so large that the code would grow too long, in steps of 5 or 10.

        Raises:
            BadCode: not even that fits.
        """
        for step in (1, 5, 10):
            if self._length(step) <= LONGEST:
                return step
        raise BadCode(f"{self.bank.lesson} has too many closed answers for a code of {LONGEST} characters; send the work as a file")

    def radices(self, step: int) -> list[int]:
        """For each item: not answered, or one of its responses with one of the confidences."""
        sure = 100 // step + 2
        return [1 + count * (sure if _asks_confidence(item) else 1) for item, count in zip(self.items, self.counts, strict=True)]

    def characters(self, step: int) -> int:
        """Characters that the answers take."""
        most = digits_to_number([(radix - 1, radix) for radix in self.radices(step)])
        return -(-most.bit_length() // 5)

    def _length(self, step: int) -> int:
        payload = WHO + FINGERPRINT + self.characters(step) + SUM
        groups = -(-payload // GROUP)
        return len(_head(self.bank.lesson)) + payload + 2 * groups


def code(folder: Path, bank: Bank, unwritten: Iterable[Event] = ()) -> str:
    """The work code for one lesson from an answers folder.

    Raises:
        BadCode: the bank has more closed answers than a code can carry.
    """
    return encode(bank, pseudonym(folder) or "", tries_of(bank, events_of(folder, unwritten)))


def tries_of(bank: Bank, events: Iterable[Event]) -> dict[str, Event]:
    """The first try of each item of one lesson, by item id."""
    return {item: event for (lesson, item), event in first_tries(events).items() if lesson == bank.lesson}


def encode(bank: Bank, who: str, tries: Mapping[str, Event]) -> str:
    """The work code of one student for one lesson; ``tries`` holds the first try of each item, by item id.

    Open answers, and answers that this edition of the bank cannot have, are left out.

    Raises:
        BadCode: the bank has more closed answers than a code can carry.
    """
    layout = Layout(bank)
    step = layout.step
    radices = layout.radices(step)
    digits = [_digit(item, tries.get(item.id), step) for item in layout.items]
    body = letters(digits_to_number(list(zip(digits, radices, strict=True))), layout.characters(step))
    payload = short(who).replace("-", "") + letters(VERSION << 32 | int(layout.fingerprint, 16), FINGERPRINT) + body
    head = _head(bank.lesson)
    return grouped(head, payload + checksum(head, payload))


def left_out(bank: Bank, tries: Mapping[str, Event]) -> tuple[str, ...]:
    """Ids of answered items that a code does not carry."""
    return tuple(item.id for item in bank if item.id in tries and not (is_closed(item) and _digit(item, tries[item.id], 1)))


def decode(typed: str, layouts: Iterable[Layout]) -> Decoded:
    """What a code says, read with the banks that are at hand.

    Raises:
        OtherEdition: made with another edition of the lesson's questions.
        BadCode: mistyped, torn or no work code; the message names the group.
    """
    if not re.match(r"\s*opedlab\.[^-]*-", plain_hyphens(typed[:2000]), re.IGNORECASE):
        raise BadCode("this is no work code; one starts with “opedlab.” and a lesson's number")
    head, payload, groups = ungrouped(typed)
    named = [layout for layout in layouts if _head(layout.bank.lesson) == head]
    if not named:
        raise BadCode(f"the code is for lesson “{head.partition('.')[2]}”, which this course does not have")
    if len(payload) < WHO + FINGERPRINT:
        raise BadCode(f"the code ends after group {groups}; copy all of it")
    stamp = number(payload[WHO : WHO + FINGERPRINT])
    version, made_with = stamp >> 32, f"{stamp & 0xFFFFFFFF:08x}"
    if version != VERSION:
        raise BadCode(f"the code has version {version}; this course reads version {VERSION}")
    layout = next((layout for layout in named if layout.fingerprint == made_with), None)
    if layout is None:
        have = ", ".join(layout.fingerprint for layout in named)
        of = named[0].bank.lesson
        raise OtherEdition(f"made with edition {made_with} of {of}; here are the questions of edition {have}. Answers are not compared across editions")
    return _read(layout, head, payload, groups)


def find(text: str) -> list[str]:
    """The work codes in a pasted chat or list, in the order in which they stand."""
    return [code for _, code in placed(text)]


def placed(text: str) -> list[tuple[int, str]]:
    """The same with the number of the line on which each code starts."""
    plain = plain_hyphens(text)
    found, line, end = [], 1, 0
    for match in _CODE.finditer(plain):
        line, end = line + plain.count("\n", end, match.start()), match.start()
        found.append((line, re.sub(r"\s+", "", match[0])))
    return found


def short(who: str) -> str:
    """The pseudonym as a code carries it: itself, or for a name of the student's own choice one that follows from it."""
    if re.fullmatch(PSEUDONYM, who):
        return who
    made = letters(int.from_bytes(hashlib.sha256(who.encode("utf-8", "replace")).digest()[:4]) >> 2, WHO)
    return f"{made[:4]}-{made[4:]}"


# --- one answer --------------------------------------------------------------------------------------------------


def _asks_confidence(item: Any) -> bool:
    return bool(getattr(item, "confidence", False))


def _digit(item: Any, event: Event | None, step: int) -> int:
    """0 for no answer, else 1 + the number of the answer with its confidence."""
    if event is None:
        return 0
    try:
        number = CODECS[item.kind].number(item, event.response)
    except NotEncodable:
        return 0
    if not _asks_confidence(item):
        return 1 + number
    levels = 100 // step + 2
    sure = event.confidence
    known = isinstance(sure, int | float) and 0 <= sure <= 100
    return 1 + number * levels + (round(sure / step) if known and sure is not None else levels - 1)


def _answer(item: Any, digit: int, step: int) -> Given:
    if not _asks_confidence(item):
        return Given(CODECS[item.kind].response(item, digit - 1))
    levels = 100 // step + 2
    number, sure = divmod(digit - 1, levels)
    return Given(CODECS[item.kind].response(item, number), None if sure == levels - 1 else float(sure * step))


def _read(layout: Layout, head: str, payload: str, groups: int) -> Decoded:
    step = layout.step
    length = WHO + FINGERPRINT + layout.characters(step) + SUM
    if len(payload) != length:
        wanted = -(-length // GROUP)
        raise BadCode(f"the code has {groups} groups and this lesson's has {wanted}; {'copy all of it' if len(payload) < length else 'something was added'}")
    if payload[-SUM:] != checksum(head, payload[:-SUM]):
        raise BadCode("every group is right in itself, but not together: were parts of two codes mixed?")
    radices = layout.radices(step)
    digits = number_to_digits(number(payload[WHO + FINGERPRINT : -SUM]), radices)
    answers = {item.id: _answer(item, digit, step) for item, digit in zip(layout.items, digits, strict=True) if digit}
    return Decoded(layout.bank.lesson, f"{payload[:4]}-{payload[4:WHO]}", answers)


def _head(lesson: str) -> str:
    number = re.match(r"\d+", lesson)
    return f"opedlab.{number[0] if number else lesson.split('-')[0]}"
