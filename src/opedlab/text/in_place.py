"""Where the words that the course quotes stand in a reader's own copy of a block.

Copies differ from the page: lines are broken inside words, umlauts come in two characters, quotation marks are curly or
straight. Words are therefore compared as the sketch compares them, by letters, and must begin and end where words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from opedlab.text.sketch import letters
from opedlab.translation.quotes import words_of

_INSIDE_A_WORD = re.compile("[\u00ad\u0300-\u036f]*|[-\u2010]\\s*\n\\s*")


@frozen
class Quote:
    """Words quoted from a block, their place in it counted in words from 0 (None: not known), and their gloss."""

    words: str
    at: int | None
    gloss: str


@frozen
class Span:
    """Offsets of quoted words in a text, with the glosses of every quotation that touches them."""

    start: int
    end: int
    glosses: tuple[str, ...]


def spans(text: str, quotes: Iterable[Quote]) -> tuple[Span, ...]:
    """The quotations that stand in ``text``, in text order; those that overlap are one span.

    Where the words stand more than once, the place nearest to ``at`` counts. Words that noise has changed are left out.
    """
    code, offsets = letters(text)
    found = []
    for quote in quotes:
        wanted = letters(quote.words)[0]
        places = list(_places(wanted, code, text, offsets)) if wanted else []
        if places:
            at = quote.at
            start, end = places[0] if at is None else min(places, key=lambda place: abs(len(words_of(text[: place[0]])) - at))
            found.append(Span(start, end, (quote.gloss,)))
    return tuple(_joined(sorted(found, key=lambda span: (span.start, -span.end))))


def _places(wanted: bytes, code: bytes, text: str, offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    at = code.find(wanted)
    while at >= 0:
        after = at + len(wanted)
        if _between_words(at, text, offsets) and _between_words(after, text, offsets):
            end = offsets[after - 1] + 1
            yield offsets[at], end
        at = code.find(wanted, at + 1)


def _between_words(letter: int, text: str, offsets: Sequence[int]) -> bool:
    """Whether a word ends before this letter: at the text's ends, or where something other than a broken line stands."""
    if letter in (0, len(offsets)):
        return True
    if offsets[letter - 1] == offsets[letter]:
        return False  # two letters of one character, as in ß
    return _INSIDE_A_WORD.fullmatch(text, offsets[letter - 1] + 1, offsets[letter]) is None


def _joined(found: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in found:
        if out and span.start < out[-1].end:
            last = out.pop()
            more = tuple(gloss for gloss in span.glosses if gloss not in last.glosses)
            span = Span(last.start, max(last.end, span.end), (*last.glosses, *more))
        out.append(span)
    return out


def parts(text: str, found: Iterable[Span]) -> list[tuple[str, tuple[str, ...]]]:
    """The text cut at its spans: each part with its glosses, none for what is not quoted. Joined, they are the text."""
    out, end = [], 0
    for span in found:
        if span.start > end:
            out.append((text[end : span.start], ()))
        out.append((text[span.start : span.end], span.glosses))
        end = span.end
    if end < len(text):
        out.append((text[end:], ()))
    return out
