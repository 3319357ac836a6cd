"""A sketch of a text: enough to recognise a copy of it, too little to rebuild it.

What is kept
    The text is read as letters only (``letters``): small, umlauts as two letters, no spaces, digits or signs. From each
    block some *shingles* (12 letters in a row) are taken at even distances, each is hashed and the hash is cut to 16
    bits, a *mark*. Beside its marks a block has its number of letters and words, and a mark's place follows from its rank.

Why the text cannot be rebuilt
    - *No overlap.* Two shingles of a block share no letter, and in a long block about twelve letters between them are in
      none. So no mark helps to find the next one: whoever had guessed one shingle would have to guess the next two dozen
      letters at once. (A dense sketch is different. With every fourth shingle kept, one known word is extended letter by
      letter, for each step has only 26 candidates and is soon confirmed or refuted; a full set gives the text away.)
    - *No single words.* A shingle that lies inside one word is withheld, and blocks under 24 letters have no marks, so a
      list of words is of little use.
    - *Loss.* 421 marks for 10,277 letters are 0.66 bits a letter. Printed prose carries about one (Shannon 1951: 0.6 to 1.3
      for English). That is an argument of magnitude and no proof: at the lower figure the two are equal, but only for a
      guesser as good as that who tries two dozen letters at a time. Of a thousand million likely strings of 12 letters
      fifteen thousand share any one mark. Headings are less well protected: five marks for seventy letters.
    - The hash is public and fast, for the protection is the loss and not a secret.

    What it cannot prevent: whoever has a text already, or a good guess at a sentence (a translation of the English, say), can
    test it against the marks. That is its use.

To make it anew
    Somebody with a lawful copy writes it with one numbered block to a line (``[07] …``) and stores
    ``as_json(make(numbered(text), "schake-2024", template))``; ``template`` are the blocks whose role in blocks.yaml is provenance
    note, page furniture, byline label, author note, translation notice or licence note (6, 14, 39 to 42).
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from zlib import crc32

from attrs import frozen

from opedlab.records import BlockNumber, Fault, Place, RecordFaults, Text, load, revive

SCHEMA = "sketch"

SHINGLE = 12
"""Letters of a shingle. At 5 % character noise a good half of all shingles of 12 letters stay whole."""
STRIDE = 24
"""Letters from one shingle to the next in a long block."""
FEWEST = 5
"""Marks that a short block gets where they fit without overlap; three would too often all be lost to noise."""
BITS = 16
FORMAT = 1
SEED = 20241105

_MASK = (1 << BITS) - 1
_WITHHELD = "-"


@frozen
class SketchBlock:
    """The marks of one block. ``template``: wording that other pages of the portal share, so no evidence by itself."""

    block: BlockNumber
    letters: int
    words: int
    marks: Text | None = None
    template: bool = False

    @property
    def values(self) -> tuple[int | None, ...]:
        """The marks by rank, None where one is withheld."""
        return tuple(None if mark == _WITHHELD else int(mark, 16) for mark in (self.marks or "").split())

    @property
    def places(self) -> tuple[int, ...]:
        """The letter in the block at which each mark's shingle begins."""
        return places(self.letters)

    @property
    def count(self) -> int:
        """Marks that are kept."""
        return sum(value is not None for value in self.values)


