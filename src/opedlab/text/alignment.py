"""Where a block could stand in a text: chains of hits, and the breaks in the text that a guessed place is moved to."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from attrs import frozen

from opedlab.text import sketch as sketches
from opedlab.text.sketch import SHINGLE, Sketch, SketchBlock

JUMP = 200
"""Letters that may stand inside a block and not belong to it: a running head, a page number, a caption."""
_LOOK_BACK = 12
_ALPHABET = [bytes([letter]) for letter in range(ord("a"), ord("z") + 1)]
_MOST_HITS = 500
"""Hits of one mark that are looked at; by chance a text of 5 MB has 76."""


@frozen
class Chain:
    """Hits of one block that fit each other. ``start`` and ``end`` are letters of the copy: where the whole block would lie."""

    block: SketchBlock
    hits: tuple[tuple[int, int], ...]
    start: int
    end: int

    @property
    def score(self) -> float:
        return len(self.hits) / self.block.count

    @property
    def stretch(self) -> int:
        """Marks that the block has from the first hit to the last."""
        return sum(value is not None for value in self.block.values[self.hits[0][1] : self.hits[-1][1] + 1])

    @property
    def before(self) -> int:
        """Letters between the block's start and its first hit: how far ``start`` is a guess."""
        return self.block.places[self.hits[0][1]]

    @property
    def after(self) -> int:
        """Letters between the last hit and the block's end: how far ``end`` is a guess."""
        return self.block.letters - SHINGLE - self.block.places[self.hits[-1][1]]

    @property
    def lacks_start(self) -> int:
        """How many of the block's first marks were not found."""
        return sum(value is not None for value in self.block.values[: self.hits[0][1]])

    @property
    def lacks_end(self) -> int:
        return sum(value is not None for value in self.block.values[self.hits[-1][1] + 1 :])


def all_chains(code: bytes, sketch: Sketch) -> dict[int, list[Chain]]:
    """For each block with marks its chains, best first."""
    by_block: dict[int, list[tuple[int, int]]] = {block.block: [] for block in sketch.blocks if block.count}
    times: dict[tuple[int, int], int] = {}
    for at, block, rank in sketches.hits(code, sketch):
        times[block, rank] = times.get((block, rank), 0) + 1
        if times[block, rank] <= _MOST_HITS:
            by_block[block].append((at, rank))
    blocks = {block.block: block for block in sketch.blocks}
    return {number: _chains(blocks[number], those) for number, those in by_block.items()}


def _chains(block: SketchBlock, hits: Sequence[tuple[int, int]]) -> list[Chain]:
    """The best chains of one block that share no hit: dynamic programming over hits in text order."""
    spots = block.places
    best = [0.0] * len(hits)
    back = [-1] * len(hits)
    for j, (at, rank) in enumerate(hits):
        best[j] = 1.0
        for i in range(j - 1, max(-1, j - 1 - _LOOK_BACK), -1):
            before, lower = hits[i]
            if at - before > block.letters + JUMP:
                break
            cost = _cost(at - before, spots[rank] - spots[lower]) if lower < rank else None
            if cost is not None and best[i] + 1 - cost > best[j]:
                best[j], back[j] = best[i] + 1 - cost, i
    used = [False] * len(hits)
    found: list[Chain] = []
    for j in sorted(range(len(hits)), key=lambda j: (-best[j], hits[j][0])):
        trail, i = [], j
        while i >= 0 and not used[i]:
            used[i] = True
            trail.append(hits[i])
            i = back[i]
        if trail and i < 0:
            trail.reverse()
            start, end = trail[0][0] - spots[trail[0][1]], trail[-1][0] + block.letters - spots[trail[-1][1]]
            found.append(Chain(block, tuple(trail), start, end))
            if len(found) == 8:
                break
    return found


def _cost(in_copy: int, in_block: int) -> float | None:
    """0 where two hits are as far apart as they should be, 1 where something is inserted or cut, None where they do not go together."""
    drift = in_copy - in_block
    if in_copy < SHINGLE or drift > JUMP:
        return None
    return 0 if abs(drift) <= 3 + 0.08 * in_block else 1


