"""How long one step of the knock-out lab takes in the kernel, with the state it sends. Budget: p95 under 16 ms.

python bench/knockout.py
"""

from __future__ import annotations

import json
import random
import statistics
import time

from opedlab import course, records
from opedlab.argument.model import ArgumentMap
from opedlab.views.knockout_state import Position, main_claims, start, state

RUNS = 300
BUDGET_MS = 16.0


def main() -> None:
    here = course.find()
    argument_map = records.compiled(here.article / "map.yaml", ArgumentMap, here.compiled)
    cards = [node.id for node in argument_map.nodes]
    pick, times, sizes = random.Random(1), [], []
    started = time.perf_counter()
    state(start(argument_map))
    first = 1000 * (time.perf_counter() - started)
    for run in range(RUNS):
        position = Position(argument_map, strict=run % 2 == 1)
        for card in pick.sample(cards, pick.randint(0, 12)):
            position = position.played(card, ())
        card = pick.choice([card for card in cards if all(move.card != card for move in position.moves)])
        predicted, around = pick.sample(main_claims(argument_map), 1), pick.choice(cards) if run % 3 == 0 else None
        started = time.perf_counter()
        sent = json.dumps(state(position.played(card, predicted), around))
        times.append(1000 * (time.perf_counter() - started))
        sizes.append(len(sent))
    cuts = statistics.quantiles(times, n=20)
    print(f"a step on {len(cards)} cards, {RUNS} runs (up to 13 cards in play), state built and written as JSON")
    print(f"  p50 {statistics.median(times):.2f} ms   p95 {cuts[18]:.2f} ms   budget {BUDGET_MS:g} ms   first call {first:.2f} ms")
    print(f"  state of {statistics.median(sizes) / 1000:.1f} kB in the median, {max(sizes) / 1000:.1f} kB at most")


if __name__ == "__main__":
    main()
