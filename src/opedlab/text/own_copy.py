"""Is this the op-ed, and where in it is each block? A reader's own copy, recognised by the sketch alone.

Every shingle of the copy that has a mark of the sketch is a hit. Hits of one block that stand in the right order and at
the right distances form a *chain*; chance hits do not. The blocks are then placed in three steps:

1. *By themselves*: a chain of at least three marks, and at least 0.7 of those that the copy's noise would leave (the
   noise is measured: it is what the chains lack between their ends). The text is the op-ed if a quarter of the blocks
   of 150 letters or more (and three at least) are placed in this way, or fewer that make up half of the text; blocks that
   other pages of the portal share (``template``) do not count. An essay that quotes some sentences or paragraphs is none.
2. *With their neighbours*: once the text is known to be the op-ed, two marks that stand where a found neighbour leaves
   room for them, or one where the neighbours on both sides do; again measured against the noise.
3. *By neighbours*: where the found blocks before and after leave just the room of a block. Most of its marks must
   be there but for one letter each; a block without marks (under 24 letters) is placed if its direct neighbours
   are found. The score is at most 0.5: the wording was hardly looked at, or not at all.

What fits none of these is missing. Nothing is placed because it is the likeliest of bad places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from opedlab.text import sketch as sketches
from opedlab.text.alignment import JUMP, Chain, all_chains, nearly, span, to_break
from opedlab.text.decode import Problem, decode, language
from opedlab.text.sketch import SHINGLE, Sketch, SketchBlock

BODY_SIZE = 150
BODIES = 3

_ENGLISH_TOPICS = ("north korea", "pyongyang", "kursk", "putin", "kim jong un", "biden", "south korea", "beijing", "brics", "pentagon", "poland", "defect")
_AUTHOR = "schake"

Spot = tuple[int, int, float]
"""Start and end letter of a block in the copy, and its score."""


@frozen
class PlacedBlock:
    """A block and its place in the decoded text. ``score``: share of its marks that were found, 0 to 1."""

    block: int
    found: bool
    score: float = 0.0
    start: int | None = None
    end: int | None = None


@frozen
class Recognition:
    """What a reader's text is, and where each block stands in it.

    ``text`` is the decoded text that ``start`` and ``end`` count in. It is the reader's: it has no place in a repr, in
    JSON or in a saved output.
    """

    recognised: bool
    blocks: tuple[PlacedBlock, ...]
    foreign_share: float
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    text: str = field(default="", repr=False, eq=False)

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(block.block for block in self.blocks if not block.found)

    def as_json(self) -> dict[str, object]:
        """Plain JSON types, as ``opedlab copy --json`` prints them."""
        return {
            "recognised": self.recognised,
            "blocks": [{"block": b.block, "found": b.found, "score": round(b.score, 2), "start": b.start, "end": b.end} for b in self.blocks],
            "missing": list(self.missing),
            "foreign_share": round(self.foreign_share, 3),
            "notes": list(self.notes),
        }


def recognise(data: bytes | str, sketch: Sketch) -> Recognition:
    """Find the blocks of ``sketch`` in what a reader has. Never raises for any content of ``data``."""
    decoded = decode(data)
    if decoded.problem:
        return _nothing(sketch, decoded.text, decoded.notes, decoded.problem)
    code, offsets = sketches.letters(decoded.text)
    chains = all_chains(code, sketch)
    clean = _cleanness(chains)
    sure = _first_step(chains, clean)
    bodies = [c for c in sure.values() if not c.block.template and c.block.letters >= BODY_SIZE]
    enough = sum(not b.template and b.letters >= BODY_SIZE for b in sketch.blocks) / 4
    if len(bodies) < max(BODIES, enough) and sum(c.block.letters for c in bodies) <= 0.5 * len(code):
        return _another(sketch, decoded.text, decoded.notes, len(bodies))
    found = _second_step(sure, chains, sketch, len(code), clean)
    settled = _settled(found, decoded.text, offsets)
    return _report(_third_step(settled, sketch, code), sketch, decoded.text, offsets, decoded.notes)


# --- the three steps --------------------------------------------------------------------------------------------


def _cleanness(chains: Mapping[int, Sequence[Chain]]) -> float:
    """The share of marks that a copy's noise leaves whole, from the marks between the first and the last of each good chain."""
    seen = asked = 0
    for those in chains.values():
        if those and len(those[0].hits) >= 3:
            seen, asked = seen + len(those[0].hits) - 1, asked + those[0].stretch - 1
    return seen / asked if asked else 1.0