def nearly(code: bytes, block: SketchBlock, start: int, end: int) -> int:
    """How many marks of a block stand between two letters of a copy, one stray, lost or wrong letter each allowed.

    By chance one mark in twenty does.
    """
    stretch = (end - start) / block.letters
    spots = [(start + round(spot * stretch), value) for spot, value in zip(block.places, block.values, strict=True) if value is not None]
    return sum(any(value in _one_off(code, at + shift) for shift in (0, -1, 1, -2, 2)) for at, value in spots)


def _one_off(code: bytes, at: int) -> set[int]:
    """The marks of the shingles that are one letter away from what stands at a place."""
    at = max(0, at)
    found = {sketches.mark(code[at : at + SHINGLE])}
    for n in range(SHINGLE):
        head = crc32(code[at : at + n], sketches.SEED)
        replaced, lost = code[at + n + 1 : at + SHINGLE], code[at + n : at + SHINGLE - 1]
        found.add(crc32(code[at + n + 1 : at + SHINGLE + 1], head) & 0xFFFF)
        for letter in _ALPHABET:
            inner = crc32(letter, head)
            found.add(crc32(replaced, inner) & 0xFFFF)
            found.add(crc32(lost, inner) & 0xFFFF)
    return found


# --- breaks in the text -----------------------------------------------------------------------------------------


def to_break(letter: int, guessed: int, text: str, offsets: Sequence[int]) -> int:
    """The letter at a line's start (better after a full stop), else at a word's start, that is nearest to ``letter``.

    ``guessed`` is the number of letters that lie between it and the nearest hit; the more, the further the break may be.
    """
    slack = 2 + round(0.08 * guessed)
    best, least = letter, float(slack + 1)
    for at in range(max(0, letter - slack), min(len(offsets), letter + slack) + 1):
        signs = _between(at, text, offsets)
        if at in (0, len(offsets)):
            penalty = 0.0
        elif "\n" in signs:
            penalty = 0.0 if signs.count("\n") > 1 or signs.lstrip()[:1] in tuple(".!?:") else 1.0
        else:
            penalty = 2.0 if any(s in signs for s in ".!?") else 4.0 if signs else 9.0
        if abs(at - letter) + penalty < least:
            best, least = at, abs(at - letter) + penalty
    return best


def _between(letter: int, text: str, offsets: Sequence[int]) -> str:
    """What stands between a letter and the one before it (at most 200 characters of it)."""
    low = offsets[letter - 1] + 1 if letter else 0
    high = offsets[letter] if letter < len(offsets) else len(text)
    return text[low:high] if high - low <= 200 else text[low : low + 100] + text[high - 100 : high]


def span(start: int, end: int, text: str, offsets: Sequence[int]) -> tuple[int, int]:
    """Offsets of the letters ``start`` to ``end`` with the signs that belong to them: an opening quote, a closing stop."""
    low = offsets[start - 1] + 1 if start else 0
    signs = text[max(low, offsets[start] - 100) : offsets[start]]
    first = offsets[start] - len(_after_break(signs))
    high = offsets[end] if end < len(offsets) else len(text)
    signs = text[offsets[end - 1] + 1 : min(high, offsets[end - 1] + 101)]
    closing = signs.split("\n", 1)[0].rstrip() if "\n" in signs or end == len(offsets) else (signs.split(None, 1) or [""])[0] if signs[:1].strip() else ""
    return first, offsets[end - 1] + 1 + len(closing)


def _after_break(signs: str) -> str:
    """The tail of the signs before a block that belongs to the block: after the last line end, else after the last space."""
    if "\n" in signs:
        return signs.rsplit("\n", 1)[1].lstrip()
    for n in range(len(signs) - 1, -1, -1):
        if signs[n].isspace():
            return signs[n + 1 :]
    return signs
