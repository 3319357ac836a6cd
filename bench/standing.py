"""How long the standing of the whole map takes; it is asked for at every click. Budget: under 2 ms.

python bench/standing.py
"""

from __future__ import annotations

import random
import statistics
import time

from opedlab import course, records
from opedlab.argument.model import ArgumentMap
from opedlab.argument.standing import knockout, standing

RUNS = 200
BUDGET_MS = 2.0


def main() -> None:
    here = course.find()
    argument_map = records.compiled(here.article / "map.yaml", ArgumentMap, here.compiled)
    disputes = [node.id for node in argument_map.nodes if node.disputes]
    others = [node.id for node in argument_map.nodes if not node.disputes]
    started = time.perf_counter()
    standing(argument_map)
    first = 1000 * (time.perf_counter() - started)
    pick, times = random.Random(1), []
    for run in range(RUNS):
        without = pick.sample(others, pick.randint(0, 5))
        accepted = pick.sample(disputes, pick.randint(0, len(disputes)))
        started = time.perf_counter()
        standing(argument_map, without=without, accepted=accepted, strict=run % 2 == 1)
        times.append(1000 * (time.perf_counter() - started))
    started = time.perf_counter()
    cards = len(knockout(argument_map))
    table = 1000 * (time.perf_counter() - started)
    cuts = statistics.quantiles(times, n=20)
    print(f"standing of {len(argument_map.nodes)} nodes, {len(argument_map.arguments)} arguments, {RUNS} runs (up to 5 cards away, any objections accepted)")
    print(f"  p50 {statistics.median(times):.3f} ms   p95 {cuts[18]:.3f} ms   budget {BUDGET_MS:g} ms   first call with index {first:.3f} ms")
    print(f"  knock-out table of {cards} cards {table:.1f} ms")


if __name__ == "__main__":
    main()