def _first_step(chains: Mapping[int, Sequence[Chain]], clean: float) -> dict[int, Chain]:
    """The blocks that are recognised by themselves."""
    good = {number: those[0] for number, those in chains.items() if those and len(those[0].hits) >= 3 and those[0].score >= 0.7 * clean}
    return {number: chain for number, chain in good.items() if not _inside_another(chain, good, clean)}


def _second_step(sure: Mapping[int, Chain], chains: Mapping[int, Sequence[Chain]], sketch: Sketch, length: int, clean: float) -> dict[int, Chain]:
    """The blocks of which less is left, and for each block that stands twice the place that fits its neighbours."""
    found = dict(sure)
    spots = {number: (chain.start, chain.end) for number, chain in sure.items()}
    for number, chain in sure.items():
        rivals = [c for c in chains[number] if len(c.hits) >= len(chain.hits) - 1 and not _inside_another(c, sure, clean)]
        if len(rivals) > 1:
            room = _room(chain.block, spots, sketch, length)
            found[number] = min(rivals, key=lambda c: (_misfit(c, *room), -len(c.hits)))
    for _ in range(4):  # each block that is found makes room for the next to be judged by
        new: dict[int, Chain] = {}
        spots = {number: (chain.start, chain.end) for number, chain in found.items()}
        for number, those in chains.items():
            if number not in found:
                room = _room(sketch.blocks[number - 1], spots, sketch, length)
                fitting = [c for c in those if _enough(c, *room, clean)]
                if fitting:
                    new[number] = max(fitting, key=lambda c: (len(c.hits), -_misfit(c, *room)))
        new = {number: c for number, c in new.items() if not _inside_another(c, found | new, clean)}
        if not new:
            break
        found |= new
    return found


def _room(block: SketchBlock, spots: Mapping[int, Sequence[float]], sketch: Sketch, length: int) -> tuple[float, float]:
    """The letters at which a block starts and ends if its nearest placed neighbours, or the text's ends, stand in page order."""
    start, end = 0.0, float(length)
    for before in sketch.blocks[: block.block - 1]:
        start = spots[before.block][1] if before.block in spots else start + before.letters
    for after in reversed(sketch.blocks[block.block :]):
        end = spots[after.block][0] if after.block in spots else end - after.letters
    return start, end


def _enough(chain: Chain, start: float, end: float, clean: float) -> bool:
    """Whether what is left of a block will do, given the room that its neighbours leave."""
    n, marks, slack = len(chain.hits), chain.block.count, 8 + 0.08 * chain.block.letters
    fits = (abs(chain.start - start) <= slack) + (abs(chain.end - end) <= slack)
    if fits == 2:
        return n >= 0.3 * clean * marks
    if fits == 1:
        return n >= 2 and n >= 0.3 * clean * marks
    return n >= 2 and n >= 0.5 * clean * marks and (n >= 3 or marks <= sketches.FEWEST)


def _misfit(chain: Chain, start: float, end: float) -> float:
    """Letters between a chain and the nearer end of its room."""
    return min(abs(chain.start - start), abs(chain.end - end))


def _inside_another(chain: Chain, found: Mapping[int, Chain], clean: float) -> bool:
    """Whether the words stand in the middle of a better found block: a teaser repeats its article.

    A block may also be cut short, and others follow where it would go on; then it lacks more marks than noise takes.
    """
    middle = (chain.hits[0][0] + chain.hits[-1][0] + SHINGLE) // 2
    for other in found.values():
        if other.block != chain.block and other.start <= middle < other.end and len(other.hits) > len(chain.hits):
            lacking = other.lacks_start if middle < other.hits[0][0] else other.lacks_end if middle >= other.hits[-1][0] else 0
            if (1 - clean) ** lacking > 0.01:
                return True
    return False


def _third_step(settled: dict[int, Spot], sketch: Sketch, code: bytes) -> dict[int, Spot]:
    """Blocks between found neighbours that leave just their room: badly damaged ones, then those too short for marks."""
    found = dict(settled)
    for block in sketch.blocks:
        if block.count and block.block not in found:
            start, end = map(round, _room(block, found, sketch, len(code)))
            if abs(end - start - block.letters) <= 3 + 0.08 * block.letters:
                near = nearly(code, block, start, end)
                if near > 0.5 * block.count and near >= 2:
                    found[block.block] = start, end, 0.5 * near / block.count
    for block in sketch.blocks:
        if not block.count and block.block - 1 in found and block.block + 1 in found:
            start, end = found[block.block - 1][1], found[block.block + 1][0]
            off = abs(end - start - block.letters)
            if off <= max(2, 0.15 * block.letters):
                found[block.block] = start, end, 0.5 * (1 - off / block.letters)
    return found


