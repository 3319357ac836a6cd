"""One ladder of certainty for the whole page: who says how surely what, and a check that no paraphrase climbs above it.

The ladder is the course's own ordinal scale from 0 (stated ignorance) to 5 (flat assertion). It is for comparison
inside this page only; German modals stand in none of the published yardsticks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Literal

from attrs import frozen

from opedlab.records import BlockNumber, Place, Slug, SourceKey, Text, between, by_id, doubles, unknown

SCHEMA = "certainty"

RungNumber = Annotated[int, between(0, 5, "a rung")]
MarkerVoice = Literal["author", "paratext", "attributed"]
Kind = Literal[
    "stated ignorance", "open condition", "possibility", "downtoner", "concession", "evidential", "estimate", "risk verb", "limiter",
    "attribution", "inference", "conditional", "counterfactual", "prediction", "recommendation", "booster", "minimiser",
    "speech-act verb", "proof verb", "certainty word", "bare assertion",
]  # fmt: skip
System = Literal["adverb", "modal verb in the indicative", "modal verb in Konjunktiv II", "verb of evidence", "words for a report", "open condition"]
Became = Literal["kept", "hedge lost", "hedge gained"]
TOP = 5


@frozen
class Rung:
    """One rung of the ladder."""

    rung: RungNumber
    name: Text
    means: Text
    english: tuple[Text, ...] = ()
    """English words that put a paraphrase on this rung; a phrase is looked for before the words inside it."""


@frozen
class English:
    """The English of a marked place, where it was seen: never a hypothesis. ``became`` says what the German made of its certainty."""

    words: Text
    rung: RungNumber
    became: Became


@frozen
class Marker:
    """A word of the page that sets the certainty of a claim. ``at`` is its place in the block, counted in words from 0."""

    id: str
    block: BlockNumber
    marker: Text
    gloss: Text
    voice: MarkerVoice
    kind: Kind
    rung: RungNumber
    claim: Text
    at: int
    who: str | None = None
    map_nodes: tuple[str, ...] = ()
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()
    english: English | None = None


@frozen
class Ladder:
    """One claim at several places of the page, in page order; ``steps`` are marker ids."""

    id: str
    claim: Text
    steps: tuple[str, ...]
    finding: Text


@frozen
class Word:
    """A German word of certainty by itself, with its place in the system of modality.

    ``forms`` are the markers of the page that are forms of it; a word without any is not on the page. ``rate`` asks for
    the student's own range. ``rung`` is the course's reading and never shown where a range is asked for.
    """

    id: Slug
    word: Text
    gloss: Text
    system: System
    rung: RungNumber
    forms: tuple[Text, ...] = ()
    rate: bool = False
    slider: str | None = None
    """The item of lesson 07 that asks for the same range; unlike a board's, a slider's answer travels in a work code."""
    note: str | None = None


@frozen
class Certainty:
    """The ladder, the markers of the page, and the words of certainty one by one, also those that the page does not have.

    ``flat`` lists the blocks in which at least one claim is asserted without any marker; their ceiling is the top rung.
    """

    about: Text
    scale: tuple[Rung, ...]
    markers: tuple[Marker, ...]
    ladders: tuple[Ladder, ...]
    words: tuple[Word, ...]
    flat: tuple[BlockNumber, ...]

    @property
    def absent(self) -> tuple[Word, ...]:
        """The words that the page does not have."""
        return tuple(word for word in self.words if not word.forms)

    def __getitem__(self, marker_id: str) -> Marker:
        """The marker of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.markers, marker_id, "certainty marker")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.markers, "markers")
        yield from doubles(self.ladders, "ladders")
        if [rung.rung for rung in self.scale] != list(range(TOP + 1)):
            yield ("scale",), f"has the rungs {[rung.rung for rung in self.scale]}; 0 to {TOP} are expected, each once and in order"
        yield from doubles(self.words, "words")
        marked = {marker.marker.casefold() for marker in self.markers}
        for n, word in enumerate(self.words):
            for _, what in unknown(word.forms, marked, "marker of the page"):
                yield ("words", n, "forms"), what
        ids = {marker.id for marker in self.markers}
        for n, ladder in enumerate(self.ladders):
            for _, what in unknown(ladder.steps, ids, "id of a marker"):
                yield ("ladders", n, "steps"), what
        for n, marker in enumerate(self.markers):
            if (marker.voice == "attributed") != (marker.who is not None):
                yield ("markers", n, "who"), "names the speaker of an attributed marker, and only of an attributed one"


