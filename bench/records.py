"""How long each record takes: YAML or CSV as `opedlab check` reads it, and compiled JSON as a lesson does.

.venv/bin/python -m bench.records
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from opedlab.course import find
from opedlab.records import compiled, examine, examine_table
from opedlab.registry import record_files

RUNS = 7


def median_ms(action: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return 1000 * statistics.median(times)


def main() -> None:
    course = find()
    whole = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for path, entry in record_files(course):
            if path.suffix == ".json":
                continue  # the sketch is JSON already; bench/own_copy.py times it
            cls = tuple[entry.cls, ...] if entry.is_table else entry.cls
            compiled(path, cls, Path(folder))
            source = median_ms(lambda p=path, e=entry: (examine_table if e.is_table else examine)(p, e.cls))
            ready = median_ms(lambda p=path, c=cls: compiled(p, c, Path(folder)))
            whole[0], whole[1] = whole[0] + source, whole[1] + ready
            print(f"{course.name_of(path):55s} {path.stat().st_size / 1024:7.0f} kB  source {source:7.1f} ms  compiled {ready:6.2f} ms")
    print(f"{'all':55s} {'':10s}  source {whole[0]:7.1f} ms  compiled {whole[1]:6.2f} ms")
    for statement in ("import opedlab", "from opedlab import lesson", "from opedlab import lesson; lesson('home').item('H01')"):
        spent = median_ms(lambda s=statement: subprocess.run([sys.executable, "-c", s], cwd=course.root, check=True, env={"OPEDLAB_WORK": folder}))
        bare = median_ms(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
        print(f"{statement}: {spent - bare:.0f} ms beyond a bare interpreter")


if __name__ == "__main__":
    main()
