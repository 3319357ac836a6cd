"""What authors run: set up, check, build, and the clock of the lessons."""

from __future__ import annotations

import argparse
import json

from opedlab import course as course_folder
from opedlab.cli.commands import Commands, refuse


def add(commands: Commands) -> None:
    lab = commands.add("lab", _lab, "Open JupyterLab on the course's front door.", "opedlab lab --port 8890")
    lab.add_argument("--port", type=int, default=8888, help="first port to try (default 8888)")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--author", action="store_true", help="pair .md and .ipynb live, for authors")

    doctor = commands.add("doctor", _doctor, "One [ OK ] or [FAIL] line per need of the environment, with the remedy.", "opedlab doctor")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")

    check = commands.add("check", _check, "Check all data, items and lesson frames; every fault, exit 1 if any.", "opedlab check")
    check.add_argument("--json", action="store_true", help="print the faults as JSON")

    build = commands.add("build", _build, "Build notebooks and generated files from their sources.", "opedlab build --only 02-ten")
    build.add_argument("--check", action="store_true", help="compare source, ids and metadata; change and execute nothing; exit 1 if anything differs")
    build.add_argument("--only", metavar="PART", help="execute only notebooks whose path contains PART")

    told = "Minutes of lessons, self-study and seminar, and what they are made of; the sum is a track's."
    clock = commands.add("clock", _clock, told, "opedlab clock 00 01 02")
    clock.add_argument("lessons", nargs="*", metavar="LESSON", help="number or beginning of a name (default: every lesson)")
    clock.add_argument("--items", action="store_true", help="each lesson in full: items by objective and kind, products, retrieval")
    clock.add_argument("--json", action="store_true", help="print all of it as JSON")


def _lab(given: argparse.Namespace) -> int:
    from opedlab.lab import start

    return start(course_folder.find(), port=given.port, browser=not given.no_browser, author=given.author)


def _doctor(given: argparse.Namespace) -> int:
    from opedlab.doctor import examine

    findings = examine()
    if given.json:
        print(json.dumps([{"need": f.need, "ok": f.ok, "found": f.found, "remedy": f.remedy} for f in findings], indent=1))
    else:
        for finding in findings:
            print(finding)
    return 0 if all(finding.ok for finding in findings) else 1


def _check(given: argparse.Namespace) -> int:
    from opedlab.check import check
    from opedlab.records import report

    faults = check(course_folder.find())
    if given.json:
        print(json.dumps([{"file": f.file, "place": f.place, "what": f.what} for f in faults], indent=1, ensure_ascii=False))
    elif faults:
        print(report(faults))
        print(f"\n{len(faults)} fault{'s' if len(faults) != 1 else ''} in all")
    else:
        print("no faults")
    return 1 if faults else 0


def _build(given: argparse.Namespace) -> int:
    from opedlab.notebooks.build import build, check
    from opedlab.notebooks.pairs import BuildError
    from opedlab.records import RecordFaults

    course = course_folder.find()
    try:
        if given.check:
            found = check(course)
            print("\n".join(found) if found else "every built file is what its source asks for")
            return 1 if found else 0
        written = build(course, say=print, only=given.only)
    except (BuildError, RecordFaults) as error:
        return refuse("build", error, 1)
    print(f"{written} file{'s' if written != 1 else ''} written")
    return 0


def _clock(given: argparse.Namespace) -> int:
    from opedlab.notebooks import clock
    from opedlab.notebooks.pairs import BuildError
    from opedlab.records import RecordFaults

    course = course_folder.find()
    try:
        clocks = [clock.clock(course, slug) for slug in clock.named(course, given.lessons)]
    except (clock.UnknownLesson, BuildError, RecordFaults, OSError) as error:
        return refuse("clock", error)
    if given.json:
        print(json.dumps([one.as_json() for one in clocks], indent=1, ensure_ascii=False))
    else:
        print("\n\n".join([*map(clock.details, clocks if given.items else ()), clock.table(clocks)]))
    return 0
