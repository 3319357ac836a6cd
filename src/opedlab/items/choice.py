"""``choice``: one option of several, or all that hold, with an answer to every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark, in_order
from opedlab.records import Place, Text


@frozen
class Option:
    """One option. A right one has ``feedback``; a wrong one says why it ``tempts`` and ``wrong_because``.

    Where several hold, a right one also has ``missed``: a hint, without its name, for those who left it out.
    """

    id: OptionId
    text: Text
    correct: bool = False
    feedback: str | None = None
    tempts: str | None = None
    wrong_because: str | None = None
    missed: str | None = None


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
    """One right option, or with ``multiple`` all that hold; with ``confidence`` the student first says how sure they are.

    A response is ``{"option": id, "reason": id or None}`` or, with ``multiple``, ``{"options": [ids]}``; a bare id or
    list will do.
    """

    kind: Literal["choice"]
    options: tuple[Option, ...]
    also_defensible: AlsoDefensible | None = None
    confidence: bool = False
    multiple: bool = False

    @property
    def chance(self) -> int:
        """What guessing gives, in per cent; with ``multiple``, guessing among all sets of options but the empty one."""
        return max(1, round(100 / (2 ** len(self.options) - 1 if self.multiple else len(self.options))))

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
        if self.multiple:
            yield from self._multiple_faults()
        elif sum(option.correct for option in self.options) != 1:
            yield ("options",), f"{sum(o.correct for o in self.options)} are marked `correct: true`; a choice has exactly one right option"
        also = self.also_defensible
        if also:
            wrong = {option.id for option in self.options if not option.correct}
            if also.id not in wrong:
                yield ("also_defensible", "id"), f'"{also.id}" is no wrong option of this item; one of {", ".join(sorted(wrong))} is expected'
            if not any(reason.holds for reason in also.reasons) or all(reason.holds for reason in also.reasons):
                yield ("also_defensible", "reasons"), "need at least one that holds and one that does not"

    def _multiple_faults(self) -> Iterator[tuple[Place, str]]:
        right = [option for option in self.options if option.correct]
        if not right or len(right) == len(self.options):
            yield ("options",), f"{len(right)} of {len(self.options)} are right; where several can be chosen, some hold and some do not"
        if self.also_defensible:
            yield ("also_defensible",), "goes with a single choice; where several can be chosen, let the option hold"
        for n, option in enumerate(self.options):
            if option.correct and not option.missed:
                yield ("options", n), "is right and has no `missed`; whoever leaves it out is answered, too"


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
    if item.multiple:
        return _mark_all(item, response)
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


def _mark_all(item: Choice, response: Any) -> Marking:
    """Where several options hold: right is exactly the right set; the score is the share of options judged rightly."""
    if isinstance(response, dict):
        response = response.get("options")
    if not isinstance(response, list) or not response or not all(isinstance(one, str) for one in response):
        raise NotAnAnswer(f"{item.id} wants one or several options: {', '.join(o.id for o in item.shown)}")
    picked = {item.option(one).id for one in response}
    wrong = [o for o in item.shown if o.id in picked and not o.correct]
    missed = [o for o in item.shown if o.correct and o.id not in picked]
    score = 1 - (len(wrong) + len(missed)) / len(item.options)
    if not wrong and not missed:
        return Marking("right", tuple(Remark(o.id, o.feedback or "") for o in item.shown if o.correct), 1.0)
    remarks = [Remark(o.id, f"{o.tempts} {o.wrong_because}") for o in wrong]
    # One hint at a time, and only once nothing wrong is left to think about: what is missing is not named.
    remarks += [Remark("", missed[0].missed or "")] if missed and not wrong else []
    return Marking("not quite", tuple(remarks), score)
