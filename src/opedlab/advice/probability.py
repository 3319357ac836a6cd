"""``probability``: a likelihood word, English or German, without its range in the same sentence.

Which words count, and their published ranges, comes from the records: every word of a yardstick that has a range, the ladder's words
of possibility and those that share a stem with a yardstick's, and the page's own markers of possibility and sureness with their glosses.

It cannot see likelihood that is said without such a word ("a safe bet", "the danger that"), whether a range is a good one, or whether
it belongs to this word and not to another in the sentence. Words in quotation marks or emphasis are spoken about and pass; so do
sentences that report what the article or somebody else says, "could not" and "could have", and the month of May.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from opedlab.advice.model import Check, Finding, NoParameters, Records
from opedlab.advice.sentences import sentences, without_mentions
from opedlab.advice.voices import reports
from opedlab.translation.certainty import Certainty
from opedlab.translation.yardsticks import NoSuchWord, Yardsticks, range_of

POSSIBLE = 2
"""The rung of the ladder on which words of possibility stand."""
_STEM = 6
_RANGE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:%|per ?cent\b|percent\b|Prozent\b|out of|in \d)|\b(?:one|two|three|four|\d+) (?:in|out of|of) (?:two|three|four|five|six|ten|twenty|\d+)\b",
    re.IGNORECASE,
)
_NOT_LIKELIHOOD = {
    "could": r"(?:\s+not\b|n['’]t\b|\s+(?:only\s+|hardly\s+|barely\s+)?have\b)",
    "might": r"\s+have\b",
    "remote": r"\s+(?!chance|possibility|prospect|and\b|or\b|but\b)\w",
    "möglich": r"(?:\s+(?:gemacht|machen|macht)\b)",
}
"""What a word is followed by where it speaks of ability, of what was not, or of a place."""


def likelihood_words(certainty: Certainty, yardsticks: Yardsticks) -> tuple[str, ...]:
    """All words that count, in small letters, the longest first."""
    published = {word.casefold() for y in yardsticks.yardsticks for band in y.bands if band.low < band.high for word in band.words}
    stems = {
        part[:_STEM]
        for word in published
        for part in word.split()
        if len(part) >= _STEM and part not in ("almost", "chance", "chances", "roughly", "nearly", "highly")
    }
    possible = {word.casefold() for rung in certainty.scale if rung.rung == POSSIBLE for word in rung.english}
    ladder = {word.casefold() for rung in certainty.scale for word in rung.english if rung.rung < 5 and word[:_STEM].casefold() in stems}
    words = published | possible | ladder
    for marker in certainty.markers:
        if (marker.kind == "possibility" and marker.gloss.casefold() in possible) or (marker.kind == "certainty word" and marker.rung < 5):
            words |= {marker.marker.casefold(), marker.gloss.casefold()}
    for absent in certainty.absent:
        if any(part in words for part in absent.gloss.casefold().replace(",", " ").split()):
            words.add(absent.word.casefold())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def find(text: str, asked: NoParameters, records: Records) -> Iterator[Finding]:
    """At most one finding for a sentence, at its first word without a range."""
    yardsticks = records("yardsticks")
    words = likelihood_words(records("certainty"), yardsticks)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(word) + ("n?" if word.endswith("te") else "") for word in words) + r")\b", re.IGNORECASE)
    for sentence in sentences(text):
        bare = without_mentions(sentence.text)
        if _RANGE.search(bare) or reports(bare):
            continue
        used = [match for match in pattern.finditer(bare) if _counts(match, bare)]
        if used:
            first, others = used[0], list(dict.fromkeys(match[0].casefold() for match in used[1:]))
            also = f" (and {', '.join(f'“{word}”' for word in others)})" if others else ""
            yield Finding(
                "probability",
                sentence.start + first.start(),
                sentence.start + first.end(),
                f"“{first[0]}”{also} says how likely something is, and the sentence gives no range.",
                "Readers put very different numbers to the same word, and a range in the sentence is what brings them together.",
                f"Say how likely you mean it, in the sentence: a range in per cent. {_published(first[0], yardsticks)}",
            )


def _counts(match: re.Match[str], sentence: str) -> bool:
    word = match[0].casefold()
    if word == "may" and match[0] == "May" and (match.start() > 0 or re.match(r"\s+(?:\d|was\b|had\b)", sentence[match.end() :])):
        return False  # the month
    return not (word in _NOT_LIKELIHOOD and re.match(_NOT_LIKELIHOOD[word], sentence[match.end() :], re.IGNORECASE))


def _published(word: str, yardsticks: Yardsticks) -> str:
    """The ranges that published yardsticks give to the word."""
    given = []
    for one in yardsticks.yardsticks:
        try:
            given.append(f"{range_of(yardsticks, word, one.id).shown} in {one.name}")
        except NoSuchWord:
            continue
    return (
        f"Published for “{word.casefold()}”: {', '.join(given)}." if given else f"No published yardstick gives “{word.casefold()}” one, so it is yours to give."
    )


CHECK = Check("probability", "a word such as likely or could without its range", NoParameters, find)
