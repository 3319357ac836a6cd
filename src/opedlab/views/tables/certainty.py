"""Tables over the certainty record: the words as a system, each claim around the body and in it, and the English where it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from opedlab.translation.certainty import Certainty, Marker, Rung, places_of
from opedlab.views.figures.base import Table, german
from opedlab.views.markup import Shown
from opedlab.views.tables.base import tabled

MINUS = "−"


def modality(record: Certainty) -> Shown:
    """Every word of certainty with the part of the grammar that it belongs to, its rung, and the blocks that have it."""
    rows = []
    for word in record.words:
        blocks = [str(m.block) for m in places_of(record, word)]
        note = f". {word.note}" if word.note else ""
        rows.append(
            (
                word.system,
                f"{german(word.word)} ({word.gloss})",
                _rung(record.scale, word.rung),
                (f"{len(blocks)}: {', '.join(blocks)}" if blocks else "none") + note,
            )
        )
    title = f"{len(record.words)} German words of certainty; {len(record.absent)} of them are not on this page"
    remark = "Rungs are the course's reading of the word by itself. The last column counts marked places and gives their blocks."
    return tabled(title, remark, Table(("kind of word", "word (gloss)", "rung", "on this page"), tuple(rows)), {})


def stock(record: Certainty) -> Shown:
    """The words by how many marked places have them, the absent ones last; neither rung nor kind, which are asked for elsewhere."""
    by: dict[int, list[str]] = {}
    for word in record.words:
        by.setdefault(len(places_of(record, word)), []).append(f"{german(word.word)} ({word.gloss})")
    rows = tuple((str(n) if n else "none", ", ".join(by[n])) for n in sorted(by, reverse=True))
    title = f"One word stands at {max(by)} marked places; {len(record.absent)} of {len(record.words)} stand at none"
    remark = "Counted are the places that the course has marked; a word can stand elsewhere on the page in another sense."
    return tabled(title, remark, Table(("marked places", "words (gloss)"), rows), {})


def shifts(record: Certainty) -> Shown:
    """Each claim that the page makes at several places: how sure around the body, how sure in it, the difference of the highest rungs."""
    rows, differences = [], []
    for ladder in record.ladders:
        steps = [record[step] for step in ladder.steps]
        around, body = ([m for m in steps if (m.voice == "paratext") == wanted] for wanted in (True, False))
        by = max(m.rung for m in around) - max(m.rung for m in body)
        differences.append(by)
        rows.append((ladder.claim, _steps(around), _steps(body), _signed(by), ladder.finding))
    surer = sum(by > 0 for by in differences)
    title = f"Of {len(rows)} claims, {surer} stand higher around the body than in it, {sum(by < 0 for by in differences)} lower"
    remark = (
        "The difference is that of the highest rungs. Who wrote bullets and subheadings is not public; the headline in block 1 renders Foreign Policy's own."
    )
    head = ("claim", "around the body: block, word, rung", "in the body", "rungs", "what else changes")
    return tabled(title, remark, Table(head, tuple(rows)), {})


def english(record: Certainty) -> Shown:
    """The marked places whose English was seen: what became of a hedge."""
    seen = [(m, m.english) for m in record.markers if m.english]
    rows = tuple(
        (str(m.block), e.words, f"{german(m.marker)} ({m.gloss})", f"{_rung(record.scale, e.rung)} → {_rung(record.scale, m.rung)}", e.became) for m, e in seen
    )
    counts = {name: sum(e.became == name for _, e in seen) for name in ("kept", "hedge lost", "hedge gained")}
    title = f"Where the English was seen: {counts['kept']} kept, {counts['hedge lost']} hedge lost, {counts['hedge gained']} gained"
    remark = "Seen in copies of the magazine's opening and title; every other sentence of the English is unknown to us."
    return tabled(title, remark, Table(("block", "English", "German (gloss)", "rung", "what became of it"), rows), {})


def _steps(markers: Sequence[Marker]) -> str:
    return "; ".join(f"{m.block} {m.marker} ({m.gloss}) {m.rung}" for m in markers)


def _rung(scale: Sequence[Rung], number: int) -> str:
    return f"{number} {scale[number].name}"


def _signed(by: int) -> str:
    return f"+{by}" if by > 0 else f"{MINUS}{-by}" if by < 0 else "0"