# --- places in the text -----------------------------------------------------------------------------------------


def _settled(found: Mapping[int, Chain], text: str, offsets: Sequence[int]) -> dict[int, Spot]:
    """Start and end letter and score of each block: guesses moved to the nearest break, overlaps undone."""
    order = sorted(found.values(), key=lambda c: c.hits[0][0])
    ends = {c.block.block: [max(0, c.start), min(len(offsets), c.end)] for c in order}
    for c in order:
        place = ends[c.block.block]
        place[0] = to_break(place[0], c.before, text, offsets)
        place[1] = to_break(place[1], c.after, text, offsets)
    for a, b in pairwise(order):
        one, two = ends[a.block.block], ends[b.block.block]
        if b.block.block == a.block.block + 1 and 0 < two[0] - one[1] <= JUMP and bool(a.lacks_end) != bool(b.lacks_start):
            # a page head that broke the last mark of one block or the first of the next
            one[1], two[0] = (two[0], two[0]) if a.lacks_end else (one[1], one[1])
        if one[1] > two[0]:
            shared = two[0] if b.before <= a.after else one[1]
            one[1] = two[0] = min(max(shared, a.hits[-1][0] + SHINGLE), b.hits[0][0])
    return {c.block.block: (*ends[c.block.block], c.score) for c in order if ends[c.block.block][0] < ends[c.block.block][1]}


# --- what is said -----------------------------------------------------------------------------------------------


def _report(settled: Mapping[int, Spot], sketch: Sketch, text: str, offsets: Sequence[int], notes: Iterable[str]) -> Recognition:
    blocks, covered = [], 0
    for block in sketch.blocks:
        if block.block not in settled:
            blocks.append(PlacedBlock(block.block, False))
            continue
        start, end, score = settled[block.block]
        covered += end - start
        blocks.append(PlacedBlock(block.block, True, score, *span(start, end, text, offsets)))
    result = Recognition(True, tuple(blocks), max(0.0, 1 - covered / len(offsets)), tuple(notes), None, text)
    return evolve(result, notes=(*result.notes, *_remarks(result, sketch)))


def _remarks(result: Recognition, sketch: Sketch) -> Iterable[str]:
    placed = [b for b in result.blocks if b.found]
    unmarked = {block.block for block in sketch.blocks if not block.count}
    neighbours = [str(b.block) for b in placed if b.block in unmarked]
    if neighbours:
        yield f"too short to be recognised by wording, placed between their neighbours: {', '.join(neighbours)}"
    if any(a.start > b.start for a, b in pairwise(placed)):
        yield "the blocks stand in another order than on the page"
    if result.foreign_share > 0.3:
        yield f"{result.foreign_share:.0%} of the text is not the article"


def _another(sketch: Sketch, text: str, notes: Sequence[str], bodies: int) -> Recognition:
    """The text can be read and is something else; says what it looks like."""
    spoken, lower = language(text), text[:200_000].casefold()
    topics = sum(topic in lower for topic in _ENGLISH_TOPICS)
    if spoken == "en" and topics >= (4 if _AUTHOR in lower else 8):
        note = "looks like the English original: the course works on the German page"
        return _nothing(sketch, text, (*notes, note), "english original")
    if bodies:
        note = f"contains {bodies} block{'s' if bodies > 1 else ''} of the article, too little to work with"
    elif sum(map(str.isalpha, text[:1000])) < BODY_SIZE:
        note = "too short to tell; paste at least a whole paragraph"
    elif spoken == "en":
        note = "the text is English; the course works on the German page"
    else:
        note = "the text is German, but not this article" if spoken == "de" else "the text is neither German nor English"
    return _nothing(sketch, text, (*notes, note), "another article")


def _nothing(sketch: Sketch, text: str, notes: Iterable[str], problem: Problem) -> Recognition:
    return Recognition(False, tuple(PlacedBlock(b.block, False) for b in sketch.blocks), 1.0 if text else 0.0, tuple(notes), problem, text)
