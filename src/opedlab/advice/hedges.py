"""``hedges``: a sentence that is surer than the blocks it speaks of, measured on the certainty ladder.

A sentence is looked at where it shares two or more words with the course's summary of the blocks or with the claims marked in them (or
one with ``about``). It is put to the same test that the course puts its own paraphrases to (``faults_of_paraphrase``).

It cannot see a sentence that speaks of the block in other words, German, a hedge that the ladder does not list, or a hedge on one claim
that was dropped while another stands in the same sentence. Passed over, since they claim nothing for the block: questions, conditions,
what is denied to be said or proved, the writer's "I", what the author is said to think or infer, words about headings, and words in
quotation marks. A sentence may be more careful than its block; that is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import sentences, without_mentions
from opedlab.advice.voices import authors, first_person
from opedlab.records import BlockNumber, Place, Text
from opedlab.translation.certainty import Certainty, ceiling, cues, faults_of_paraphrase, markers_of, rung_of_english

SHARED = 2
"""Words that a sentence must share with the blocks to be about them."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s")
_COMMON = frozenset(
    "the and for that this these those with from have has had are was were been being not but its their his her they them there then than into onto over "
    "under about after before both first second third more most less least only also even still just some any all each other own one two very such what "
    "which who whom whose when where while how why would will shall should can could may might must does did done make made makes take taken say said says "
    "block article author text page sentence reason reasons claim new our your you she".split()
)
_PASSED_OVER = re.compile(
    r"\?\W*$|\b(?:if|whether|unless|suppose|supposing|assuming|were)\b"
    r"|\b(?:headlines?|subheadings?|headings?|bullets?|titles?|translations?|translated)\b"
    r"|\b(?:not|never|nowhere|nobody|neither|nor|cannot|hardly|no)\b[^.;:]{0,40}\b(?:says?|said|states?|claims?|shows?|shown|proves?|proven|proof|means?|follows?|certain|certainly|"
    r"definitely|evidence|established|settled|known|clear)\b|n['’]t\b[^.;:]{0,30}\b(?:say|show|prove|mean|follow|certain|known)\b"
    r"|\b(?:disputed|contested|open question|debatable|doubtful|questionable|uncertain)\b|\b(?:in her (?:view|reading)|as she reads)\b",
    re.IGNORECASE,
)


@frozen
class Hedges:
    """``blocks`` that the text is about; ``node`` narrows them to one claim of the map; ``about``: words that mark a sentence as theirs."""

    blocks: tuple[BlockNumber, ...]
    node: Text | None = None
    about: tuple[Text, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.blocks:
            yield ("blocks",), "is empty; name the blocks that the text must not be surer than"


def find(text: str, asked: Hedges, records: Records) -> Iterator[Finding]:
    """One finding for each sentence that stands above its blocks."""
    certainty: Certainty = records("certainty")
    shared, single = _vocabulary(asked, records), {_stem(word) for word in asked.about}
    for sentence in sentences(text):
        bare = without_mentions(sentence.text)
        stems = {_stem(word) for word in _WORD.findall(bare)}
        if (len(stems & shared) < SHARED and not stems & single) or _PASSED_OVER.search(bare) or first_person(bare) or authors(bare):
            continue
        wrong = list(faults_of_paraphrase(certainty, bare, asked.blocks, asked.node))
        if wrong:
            yield _finding(certainty, asked, bare, sentence.start, sentence.end)


def _finding(certainty: Certainty, asked: Hedges, bare: str, start: int, end: int) -> Finding:
    rung = rung_of_english(certainty, bare)
    marked = [m for n in asked.blocks for m in markers_of(certainty, block=n, node=asked.node)] if asked.node else []
    numbers = sorted({m.block for m in marked}) or asked.blocks
    top = max(ceiling(certainty, n, asked.node) for n in numbers)
    names = {one.rung: one.name for one in certainty.scale}
    where = f"block{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    words = [word for word, _ in cues(certainty, bare)]
    named = f"with “{'”, “'.join(dict.fromkeys(words))}”" if words else "without a word that limits it"
    if rung > top:
        what = f"This stands {named}, on the rung “{names[rung]}”; {where} stand{'' if len(numbers) > 1 else 's'} on “{names[top]}”."
    else:
        what = f"This stands {named}; a word of certainty has no counterpart in {where}."
    there = [m for n in numbers for m in markers_of(certainty, block=n, node=asked.node) if m.rung <= top and m.kind != "bare assertion"]
    carried = ", ".join(dict.fromkeys(f"*{m.marker}* ({m.gloss})" for m in there))
    return Finding(
        "hedges",
        start,
        end,
        what,
        "Whoever sharpens a claim has an easy time with it, and it is no longer hers.",
        f"{f'The hedges there: {carried}. ' if carried else ''}Put back what she put in, or say that the sharper claim is yours.",
    )


def _vocabulary(asked: Hedges, records: Records) -> set[str]:
    """Stems of the words of the blocks' summaries and of the claims that are marked in them, without words of certainty."""
    certainty: Certainty = records("certainty")
    texts = [block.summary for block in records("blocks") if block.block in asked.blocks and not asked.node]
    texts += [marker.claim for n in asked.blocks for marker in markers_of(certainty, block=n, node=asked.node)]
    hedging = {_stem(part) for rung in certainty.scale for word in rung.english for part in _WORD.findall(word)}
    return {_stem(word) for text in texts for word in _WORD.findall(text) if word.casefold() not in _COMMON} - hedging


def _stem(word: str) -> str:
    """A word without its ending, good enough to tell soldiers from soldier; not a dictionary form."""
    low = word.casefold().replace("’", "'")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low[: -len(ending)]
            break
    return low.rstrip("e")[:8]


CHECK = Check("hedges", "sentences that are surer than the blocks they speak of", Hedges, find)
