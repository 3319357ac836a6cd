"""Recognising a reader's own copy: time, precision and recall under noise, false alarms, and what quotations are seen.

    python bench/own_copy.py [RUNS]

Works on the made-up article of the tests, or on a lawful copy of the op-ed named by ``OPEDLAB_ARTICLE`` (plain text, one
block to a line), read with the course's own sketch. A block counts as rightly placed when its place and the true one
share nine tenths of their characters (intersection over union).
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent / "tests" / "unit")]

import own_copy_texts as texts  # noqa: E402

from opedlab.text import quotation, sketch  # noqa: E402
from opedlab.text.own_copy import recognise  # noqa: E402


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def rates(blocks: dict[int, str], made: sketch.Sketch, noise: float, runs: int, shuffled: bool) -> tuple[float, float, float, float]:
    """Precision, recall, the smallest recall of a run, and the share of rightly placed blocks whose place is exact."""
    right = placed = exact = 0
    recalls = []
    for run in range(runs):
        luck = random.Random(f"{noise} {run}")
        order = list(blocks)
        if shuffled:
            luck.shuffle(order)
        text, spots = texts.joined({n: texts.spoiled(t, noise, luck) for n, t in blocks.items()}, order)
        found = [b for b in recognise(text, made).blocks if b.found]
        good = [b for b in found if overlap((b.start, b.end), spots[b.block]) >= 0.9]
        exact += sum((b.start, b.end) == spots[b.block] for b in good)
        right, placed = right + len(good), placed + len(found)
        recalls.append(len(good) / len(blocks))
    return right / max(1, placed), statistics.mean(recalls), min(recalls), exact / max(1, right)


def timed(data: bytes | str, made: sketch.Sketch, times: int = 15) -> str:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        recognise(data, made)
        spent.append(1000 * (time.perf_counter() - start))
    return f"median {statistics.median(spent):8.1f} ms, worst {max(spent):8.1f} ms"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    own = os.environ.get("OPEDLAB_ARTICLE")
    if own:
        blocks = dict(enumerate([line for line in Path(own).read_text(encoding="utf-8").splitlines() if line.strip()], 1))
        made = sketch.read(HERE.parent / "source_texts" / "schake-2024" / "sketch.json")
    else:
        blocks, made = texts.BLOCKS, sketch.make(texts.BLOCKS, "made-up", texts.TEMPLATE)
    text = "\n".join(blocks.values())
    print(f"{'op-ed' if own else 'made-up article'}: {len(blocks)} blocks, {len(text)} characters, {sum(b.count for b in made.blocks)} marks")
    recognise(text, made)
    print("time, plain text       ", timed(text, made))
    for noise in (0.05, 0.10):
        print(f"time, noise {noise:4.0%}       ", timed(texts.spoiled(text, noise, random.Random(1)), made))
    print("time, saved page       ", timed(texts.as_page(blocks).encode(), made))
    print("time, 5 MB of German   ", timed((texts.OTHER_GERMAN * 6000)[:4_900_000], made, 2))
    for shuffled in (False, True):
        for noise in (0.0, 0.05, 0.10):
            p, r, low, exact = rates(blocks, made, noise, runs, shuffled)
            case = f"{'shuffled' if shuffled else 'in order'}, noise {noise:4.0%}"
            print(f"{case}: precision {p:.3f}, recall {r:.3f} (worst run {low:.3f}), exact to the character {exact:.1%}")
    others = {**texts.LOOK_ALIKES, **texts.LOOK_ALIKES_OF_THE_OP_ED, "unrelated": texts.OTHER_GERMAN}
    templates = "\n".join(blocks[b.block] for b in made.blocks if b.template)
    alarms = [name for name, other in others.items() for t in (other, f"{other}\n{templates}") if recognise(t, made).recognised]
    print(f"false alarms: {len(alarms)} of {2 * len(others)} (each look-alike alone and with the portal's own boilerplate) {alarms or ''}")
    for words, chance in quotation.sensitivity(made, (8, 9, 10, 11, 12, 14, 16)).items():
        print(f"a run of {words:2d} words is seen with probability {chance:.2f}")


if __name__ == "__main__":
    main()
