"""How much of the article a text repeats, measured by the sketch alone.

Two neighbouring marks of a block at exactly their distance are no accident: a *run* of the article's wording. The marks
say how long it is at least (their letters) and at most (no further than the next mark that is not there); between the two
the text itself decides, for quotations end at quotation marks, emphasis, brackets or tags. Where nothing of the kind
stands, the longest reading counts: whoever quotes marks the quotation.

What it sees and what it does not
    With a mark every 24 letters a run is seen for certain from 59 letters (about ten words) where no mark is withheld, and
    hardly ever under 36 (six words). ``sensitivity`` gives the probability for a run of so many words in a given sketch.
    A single mark is no evidence (by chance one shingle in 160 has one), so ``share`` counts the runs that were seen and
    is a lower bound. Wording that is changed every few words is not seen; nor is a translation.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from attrs import frozen

from opedlab.text import sketch as sketches
from opedlab.text.decode import language
from opedlab.text.sketch import SHINGLE, Sketch, SketchBlock

LONGEST = 8
"""Words in a row that the course quotes at most."""

_EDGE = "\x1e"
_EDGES = re.compile(r"[\x1e„“”\"«»‹›‚‘’'*_`<>()\[\]{}|=;:…\t\\]|\n[ \t]*\n")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_KEY = re.compile(r"^[ \t]{0,40}(?:(?:[-*+]|\d{1,3}\.) (?:[\w.-]{1,40}:(?=\s))?|[\w.-]{1,40}:(?=\s))", re.MULTILINE)


@frozen
class Run:
    """Consecutive words of the article in a text: ``words`` of them (at ``start`` to ``end`` of the text), from ``block``.

    ``certain`` are the letters of the block that its marks vouch for, first and after the last.
    """

    block: int
    words: int
    start: int
    end: int
    certain: tuple[int, int]


def runs(text: str, sketch: Sketch) -> tuple[Run, ...]:
    """The runs of the article's wording in ``text``, longest first."""
    code, offsets = sketches.letters(text)
    blocks = {block.block: block for block in sketch.blocks}
    aligned: dict[tuple[int, int], list[int]] = {}
    for at, block, rank in sketches.hits(code, sketch):
        aligned.setdefault((block, at - blocks[block].places[rank]), []).append(rank)
    found = []
    for (number, origin), ranks in aligned.items():
        if len(ranks) > 1:
            found += [_run(blocks[number], origin, a, b, text, offsets) for a, b in _unbroken(blocks[number], ranks)]
    return tuple(sorted((run for run in found if run), key=lambda run: (-run.words, run.start)))


def _unbroken(block: SketchBlock, ranks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last rank of two or more kept marks in a row that are all there."""
    kept, there = [rank for rank, value in enumerate(block.values) if value is not None], set(ranks)
    row: list[int] = []
    for rank in [*kept, -1]:
        if rank in there:
            row.append(rank)
            continue
        if len(row) > 1:
            yield row[0], row[-1]
        row = []


def _run(block: SketchBlock, origin: int, first: int, last: int, text: str, offsets: Sequence[int]) -> Run | None:
    """The run between two ranks, as long as the marks around it and the text's own edges allow."""
    spots, values = block.places, block.values
    low, high = spots[first], spots[last] + SHINGLE
    least = next((spots[r] + 1 for r in range(first - 1, -1, -1) if values[r] is not None), 0)
    most = next((spots[r] + SHINGLE - 1 for r in range(last + 1, len(spots)) if values[r] is not None), block.letters)
    begin, end = offsets[max(0, origin + least)], offsets[min(len(offsets), origin + most) - 1] + 1
    sure_begin, sure_end = offsets[origin + low], offsets[origin + high - 1] + 1
    for edge in _EDGES.finditer(text, begin, sure_begin):
        begin = edge.end()
    edge = _EDGES.search(text, sure_end, end)
    end = edge.start() if edge else end
    begin, end = _whole_words(text, begin, sure_begin, sure_end, end)
    if last - first == 1 and language(text[sure_begin:sure_end]) == "en":
        return None  # two marks met by chance; the article is German
    return Run(block.block, len(re.findall(r"\w+", text[begin:end])), begin, end, (low, high))


def _whole_words(text: str, begin: int, sure_begin: int, sure_end: int, end: int) -> tuple[int, int]:
    """Cut words at the outer ends fall away, unless the marks vouch for them."""
    if begin and text[begin - 1].isalnum():
        while begin < sure_begin and text[begin].isalnum():
            begin += 1
    if end < len(text) and text[end].isalnum():
        while end > sure_end and text[end - 1].isalnum():
            end -= 1
    return begin, end


def share(found: Iterable[Run], sketch: Sketch) -> float:
    """Share of the article's letters that the runs (of one text or of many) vouch for, each letter once: a lower bound."""
    covered = {(run.block, letter) for run in found for letter in range(*run.certain)}
    return len(covered) / sum(block.letters for block in sketch.blocks)


def too_long(found: Iterable[Run], sketch: Sketch, titles: Collection[int] = (1,), longest: int = LONGEST) -> list[Run]:
    """The runs of more than ``longest`` words. A title is a bibliographic fact and may be named in full."""
    words = {block.block: block.words for block in sketch.blocks}
    return [run for run in found if run.words > (words[run.block] if run.block in titles else longest)]


def sensitivity(sketch: Sketch, lengths: Iterable[int]) -> dict[int, float]:
    """For runs of so many words: the probability that ``runs`` sees one, all places in the article being equally likely.

    Words count as long as they are on the average in their block, so the figure is good to some hundredths.
    """
    chances = {}
    for words in lengths:
        seen = all_places = 0
        for block in sketch.blocks:
            size = round(words * block.letters / max(1, block.words))
            ends = [spot + SHINGLE for spot, value in zip(block.places, block.values, strict=True) if value is not None]
            for start in range(block.letters - size + 1):
                all_places += 1
                seen += sum(start <= end - SHINGLE and end <= start + size for end in ends) > 1
        chances[words] = seen / max(1, all_places)
    return chances


# --- files ------------------------------------------------------------------------------------------------------


def readable(raw: bytes, suffix: str) -> str:
    """The wording of a file as a reader meets it: JSON and notebooks unpacked, tags and keys turned into edges.

    Files that are not UTF-8 text have none.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if suffix in (".ipynb", ".json"):
        with suppress(ValueError, RecursionError):  # not JSON after all: read as it stands
            text = f"\n{_EDGE}\n".join(_strings(json.loads(text)))
    if suffix == ".csv":
        text = text.replace(",", _EDGE)
    return html.unescape(_KEY.sub(_EDGE, _TAG.sub(_EDGE, text)))


def _strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value; a list of nothing but texts is one text, as notebooks store their lines."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(inner, str) for inner in value):
            yield "".join(value)
        else:
            for inner in value:
                yield from _strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not key.startswith("image/"):
                yield from _strings(inner)
