"""``extended-text``: a text of one's own, with a rubric, a model answer and a self-rating afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, Remark
from opedlab.items.rubric import Rubric, rated, rubric_faults
from opedlab.records import Place, Text

MAX_CHARACTERS = 100_000


@frozen(kw_only=True)
class ExtendedText(Item):
    """A text of the student's own. Nothing judges it: model answer and rubric come after submission.

    A response is ``{"text": str, "met": [criterion ids]}``; a bare text will do.
    """

    kind: Literal["extended-text"]
    rubric: Rubric
    model_answer: Text
    model_note: Text
    words_low: int = 20
    words_high: int = 120
    starter: str | None = None
    checks: tuple[dict[str, Any], ...] = ()
    """What the bench looks at when it is asked for advice: ``{check: name, parameter: value, …}``; length comes from the words that are wanted."""

    @property
    def asked(self) -> tuple[dict[str, Any], ...]:
        """The checks with that of the length, where there are any."""
        length = {"check": "length", "low": str(self.words_low), "high": str(self.words_high)}
        return (*self.checks, *([] if not self.checks or any(one.get("check") == "length" for one in self.checks) else [length]))

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from rubric_faults(self.rubric)
        if not 0 < self.words_low < self.words_high:
            yield ("words_low",), f"is {self.words_low}; it must be above 0 and below words_high ({self.words_high})"


def mark(item: ExtendedText, response: Any) -> Marking:
    """Model answer and rubric for a submitted text; with ``met``, the student's own rating as a share.

    Raises:
        NotAnAnswer: an empty or overlong text, or a criterion that the rubric does not have.
    """
    if isinstance(response, str):
        response = {"text": response}
    if not isinstance(response, dict) or not isinstance(response.get("text"), str) or not response["text"].strip():
        raise NotAnAnswer(f"{item.id} wants a text of your own")
    if len(response["text"]) > MAX_CHARACTERS:
        raise NotAnAnswer(f"this text has {len(response['text']):,} characters; at most {MAX_CHARACTERS:,} can be kept")
    score = rated(item.id, item.rubric, response.get("met"))
    remarks = (Remark("model", item.model_answer), Remark("note", item.model_note))
    return Marking("noted", remarks, score, details={"words": len(response["text"].split())})
