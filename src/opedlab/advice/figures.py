"""``figures``: a number whose sentence names no owner, source or link.

An owner is a verb of saying ("says", "counts"), "according to", "by" after "estimated" and its kin, a source in the course's
bibliography by its name, a link, or the writer's own "I put it at"; that nobody is named counts too, if the sentence
says so or the next one does.

Not looked at: years and dates, numbers of blocks, lessons, lines and lists, numbers up to twelve without a unit, ranges in per cent that
explain a likelihood word, and figures in words ("half", "a third"). It cannot see whether the owner owns this number, whether an
earlier sentence named one, or what the number counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opedlab.advice.model import Check, Finding, NoParameters, Records
from opedlab.advice.sentences import Sentence, sentences
from opedlab.advice.voices import first_person, links, reports, says_nobody

SMALL = 12
"""Whole numbers up to this are passed over where they have no unit; up to the last block's where the text speaks of blocks."""
LAST_BLOCK = 42
_MONTH = (
    r"(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|Jun[ei]?|Jul[yi]?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Okt(?:ober)?|"
    r"Nov(?:ember)?|De[cz](?:ember)?)\.?"
)
_PASSED_OVER = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}(?:,?\s+\d{{4}})?|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b|\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b"
    r"|\b(?:1[89]|20)\d{2}(?:s|er)?(?:\s*[–/-]\s*(?:\d{4}|\d{2}))?\b(?!\s*(?:soldiers|troops|men|shells|dead|people|persons|Soldaten|%|per))"
    r"|\b(?:[Bb]l(?:oc|öc)ks?|[Bb]löcken?|[Ll]essons?|[Ll]ektion|[Rr]ungs?|[Rr]easons?|[Ss]teps?|[Ll]ines?|[Pp]ages?|[Pp]arts?|[Cc]hapters?|[Ff]igures?|[Tt]ables?|"
    r"[Nn]otes?|[Aa]rticles?|[Aa]rtikel|[Rr]ows?|[Ss]eiten?|[Zz]eilen?|[Gg]ründ?e?|ICD|No\.|Nr\.)\s*\d+(?:(?:\s*(?:,|–|-|and|to|or|und|bis|oder)\s*)+\d+)*"
    r"|^[\s>*+-]*\d{1,2}[.)]\s|[(\[]\s*(?:about |roughly |etwa )?\d+\s*(?:%\s*)?(?:–|-|to|bis)\s*\d+\s*(?:%|per ?cent|Prozent)\s*[)\]]|\b\d{1,2}:\d{2}\b|\b[A-Za-z]+-?\d+\b|https?://\S+|\]\([^)]*\)",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?<![\w.,])\d+(?:[.,' \u202f\u00a0]\d{3})*(?:[.,]\d+)?(?![\w])(?P<unit>\s?(?:%|per ?cent|percent|Prozent|million|billion|thousand|Mio|Mrd|Millionen|Milliarden|tausend|km|kilomet\w+|dollars?|euros?|USD|EUR)\b|\s?%)?"
)


def find(text: str, asked: NoParameters, records: Records) -> Iterator[Finding]:
    """One finding for each sentence that has such a number, at the first of them."""
    names = None
    small = passed_over_up_to(text)
    listed = sentences(text)
    for sentence, after in zip(listed, [*listed[1:], None], strict=False):
        number = figure_in(sentence, small)
        if number is None or reports(sentence.text) or links(sentence.text) or first_person(sentence.text):
            continue
        if says_nobody(sentence.text) or (after and says_nobody(after.text)):
            continue
        names = names or bibliography(records)
        if names.search(sentence.text):
            continue
        start = sentence.start + number.start()
        yield Finding(
            "figures",
            start,
            sentence.start + number.end(),
            f"The sentence with “{number[0].strip()}” names nobody who counted, and no source.",
            "If the number turns out wrong, nobody but you would have to correct it.",
            "Say who says so, and when, in the same sentence; if the page names nobody, write that.",
        )


def passed_over_up_to(text: str) -> int:
    """Up to which whole number a bare number is no figure: one that may be a block's, where the text speaks of blocks."""
    return LAST_BLOCK if re.search(r"\bbl(?:oc|öc)k", text, re.IGNORECASE) else SMALL


def figure_in(sentence: Sentence, small: int) -> re.Match[str] | None:
    """The first number that is a figure."""
    bare = _PASSED_OVER.sub(lambda match: "\x00" * len(match[0]), sentence.text)
    for match in _NUMBER.finditer(bare):
        digits = re.sub(r"\D", "", match[0])
        if match["unit"] or int(digits) > small:
            return match
    return None


def bibliography(records: Records) -> re.Pattern[str]:
    """The outlets and agencies of the bibliography, by name; a name of one word counts in its own spelling only."""
    names = {name for source in records("sources") for name in (source.container, source.agency) if name and len(name) > 2}
    known = sorted(names | {name.removeprefix("The ") for name in names}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, known)) + r")(?!\w)")


CHECK = Check("figures", "a number without somebody who vouches for it", NoParameters, find)
