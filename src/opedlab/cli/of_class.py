"""What an instructor runs on the work of a class."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from opedlab import course as course_folder
from opedlab.cli.commands import Commands, refuse


def add(commands: Commands) -> None:
    told = "A class's files or pasted work codes: what was chosen, how far it agrees, each problem by name."
    pool = commands.add("pool", _pool, told, "opedlab pool hand-ins/")
    pool.add_argument("paths", metavar="PATH", nargs="*", help="files and folders of .jsonl and .txt (default: the class folder of the course)")
    pool.add_argument("--out", metavar="DIR", help="write pool.txt and pool.json there")
    pool.add_argument("--json", action="store_true", help="print the report as JSON")


def _pool(given: argparse.Namespace) -> int:
    from opedlab.answers.class_work import read_paths
    from opedlab.lessons import Lesson
    from opedlab.seminar import pool

    course = course_folder.find()
    banks = Lesson("", course).banks_at_hand()
    work = read_paths([Path(path) for path in given.paths] or [course.class_work], banks)
    pooled = pool.pool(work, banks)
    print(json.dumps(pool.as_json(work, pooled), indent=1) if given.json else pool.clean(pool.report(work, pooled)))
    if given.out:
        try:
            for file in pool.write(Path(given.out), work, pooled):
                print(f"wrote {file}", file=sys.stderr)
        except OSError as error:
            return refuse("pool", f"{given.out}: {error.strerror}")
    return 0
