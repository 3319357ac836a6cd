"""What a sentence is about: the words that it shares with blocks of the page, and whether it claims anything for them.

Shared by the checks that hold a text against named blocks (``hedges``, ``scope``, ``added``). Words are compared by stem, in English.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from opedlab.advice.model import Records
from opedlab.advice.sentences import without_mentions
from opedlab.advice.voices import authors, first_person
from opedlab.translation.certainty import Certainty, markers_of

WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s")
COMMON = frozenset(
    "the and for that this these those with from have has had are was were been being not but its their his her they them there then than into onto over "
    "under about after before both first second third more most less least only also even still just some any all each other own one two very such what "
    "which who whom whose when where while how why would will shall should can could may might must does did done make made makes take taken say said says "
    "too block article author text page sentence reason reasons claim new our your you she".split()
)
_PASSED_OVER = re.compile(
    r"\?\W*$|\b(?:headlines?|subheadings?|headings?|bullets?|titles?|translations?|translated)\b"
    r"|\b(?:not|never|nowhere|nobody|neither|nor|cannot|hardly|no)\b[^.;:]{0,40}\b(?:says?|said|states?|claims?|shows?|shown|proves?|proven|proof|means?|follows?|certain|certainly|"
    r"definitely|evidence|established|settled|known|clear)\b|n['’]t\b[^.;:]{0,30}\b(?:say|show|prove|mean|follow|certain|known)\b"
    r"|\b(?:disputed|contested|open question|debatable|doubtful|questionable|uncertain)\b|\b(?:in her (?:view|reading)|as she reads)\b",
    re.IGNORECASE,
)


_CONDITION = re.compile(r"\b(?:if|whether|unless|suppose|supposing|assuming|were)\b", re.IGNORECASE)
_BLOCKS = re.compile(r"[(\[]\s*(?:[Bb]locks?\s+)?\d{1,2}(?:\s*(?:,|;|–|-|and|to)\s*\d{1,2})*\s*[)\]]")
_LABEL = re.compile(r"^[\W_]*(?:headline|standfirst|bullets?)\s*\d*\s*[:.–-]+", re.IGNORECASE)


def in_use(sentence: str) -> str:
    """The words that a sentence uses, at the same length: without what it quotes or puts into emphasis, and without block numbers in brackets."""
    return _BLOCKS.sub(lambda match: " " * len(match[0]), without_mentions(sentence))


def claims_nothing(sentence: str, *, conditions: bool = True) -> bool:
    """Whether a sentence claims nothing for the blocks: a question, a denial, words about headings, the writer's I, the author's view; a condition, if so asked."""
    sentence = _LABEL.sub("", sentence)
    passed = _PASSED_OVER.search(sentence) or (conditions and _CONDITION.search(sentence))
    return bool(passed) or first_person(sentence) or authors(sentence)


def own_words(blocks: Collection[int], records: Records, node: str | None = None) -> tuple[str, ...]:
    """What the course says in its own words of these blocks: their summaries (not with a ``node``) and the claims marked in them."""
    certainty: Certainty = records("certainty")
    summaries = [block.summary for block in records("blocks") if block.block in blocks and not node]
    return (*summaries, *(marker.claim for n in blocks for marker in markers_of(certainty, block=n, node=node)))


def vocabulary(blocks: Collection[int], records: Records, node: str | None = None) -> set[str]:
    """Stems of the words of the blocks' summaries and of the claims that are marked in them, without words of certainty."""
    certainty: Certainty = records("certainty")
    hedging = {stem(part) for rung in certainty.scale for word in rung.english for part in WORD.findall(word)}
    return {stem(word) for text in own_words(blocks, records, node) for word in WORD.findall(text) if word.casefold() not in COMMON} - hedging


def stem(word: str) -> str:
    """A word without its ending, good enough to tell soldiers from soldier; not a dictionary form."""
    low = word.casefold().replace("’", "'")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low[: -len(ending)]
            break
    return low.rstrip("e")[:8]