def markers_of(certainty: Certainty, *, block: int | None = None, voice: str | None = None, node: str | None = None) -> tuple[Marker, ...]:
    """The markers of a block, of a voice, of a map node, or of all at once, in page order."""
    chosen = (
        m for m in certainty.markers if (block is None or m.block == block) and (voice is None or m.voice == voice) and (node is None or node in m.map_nodes)
    )
    return tuple(sorted(chosen, key=lambda m: (m.block, m.at)))


def places_of(certainty: Certainty, word: Word) -> tuple[Marker, ...]:
    """The marked places of the page at which a form of the word stands, in page order."""
    return tuple(marker for marker in markers_of(certainty) if marker.marker.casefold() in word.forms)


def highest(certainty: Certainty, block: int) -> dict[str, int]:
    """The highest marked rung of a block by voice; a voice without a marker there is absent."""
    found: dict[str, int] = {}
    for marker in markers_of(certainty, block=block):
        found[marker.voice] = max(marker.rung, found.get(marker.voice, 0))
    return found


def ceiling(certainty: Certainty, block: int, node: str | None = None) -> int:
    """The highest rung on which a paraphrase of the block may stand.

    With a ``node`` only its own markers in the block count, since one block can hedge one claim and assert the next; a
    node without a marker there is asserted flatly. Without a node it is the highest marker of the block, and the top
    rung where the block has no marker or asserts something flatly.
    """
    rungs = [marker.rung for marker in markers_of(certainty, block=block, node=node)]
    if node is None and block in certainty.flat:
        return TOP
    return max(rungs, default=TOP)


def cues(certainty: Certainty, sentence: str) -> tuple[tuple[str, int], ...]:
    """The certainty words of an English sentence with their rungs; longer phrases first, each stretch read once."""
    rungs = {word.casefold(): rung.rung for rung in certainty.scale for word in rung.english}
    if not rungs:
        return ()
    words = sorted(rungs, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
    return tuple((found[0], rungs[found[0]]) for found in pattern.finditer(sentence.casefold().replace("’", "'")))


def rung_of_english(certainty: Certainty, text: str) -> int:
    """The rung on which an English text stands.

    A sentence (or a part between semicolons) stands on the lowest rung that one of its words names, since hedges add
    up; without such a word it asserts flatly. The text stands as high as its highest sentence.
    """
    sentences = [part for part in re.split(r"[.;!?](?:\s+|$)", text) if part.strip()]
    return max((min((rung for _, rung in cues(certainty, part)), default=TOP) for part in sentences), default=TOP)


def faults_of_paraphrase(certainty: Certainty, text: str, blocks: int | Collection[int], node: str | None = None) -> Iterator[str]:
    """Where an English paraphrase of a block (or of several together) claims more certainty than they have.

    Give the ``node`` where the text is that of a map node. A paraphrase of several blocks may stand as high as the
    highest of them; for a node, of those that have a marker of it.
    """
    numbers = [blocks] if isinstance(blocks, int) else sorted(blocks)
    marked = [n for n in numbers if markers_of(certainty, block=n, node=node)] if node else numbers
    top = max((ceiling(certainty, n, node) for n in marked), default=TOP)
    rung = rung_of_english(certainty, text)
    names = {one.rung: one.name for one in certainty.scale}
    where = f"block{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    if rung > top:
        yield f"stands on rung {rung} ({names[rung]}), {where} on rung {top} ({names[top]}); keep the hedge"
    sure = any(m.kind in ("certainty word", "proof verb") for n in numbers for m in markers_of(certainty, block=n))
    for word, of in cues(certainty, text):
        if of == TOP and not sure:
            yield f'"{word}" is a word of certainty; {where} {"have" if len(numbers) > 1 else "has"} none'


def link_faults(
    record: Certainty, *, blocks: Collection[int], nodes: Collection[str], sources: Collection[str], dropped: Collection[str] = ()
) -> Iterator[tuple[Place, str]]:
    """Blocks, map nodes and source keys that nothing answers to."""
    for n, marker in enumerate(record.markers):
        if marker.block not in blocks:
            yield ("markers", n, "block"), f"{marker.block} is no block of the page"
        for _, what in unknown(marker.map_nodes, nodes, "node of map.yaml", dropped):
            yield ("markers", n, "map_nodes"), what
        for _, what in unknown(marker.sources, sources, "key of source_texts/sources.yaml", dropped):
            yield ("markers", n, "sources"), what
    for number in record.flat:
        if number not in blocks:
            yield ("flat",), f"{number} is no block of the page"


def quotes(record: Certainty) -> Iterable[tuple[int, str]]:
    """Every quotation of the page in this record, with its block."""
    return [(marker.block, marker.marker) for marker in record.markers]
