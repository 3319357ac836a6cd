"""``hottext``: candidate passages in a running text; some of them are to be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark
from opedlab.records import Place, Text, doubles, nearest

MOST = 26
"""Passages in one text: each has a letter in the twin."""

_PASSAGE = re.compile(r"\[\[([a-z0-9]+(?:-[a-z0-9]+)*)\|([^\[\]|]+)\]\]")


@frozen
class Passage:
    """One candidate. A right one has ``feedback`` and, for whoever overlooks it, a hint in ``missed`` that does not name it.

    A wrong one says why it ``tempts`` and ``wrong_because``. One that is ``either`` counts neither for nor against.
    """

    id: OptionId
    correct: bool = False
    either: bool = False
    feedback: str | None = None
    missed: str | None = None
    tempts: str | None = None
    wrong_because: str | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.correct and self.either:
            yield (), "is `correct` and `either`; a passage is one of the two, or wrong"
        elif self.correct and not (self.feedback and self.missed):
            yield (), "is right and has not both `feedback` and `missed`; a hit and a miss are both answered"
        elif self.either and not self.feedback:
            yield (), "counts neither way and has no `feedback` that says why"
        elif not self.correct and not self.either and not (self.tempts and self.wrong_because):
            yield (), "has not both `tempts` and `wrong_because`; every wrong mark is answered"

    @property
    def verdict(self) -> Literal["found", "either", "wrong"]:
        """What a mark on this passage is."""
        return "found" if self.correct else "either" if self.either else "wrong"

    @property
    def said(self) -> str:
        """What a mark on this passage is answered."""
        return self.feedback or f"{self.tempts} {self.wrong_because}"


@frozen
class Stretch:
    """A piece of the text: a candidate, or with no ``passage`` plain text."""

    text: str
    passage: str | None = None


@frozen(kw_only=True)
class Hottext(Item):
    """A text in the course's own words in which passages are marked: ``… [[id|words of the passage]] …``.

    A response is ``{"marked": [passage ids]}``; a list of ids will do.
    """

    kind: Literal["hottext"]
    text: Text
    passages: tuple[Passage, ...]

    @property
    def paragraphs(self) -> tuple[tuple[Stretch, ...], ...]:
        """The text as paragraphs of plain stretches and candidates, in the order of reading."""
        return tuple(tuple(_stretches(" ".join(part.split()))) for part in re.split(r"\n\s*\n", self.text.strip()))

    @property
    def shown(self) -> tuple[Passage, ...]:
        """The passages in the order in which they stand in the text."""
        known = {passage.id: passage for passage in self.passages}
        return tuple(known[s.passage] for paragraph in self.paragraphs for s in paragraph if s.passage in known)

    def words(self, passage_id: str) -> str:
        """The words of a passage as they stand in the text."""
        return next(s.text for paragraph in self.paragraphs for s in paragraph if s.passage == passage_id)

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from doubles(self.passages, "passages")
        known = [passage.id for passage in self.passages]
        used = [found for found, _ in _PASSAGE.findall(self.text)]
        for passage_id in sorted({one for one in used if used.count(one) > 1}):
            yield ("text",), f'has the passage "{passage_id}" more than once'
        for passage_id in sorted(set(used) - set(known)):
            yield ("text",), f'has a passage "{passage_id}" that `passages` lacks{nearest(passage_id, known)}'
        for n, passage_id in enumerate(known):
            if passage_id not in used:
                yield ("passages", n, "id"), f'"{passage_id}" does not stand in the text; write [[{passage_id}|words]]'
        if re.search(r"\[\[|\]\]", _PASSAGE.sub("", self.text)):
            yield ("text",), "has double brackets that are no passage; write [[id|words]]"
        if not any(passage.correct for passage in self.passages) or not any(passage.verdict == "wrong" for passage in self.passages):
            yield ("passages",), "need at least one that is right and one that is wrong"
        if len(known) > MOST:
            yield ("passages",), f"are {len(known)}; at most {MOST} can be told apart by a letter"


def _stretches(paragraph: str) -> Iterator[Stretch]:
    end = 0
    for match in _PASSAGE.finditer(paragraph):
        if match.start() > end:
            yield Stretch(paragraph[end : match.start()])
        yield Stretch(match[2].strip(), match[1])
        end = match.end()
    if end < len(paragraph):
        yield Stretch(paragraph[end:])


def _marked(item: Hottext, response: Any) -> list[str]:
    """The marked ids of a response."""
    marked = response.get("marked") if isinstance(response, dict) else response
    known = [passage.id for passage in item.shown]
    if not isinstance(marked, list | tuple) or not marked or not all(isinstance(one, str) for one in marked):
        raise NotAnAnswer(f"{item.id} wants at least one of its passages: {', '.join(known)}")
    for one in marked:
        if one not in known:
            raise NotAnAnswer(f"{item.id} has no passage {one[:60]!r}; its passages are {', '.join(known)}")
    return list(marked)


def mark(item: Hottext, response: Any) -> Marking:
    """The marking of a set of marks. The score is F1: the harmonic mean of precision and recall.

    Every wrong mark and every miss is answered; a miss by a hint that does not name the place.

    Raises:
        NotAnAnswer: no marks at all, or a passage that the item does not have.
    """
    marked = set(_marked(item, response))
    hit = [passage for passage in item.shown if passage.id in marked]
    missed = [passage for passage in item.shown if passage.correct and passage.id not in marked]
    by = {verdict: [p for p in hit if p.verdict == verdict] for verdict in ("wrong", "either", "found")}
    remarks = [Remark("", _summary(item, len(marked), len(by["found"]), len(by["wrong"]), len(missed)))]
    remarks += [Remark(f"wrong:{p.id}", p.said) for p in by["wrong"]]
    remarks += [Remark("missed", p.missed or "") for p in missed]
    remarks += [Remark(f"{verdict}:{p.id}", p.said) for verdict in ("either", "found") for p in by[verdict]]
    score = 2 * len(by["found"]) / (2 * len(by["found"]) + len(by["wrong"]) + len(missed))
    verdicts = {passage.id: passage.verdict for passage in hit}
    return Marking("right" if score == 1 else "not quite", tuple(remarks), score, details={"verdicts": verdicts})


def _summary(item: Hottext, marked: int, found: int, wrong: int, missed: int) -> str:
    if not wrong and not missed:
        return "You found every one, and marked nothing that is none." if found > 1 else "You found it, and marked nothing else."
    if marked == len(item.passages):
        return "You marked every passage. That overlooks nothing, but it tells nothing apart either. Keep a mark only where you could give its reason."
    parts = [f"You found {found} of {found + missed}"]
    if wrong:
        parts.append(f"{wrong} of your marks {'stands' if wrong == 1 else 'stand'} on a passage that is none")
    elif found:
        parts.append("no mark is out of place")
    return "; ".join(parts) + "."