@frozen
class Sketch:
    """The marks of a work, block by block."""

    format: int
    work: Text
    blocks: tuple[SketchBlock, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.format != FORMAT:
            yield ("format",), f"is {self.format}; this version reads {FORMAT}: make the sketch anew"
        for n, block in enumerate(self.blocks):
            if block.block != n + 1:
                yield ("blocks", n, "block"), f"is {block.block}; blocks stand in page order, so {n + 1} is expected here"
            if not re.fullmatch(r"(([0-9a-f]{4}|-)( |$))*", block.marks or ""):
                yield ("blocks", n, "marks"), "are no marks of four hexadecimal digits (or - for a withheld one)"
            elif len(block.values) != len(block.places):
                yield ("blocks", n, "marks"), f"are {len(block.values)}; a block of {block.letters} letters has {len(block.places)}"


def _folded(character: str) -> str:
    """The letters a to z that a character stands for; ``?`` for a letter of another script; nothing for the rest."""
    out = ""
    for part in unicodedata.normalize("NFKD", character.casefold()):
        if "a" <= part <= "z":
            out += part
        elif part == "\u0308":
            out += "e"  # ü, u + diaeresis and ue are one
        elif part.isalpha():
            out += "?"
    return out[:3]  # one Arabic ligature has sixteen letters; a hostile text has a million of it


def letters(text: str) -> tuple[bytes, list[int]]:
    """The letters of a text, and for each the offset in ``text`` of the character it comes from."""
    fold = {character: _folded(character) for character in set(text)}
    kept = text.translate({ord(character): folded for character, folded in fold.items()})
    return kept.encode("ascii"), [at for at, character in enumerate(text) for _ in fold[character]]


def places(count: int) -> tuple[int, ...]:
    """Where the shingles of a block of ``count`` letters begin: at its start, at its end, evenly between, none overlapping."""
    if count < 2 * SHINGLE:
        return ()
    span = count - SHINGLE
    n = max(span // STRIDE + 1, min(FEWEST, count // SHINGLE))
    return tuple(rank * span // (n - 1) for rank in range(n))


def mark(shingle: bytes) -> int:
    """16 bits of a shingle's CRC-32."""
    return crc32(shingle, SEED) & _MASK


@functools.lru_cache(maxsize=8)
def index(sketch: Sketch) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """For each mark the (block, rank) pairs that have it."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for block in sketch.blocks:
        for rank, value in enumerate(block.values):
            if value is not None:
                found[value] = (*found.get(value, ()), (block.block, rank))
    return found


def hits(code: bytes, sketch: Sketch) -> Iterator[tuple[int, int, int]]:
    """(letter, block, rank) for every shingle of ``code`` whose mark the sketch has, in text order."""
    known = index(sketch)
    end = SHINGLE
    for at in range(len(code) - SHINGLE + 1):
        value = crc32(code[at:end], SEED) & _MASK
        end += 1
        if value in known:
            for block, rank in known[value]:
                yield at, block, rank


# --- made and read ----------------------------------------------------------------------------------------------


def make(blocks: Mapping[int, str], work: str, template: Collection[int] = ()) -> Sketch:
    """The sketch of a work from its blocks, which are not kept."""
    return Sketch(FORMAT, work, tuple(_sketched(number, text, number in template) for number, text in sorted(blocks.items())))


def _sketched(number: int, text: str, template: bool) -> SketchBlock:
    code, offsets = letters(text)
    marks = []
    for place in places(len(code)):
        between = text[offsets[place] : offsets[place + SHINGLE - 1]]
        several_words = any(not character.isalpha() for character in between)
        marks.append(f"{mark(code[place : place + SHINGLE]):04x}" if several_words else _WITHHELD)
    return SketchBlock(number, len(code), len(re.findall(r"\w+", text)), " ".join(marks) or None, template)


def numbered(text: str) -> dict[int, str]:
    """The blocks of a text that has one block to a line, each with its number before it: ``[07] …``.

    Raises:
        ValueError: a line has no number, or a number comes twice or out of turn; the message names the line.
    """
    found: dict[int, str] = {}
    for n, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        number = re.match(r"\[(\d{1,3})\] ", line)
        if not number or int(number[1]) != len(found) + 1:
            raise ValueError(f"line {n}: expected a block that starts with [{len(found) + 1:02d}]")
        found[len(found) + 1] = line[number.end() :]
    return found


def as_json(sketch: Sketch) -> str:
    """The file's content, a line for each block, so that a change can be reviewed."""
    rows = []
    for block in sketch.blocks:
        row: dict[str, object] = {"block": block.block, "letters": block.letters, "words": block.words}
        row |= {"marks": block.marks} if block.marks else {}
        row |= {"template": True} if block.template else {}
        rows.append("  " + json.dumps(row))
    head = f'{{"format": {sketch.format}, "work": {json.dumps(sketch.work)}, "blocks": [\n'
    return head + ",\n".join(rows) + "\n]}\n"


def read(path: Path, name: str | None = None) -> Sketch:
    """The sketch in a file; the slow and thorough way is taken only to say what is wrong with it.

    Raises:
        RecordFaults: no such file, no JSON, or not a sketch of this version.
    """
    try:
        sketch = revive(json.loads(path.read_bytes()), Sketch)
        if not any(sketch.faults()):
            return sketch
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # said below, with place and remedy
    load(path, Sketch, name)
    raise RecordFaults([Fault(name or str(path), "", "is no sketch; make it anew")])
