"""The command ``opedlab``: thin over the rooms below; every subcommand says in its ``--help`` what it does, with an example."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opedlab import __version__
from opedlab import course as course_folder
from opedlab.course import NoCourse

if TYPE_CHECKING:
    from opedlab.argument.model import ArgumentMap

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; its exit code is returned and, from the shell, used."""
    given = parser().parse_args(arguments)
    try:
        return given.run(given)
    except NoCourse as error:
        print(f"opedlab: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="opedlab", description="The course's tools: set up, check, build.")
    top.add_argument("--version", action="version", version=f"opedlab {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Command | None, help_: str, example: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_, epilog=f"example:\n  {example}", formatter_class=argparse.RawDescriptionHelpFormatter)
        made.set_defaults(run=run)
        return made

    lab = command("lab", _lab, "Open JupyterLab on the course's front door.", "opedlab lab --port 8890")
    lab.add_argument("--port", type=int, default=8888, help="first port to try (default 8888)")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--author", action="store_true", help="pair .md and .ipynb live, for authors")

    doctor = command("doctor", _doctor, "One [ OK ] or [FAIL] line per need of the environment, with the remedy.", "opedlab doctor")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")

    check = command("check", _check, "Check all data, items and lesson frames; every fault, exit 1 if any.", "opedlab check")
    check.add_argument("--json", action="store_true", help="print the faults as JSON")

    build = command("build", _build, "Build notebooks and generated files from their sources.", "opedlab build --only 02-ten")
    build.add_argument("--check", action="store_true", help="compare source, ids and metadata; change and execute nothing; exit 1 if anything differs")
    build.add_argument("--only", metavar="PART", help="execute only notebooks whose path contains PART")
    copy = command("copy", _copy, "Is this the op-ed, and which blocks of it? Exit 0 found, 3 not the article, 2 unreadable.", "opedlab copy saved-page.html")
    copy.add_argument("file", metavar="FILE", help="text, saved web page, or - for standard input; it is read, never kept")
    copy.add_argument("--json", action="store_true", help="print what was found as JSON")

    map_ = command(
        "map", _map, "The argument map: as it is, or with cards taken away and objections accepted.", "opedlab map --without I1.5 --accept O2 --as outline"
    )
    map_.add_argument("--without", metavar="ID,..", default="", help="cards that are taken away")
    map_.add_argument("--accept", metavar="ID,..", default="", help="objections and rebuttals that are accepted")
    map_.add_argument("--rule", choices=("lenient", "strict"), default="lenient", help="strict grants no unstated premise that the text leaves open")
    map_.add_argument("--as", dest="form", choices=("outline", "json", "argdown", "aif", "svg"), default="outline", help="default: outline")
    clock = command("clock", _clock, "Minutes of lessons, self-study and seminar, and what they are made of; the sum is a track's.", "opedlab clock 00 01 02")
    clock.add_argument("lessons", nargs="*", metavar="LESSON", help="number or beginning of a name (default: every lesson)")
    clock.add_argument("--items", action="store_true", help="each lesson in full: items by objective and kind, products, retrieval")
    clock.add_argument("--json", action="store_true", help="print all of it as JSON")
    work = command("work", None, "A student's answers out and in.", "opedlab work pack")
    steps = work.add_subparsers(dest="step", required=True, metavar="STEP")

    def step(name: str, run: Command, help_: str) -> argparse.ArgumentParser:
        made = steps.add_parser(name, help=help_, description=help_)
        made.set_defaults(run=run)
        return made

    pack = step("pack", _pack, "Write all answers into one file.")
    pack.add_argument("--out", metavar="FILE", help="where to (default: a name with the pseudonym, here); - for standard output")
    restore = step("restore", _restore, "Put a downloaded file back. Exit 0 whole, 1 in part, 2 not at all.")
    restore.add_argument("file", metavar="FILE")
    export = step("export", _export, "Write review marks, or the course's sentence pairs, in a format that translators exchange.")
    export.add_argument("--as", dest="form", choices=("mqm-tsv", "mqm-csv", "xliff", "tmx"), default="mqm-tsv", help="default: mqm-tsv")
    export.add_argument("--out", metavar="FILE", help="where to (default: a name with the pseudonym, here); - for standard output")
    code = step("code", _work_code, "The work code of one lesson: its closed answers as a short text.")
    code.add_argument("lesson", metavar="LESSON", help="as 02-ten-kinds-of-claim")

    pool = command("pool", _pool, "A class's files or pasted work codes: what was chosen, how far it agrees, each problem by name.", "opedlab pool hand-ins/")
    pool.add_argument("paths", metavar="PATH", nargs="*", help="files and folders of .jsonl and .txt (default: the class folder of the course)")
    pool.add_argument("--out", metavar="DIR", help="write pool.txt and pool.json there")
    pool.add_argument("--json", action="store_true", help="print the report as JSON")
    return top


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
        print(f"opedlab build: {error}", file=sys.stderr)
        return 1
    print(f"{written} file{'s' if written != 1 else ''} written")
    return 0


def _copy(given: argparse.Namespace) -> int:
    from opedlab.records import RecordFaults, compiled
    from opedlab.text.blocks import Blocks
    from opedlab.text.own_copy import recognise
    from opedlab.text.sketch import read
    from opedlab.views.copy_report import describe, exit_code

    course = course_folder.find()
    try:
        data = read_input(given.file)
        found = recognise(data, read(course.article / "sketch.json"))
        page = compiled(course.article / "blocks.yaml", Blocks, course.compiled)
    except (OSError, RecordFaults) as error:
        print(f"opedlab copy: {given.file}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
        return 2
    print(json.dumps(found.as_json(), indent=1) if given.json else describe(found, page))
    return exit_code(found)


def _pack(given: argparse.Namespace) -> int:
    from opedlab.answers import bundle
    from opedlab.answers.log import AnswerLog

    folder = course_folder.find().work / "answers"
    data = bundle.pack(folder)
    if given.out == "-":
        sys.stdout.buffer.write(data)
        return 0
    out = Path(given.out or bundle.file_name(AnswerLog(folder).who))
    try:
        out.write_bytes(data)
    except OSError as error:
        print(f"opedlab work pack: {out}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{out}: {len(data):,} bytes; restore it with `opedlab work restore {out}`")
    return 0


def _restore(given: argparse.Namespace) -> int:
    from opedlab.answers import bundle

    report = bundle.restore_file(course_folder.find().work / "answers", Path(given.file))
    print(report)
    return 2 if report.state in ("wrong", "missing") else 1 if report.state == "damaged" or report.why_not else 0


def _export(given: argparse.Namespace) -> int:
    from opedlab.answers.log import AnswerLog
    from opedlab.interchange.forms import write
    from opedlab.interchange.reviews import NothingToWrite
    from opedlab.lessons import lesson
    from opedlab.records import RecordFaults, compiled
    from opedlab.translation.post_editing import PostEditing

    here = lesson("home")
    log = AnswerLog(here.course.work / "answers")
    try:
        pairs = compiled(here.course.context / "post_editing.yaml", PostEditing, here.course.compiled)
        made = write(given.form, here.banks_at_hand(), log.histories, log.who, pairs)
        if given.out == "-":
            sys.stdout.buffer.write(made.data)
            return 0
        out = Path(given.out or made.name)
        out.write_bytes(made.data)
    except (NothingToWrite, RecordFaults) as error:
        print(f"opedlab work export: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"opedlab work export: {given.out}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{out}: {len(made.data):,} bytes, {made.units} {'sentence pairs' if given.form == 'tmx' else f'segments, {made.marks} marks'}")
    return 0


def _work_code(given: argparse.Namespace) -> int:
    from opedlab.answers import bundle, work_code
    from opedlab.lessons import lesson
    from opedlab.records import RecordFaults

    here = lesson(given.lesson)
    if not (here.course.items / f"{given.lesson}.yaml").exists():
        print(f"opedlab work code: no lesson {given.lesson!r}; there are {', '.join(here.slugs())}", file=sys.stderr)
        return 2
    try:
        bank = here.bank(given.lesson)
        folder = here.course.work / "answers"
        print(work_code.code(folder, bank))
    except (RecordFaults, ValueError) as error:
        print(f"opedlab work code: {error}", file=sys.stderr)
        return 2
    left = work_code.left_out(bank, work_code.tries_of(bank, bundle.events_of(folder)))
    if left:
        print(f"not in the code: {', '.join(left)}; texts travel as a file (opedlab work pack)", file=sys.stderr)
    return 0


def _clock(given: argparse.Namespace) -> int:
    from opedlab.notebooks import clock
    from opedlab.notebooks.pairs import BuildError
    from opedlab.records import RecordFaults

    course = course_folder.find()
    try:
        clocks = [clock.clock(course, slug) for slug in clock.named(course, given.lessons)]
    except (clock.UnknownLesson, BuildError, RecordFaults, OSError) as error:
        print(f"opedlab clock: {error}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps([one.as_json() for one in clocks], indent=1, ensure_ascii=False))
    else:
        print("\n\n".join([*map(clock.details, clocks if given.items else ()), clock.table(clocks)]))
    return 0


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
            print(f"opedlab pool: {given.out}: {error.strerror}", file=sys.stderr)
            return 2
    return 0


def _map(given: argparse.Namespace) -> int:
    from opedlab.argument.model import SCHEMA, ArgumentMap
    from opedlab.argument.standing import UnknownNode
    from opedlab.records import RecordFaults, compiled

    course = course_folder.find()
    path = course.article / f"{SCHEMA}.yaml"
    try:
        argument_map = compiled(path, ArgumentMap, course.compiled, course.name_of(path))
        print(_rendered(argument_map, given), end="")
    except (UnknownNode, RecordFaults) as error:
        print(f"opedlab map: {error}", file=sys.stderr)
        return 2
    return 0


def _rendered(argument_map: ArgumentMap, given: argparse.Namespace) -> str:
    """The map in the wished form. Argdown and AIF hold the whole map; the other three show what stands."""
    from opedlab.argument import aif, argdown, outline, plain
    from opedlab.argument.standing import standing
    from opedlab.views.map_layout import map_svg

    without, accepted = ([part.strip() for part in ids.split(",") if part.strip()] for ids in (given.without, given.accept))
    strict = given.rule == "strict"
    stands = standing(argument_map, without=without, accepted=accepted, strict=strict)
    forms: dict[str, Callable[[], str]] = {
        "outline": lambda: outline.outline(argument_map, stands),
        "json": lambda: json.dumps(plain.as_json(argument_map, without=without, accepted=accepted, strict=strict), ensure_ascii=False),
        "argdown": lambda: argdown.argdown(argument_map),
        "aif": lambda: json.dumps(aif.aif(argument_map), ensure_ascii=False, indent=1),
        "svg": lambda: map_svg(argument_map, stands),
    }
    return forms[given.form]().rstrip("\n") + "\n"


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``: at most one more than a copy may have, so that too much is seen.

    Raises:
        OSError: it cannot be read.
    """
    from opedlab.text.decode import LARGEST

    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


if __name__ == "__main__":
    raise SystemExit(main())
