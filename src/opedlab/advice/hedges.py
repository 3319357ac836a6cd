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

from opedlab.advice.about import WORD, claims_nothing, in_use, stem, vocabulary
from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import sentences
from opedlab.records import BlockNumber, Place, Text
from opedlab.translation.certainty import Certainty, ceiling, cues, faults_of_paraphrase, markers_of, rung_of_english

SHARED = 2
"""Words that a sentence must share with the blocks to be about them."""
_LINKING = re.compile(r"\b((?:could|may|might|would)\s+)(prove)\b(?!\s+that\b)", re.IGNORECASE)
"""“Could prove costly” proves nothing."""


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
    shared, single = vocabulary(asked.blocks, records, asked.node), {stem(word) for word in asked.about}
    for sentence in sentences(text):
        bare = _LINKING.sub(lambda match: match[1] + " " * len(match[2]), in_use(sentence.text))
        stems = {stem(word) for word in WORD.findall(bare)}
        if (len(stems & shared) < SHARED and not stems & single) or claims_nothing(bare):
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


CHECK = Check("hedges", "sentences that are surer than the blocks they speak of", Hedges, find)
