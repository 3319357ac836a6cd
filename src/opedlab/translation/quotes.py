"""How much of the page's wording the records of this room quote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

LIMIT = 200
"""The quoted words of caveats and certainty markers together stay under this number."""

_WORD = re.compile(r"\w+(?:[.-]\w+)*")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without their punctuation; a hyphenated compound is one word."""
    return tuple(_WORD.findall(text))


@frozen
class Quoted:
    """How much is quoted, counted in two ways.

    ``strings`` distinct strings have ``words`` words between them; ``places`` counts a string again for each further
    block that it is quoted from, so it is never the smaller number.
    """

    strings: int
    words: int
    places: int

    @property
    def within(self) -> bool:
        """Whether even the stricter count stays under the limit."""
        return self.places < LIMIT


def quoted_words(quotes: Iterable[tuple[int, str]]) -> Quoted:
    """Count (block, quotation) pairs; a repetition of the same string from the same block counts once."""
    places = {(block, tuple(word.casefold() for word in words_of(text))) for block, text in quotes}
    strings = {words for _, words in places}
    return Quoted(len(strings), sum(len(words) for words in strings), sum(len(words) for _, words in places))
