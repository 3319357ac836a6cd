"""``choice``: one option of several, with an answer to every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark, in_order
from opedlab.records import Place, Text


@frozen
class Option:
    """One option. A right one has ``feedback``; a wrong one says why it ``tempts`` and ``wrong_because``."""

    id: OptionId
    text: Text
    correct: bool = False
    feedback: str | None = None
    tempts: str | None = None
    wrong_because: str | None = None


@frozen
class Reason:
    """A reason offered for a defensible answer; ``holds`` where it carries the answer."""

    id: OptionId
    text: Text
    feedback: Text
    holds: bool = False


@frozen
class AlsoDefensible:
    """An option that counts as right with the right reason: a second closed choice, for no program judges free text."""

    id: OptionId
    prompt: Text
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Choice(Item):
    """One right option; with ``confidence`` the student first says how sure they are, chance marked.

    A response is ``{"option": id, "reason": id or None, "confidence": 0-100 or None}``; a bare id will do.
    """

    kind: Literal["choice"]
    options: tuple[Option, ...]
    also_defensible: AlsoDefensible | None = None
    confidence: bool = False

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options in the order in which they are shown."""
        return in_order(self.id, self.options)

    def option(self, option_id: str) -> Option:
        for option in self.options:
            if option.id == option_id:
                return option
        raise NotAnAnswer(f"{self.id} has no option {option_id!r}; its options are {', '.join(o.id for o in self.shown)}")

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from option_faults(self.options)
        if sum(option.correct for option in self.options) != 1:
            yield ("options",), f"{sum(o.correct for o in self.options)} are marked `correct: true`; a choice has exactly one right option"
        also = self.also_defensible
        if also:
            wrong = {option.id for option in self.options if not option.correct}
            if also.id not in wrong:
                yield ("also_defensible", "id"), f'"{also.id}" is no wrong option of this item; one of {", ".join(sorted(wrong))} is expected'
            if not any(reason.holds for reason in also.reasons) or all(reason.holds for reason in also.reasons):
                yield ("also_defensible", "reasons"), "need at least one that holds and one that does not"


def option_faults(options: tuple[Option, ...]) -> Iterator[tuple[Place, str]]:
    """Faults of a set of options: too few, an id twice, an option that is not answered."""
    if len(options) < 2:
        yield ("options",), "need at least two"
    seen: set[str] = set()
    for n, option in enumerate(options):
        if option.id in seen:
            yield ("options", n, "id"), f'"{option.id}" stands twice in this item'
        seen.add(option.id)
        if option.correct and not option.feedback:
            yield ("options", n), "is right and has no `feedback`; every answer is answered"
        if not option.correct and not (option.tempts and option.wrong_because):
            yield ("options", n), "has not both `tempts` and `wrong_because`; every wrong answer is answered"


def mark(item: Choice, response: Any) -> Marking:
    """The marking of one response.

    Raises:
        NotAnAnswer: no such option or reason.
    """
    if isinstance(response, str):
        response = {"option": response}
    if not isinstance(response, dict) or not isinstance(response.get("option"), str):
        raise NotAnAnswer(f"{item.id} wants one option: {', '.join(o.id for o in item.shown)}")
    option = item.option(response["option"])
    if option.correct:
        return Marking("right", (Remark(option.id, option.feedback or ""),), 1.0)
    remarks = (Remark(option.id, f"{option.tempts} {option.wrong_because}"),)
    also = item.also_defensible
    if not also or also.id != option.id:
        return Marking("not quite", remarks, 0.0)
    reasons = in_order(item.id, also.reasons)
    if response.get("reason") is None:
        return Marking("almost", (), None, asks=tuple((r.id, r.text) for r in reasons), asks_prompt=also.prompt)
    for reason in reasons:
        if reason.id == response["reason"]:
            given = Remark(reason.id, reason.feedback)
            return Marking("defensible", (given,), 1.0) if reason.holds else Marking("not quite", (given, *remarks), 0.0)
    raise NotAnAnswer(f"{item.id} has no reason {response['reason']!r}; its reasons are {', '.join(r.id for r in reasons)}")
