"""``bottom_line``: a first paragraph without a recommendation, and without a judgement that has a range.

A recommendation is a sentence of the writer's own with "should", "I recommend" and their kin, or one that begins with a verb of
command from a short list. A judgement is said in the first person or with a word of likelihood. A range has two ends, or one
that bounds ("below 20 per cent", "at most").

It cannot see whether the recommendation is the one that the memo supports, nor a recommendation put in other words. Whom "she"
or "he" means it cannot tell, so that "he should" passes as advice to him; what a sentence reports of somebody else does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import sentences, without_mentions
from opedlab.advice.structure import place_of
from opedlab.advice.voices import first_person, reports
from opedlab.records import Text

_ADVICE = re.compile(
    r"\b(?:should|shouldn['’]t|ought to|must|needs? to)\b|\b(?:I|[Ww]e) (?:would |do |therefore )*(?:recommend|advise|propose|suggest|urge)\b"
    r"|\b(?:[Mm]y|[Oo]ur) (?:advice|recommendation)\b|\b(?:sollten?|empfehlen?|empfiehlt|Empfehlung|rate ich|ich rate)\b"
)
_COMMAND = re.compile(
    r"(?:[A-Z][\w ]{0,24}[:.][*_]*\s+)?(?:Act|Ask|Begin|Do not|Don['’]t|Give|Hold|Keep|Leave|Let|Lift|Make|Note|Plan|Prepare|Press|Publish|Read|Rely|Say|Send|Stop|Take|Tell|Treat|Use|Wait|Warn|Watch)\b"
)
_JUDGEMENT = re.compile(
    r"\b(?:I|[Ww]e) (?:\w+ly |also |still |now |would |do not |don['’]t )*(?:judge|estimate|think|believe|put|take|hold|expect|consider|assess|find|doubt|give|read|rate)\b"
    r"|\b[Ii]n (?:my|our) (?:judge?ment|view|estimate|opinion)\b|\b[Mm]y (?:judge?ment|estimate|reading|answer)\b|\b[Ii]ch (?:halte|schätze|meine|erwarte|glaube)\b"
    r"|\b(?:probabl[ey]|likely|unlikely|wahrscheinlich|chances?|odds)\b"
)
_RANGE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:%|per ?cent|percent|Prozent)?\s*(?:–|-|to|and|bis|und)\s*\d+(?:[.,]\d+)?\s*(?:%|per ?cent|percent|Prozent)"
    r"|\b(?:below|under|above|over|at (?:most|least)|less than|more than|fewer than|up to|unter|über|höchstens|mindestens)\s+\d+(?:[.,]\d+)?\s*(?:%|per ?cent|percent|Prozent)"
    r"|\b(?:one|two|three|\d) (?:to|or) (?:two|three|four|\d) (?:in|out of) (?:four|five|ten|\d+)\b",
)
_HEAD = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|[*_]{0,2}(?:To|From|Date|Subject|Re|Memo(?:randum)?|For|An|Von|Datum|Betreff)[*_]{0,2}[ \t]*(?::|$))")


@frozen
class BottomLine:
    """``part`` is the name under which the bottom line stands; without it, or where the text lacks it, the first paragraph is looked at."""

    part: Text | None = None


def find(text: str, asked: BottomLine, records: Records) -> Iterator[Finding]:
    """At most one finding, on the first sentence of the paragraph."""
    start, end = _paragraph(text, asked.part)
    own = [(s, bare) for s in sentences(text[start:end]) if (bare := without_mentions(s.text)) and (first_person(bare) or not reports(bare))]
    if not re.search(r"\w", text[start:end]) or any(_ADVICE.search(bare) or _COMMAND.match(bare.lstrip("*_# ")) for _, bare in own):
        return
    place = sentences(text[start:end])[0]
    judged = any(_JUDGEMENT.search(bare) for _, bare in own)
    if judged and _RANGE.search(text[start:end]):
        return
    if judged:
        yield Finding(
            "bottom_line", start + place.start, start + place.end, "The first paragraph has a judgement, and no range goes with it.",
            "Who reads only this paragraph cannot tell whether you would bet on it, or how much.",
            "Give the range in which your probability lies, with both ends, or say what to do.",
        )  # fmt: skip
        return
    yield Finding(
        "bottom_line", start + place.start, start + place.end, "The first paragraph neither recommends anything nor judges.",
        "A reader with one minute reads this paragraph and no other. A summary tells what was read, and leaves open what follows from it.",
        "Ask what your reader is to do or to think differently after it, and begin with that sentence.",
    )  # fmt: skip


def _paragraph(text: str, part: str | None) -> tuple[int, int]:
    """Start and end of the bottom line: what follows its name, else the first paragraph that is no heading and no head of a memo."""
    named = place_of(text, part) if part else None
    at = named[1] if named else 0
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end]
        if re.search(r"\w", line) and not _HEAD.match(line):
            stop = re.search(r"\n[ \t]*\n|\n(?=[ \t]*#)", text[at:])
            return at, at + stop.start() if stop else len(text)
        at = end + 1
    return len(text), len(text)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


CHECK = Check("bottom_line", "a first paragraph that neither recommends nor judges with a range", BottomLine, find)
