"""A text as sentences with their places. Headings and list entries stand alone; a citation in brackets belongs to what it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•#>|]|\d{1,2}[.)])[ \t])|(?<=\n)(?=#)")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t][^\n]*")
_END = re.compile(r"[.!?…]+[\"”“»«’')\]*_]*(?=\s)")
_SHORT = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|vs|cf|etc|approx|ca|no|nos|e\.g|i\.e|U\.S|z\.B|d\.h|bzw|usw|Nr|Mio|Mrd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Okt|Nov|Dec|Dez)|\b\d{1,2})\.$",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")
_CITATION = re.compile(r"\s*(?:\[[^\]\n]{1,120}\]\([^)\n]*\)|\([^()\n]{1,120}\)|https?://\S+)[.\s]*")


@frozen
class Sentence:
    """A sentence as it stands, from ``start`` to ``end`` of the text."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a sentence without words is none."""
    found: list[Sentence] = []
    for start, end in _blocks(text):
        first = len(found)
        for begin, stop in _ends(text, start, end):
            if len(found) > first and _CITATION.fullmatch(text, begin, stop):
                found[-1] = Sentence(text[found[-1].start : stop], found[-1].start, stop)
            elif re.search(r"\w", text[begin:stop]):
                found.append(Sentence(text[begin:stop], begin, stop))
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, headings and list entries."""
    cuts = [0, *(match.end() for match in _BLOCK.finditer(text)), len(text)]
    for start, end in zip(cuts, cuts[1:], strict=False):
        heading = _HEADING.match(text, start, end)
        if heading:
            yield start, heading.end()
            start = heading.end()
        yield start, end


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        rest = text[match.end() : end]
        if match[0] == "." and _goes_on(text[max(begin, match.start() - 12) : match.end()], rest):
            continue
        yield _trimmed(text, begin, match.end())
        begin = match.end()
    yield _trimmed(text, begin, end)


def _goes_on(before: str, rest: str) -> bool:
    """Whether a full stop ends no sentence: after an abbreviation, in a German date, before a small letter."""
    following = rest.lstrip()
    if following[:1].islower():
        return True
    short = _SHORT.search(before)
    if not short:
        return False
    if short[0][:-1].isdigit():
        return bool(_MONTHS.match(rest)) or before.strip() == short[0]  # a date, or the number of a list entry
    return short[0] not in ("no.", "etc.", "No.", "i.") or following[:1].isdigit()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_MENTION = re.compile(r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|\"[^\"\n]*\"|(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)|`[^`\n]*`|‘[^’\n]*’(?!\w)")


def without_mentions(text: str) -> str:
    """The text with what stands in quotation marks or emphasis blanked out, at the same length: words that are spoken about, not used."""
    return _MENTION.sub(lambda match: " " * len(match[0]), text)
