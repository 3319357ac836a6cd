"""Surface scores of a translation against a reference: chrF and TER, as sacreBLEU computes them.

chrF is the F-score (recall counts double) of character sequences of 1 to 6 letters (Popović 2015); 100 is a copy of the
reference. TER counts the edits – words put in, taken out, changed, or moved as a group – per 100 words of the reference
(Snover and others 2006); 0 is a copy, and a version without a word in common passes 100. Neither knows what the words say.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import frozen

LONGEST = 600
"""Characters. The scores are worked out while a student waits; TER tries all moves of groups of words."""


class NotScored(ValueError):
    """The text cannot be scored; the message says why."""


@frozen
class Scores:
    """chrF from 0 to 100, higher is nearer; TER from 0 without an upper end, lower is nearer. Both to one decimal place."""

    chrf: float
    ter: float


def score(version: str, reference: str) -> Scores:
    """How near ``version`` is to ``reference`` in letters and in words.

    Raises:
        NotScored: one of the two is empty, or too long to be scored while somebody waits.
    """
    for text in (version, reference):
        if not text.strip():
            raise NotScored("there is nothing to score yet; write a version first")
        if len(text) > LONGEST:
            raise NotScored(f"this has {len(text):,} characters; a version of one sentence has at most {LONGEST}")
    chrf, ter = _metrics()
    return Scores(*(round(metric.sentence_score(version, [reference]).score, 1) for metric in (chrf, ter)))


def signatures() -> tuple[str, str]:
    """The settings behind chrF and TER as sacreBLEU prints them: without them a score cannot be repeated (Post 2018)."""
    score("a", "a")  # a metric knows its signature only once it has seen a reference
    chrf, ter = _metrics()
    return f"chrF2|{chrf.get_signature()}", f"TER|{ter.get_signature()}"


@cache
def _metrics() -> tuple[Any, Any]:
    """The two metrics with sacreBLEU's own settings; the package loads only now."""
    from sacrebleu.metrics import CHRF, TER

    return CHRF(), TER()
