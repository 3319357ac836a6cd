"""A student's answers out and in: as one file, as review marks, as a work code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from opedlab import course as course_folder
from opedlab.cli.commands import Command, Commands, hand_over, refuse

OUT = "where to (default: a name with the pseudonym, here); - for standard output"


def add(commands: Commands) -> None:
    work = commands.add("work", None, "A student's answers out and in.", "opedlab work pack")
    steps = work.add_subparsers(dest="step", required=True, metavar="STEP")

    def step(name: str, run: Command, help_: str) -> argparse.ArgumentParser:
        made = steps.add_parser(name, help=help_, description=help_)
        made.set_defaults(run=run)
        return made

    pack = step("pack", _pack, "Write all answers into one file.")
    pack.add_argument("--out", metavar="FILE", help=OUT)
    restore = step("restore", _restore, "Put a downloaded file back. Exit 0 whole, 1 in part, 2 not at all.")
    restore.add_argument("file", metavar="FILE")
    export = step("export", _export, "Write review marks, or the course's sentence pairs, in a format that translators exchange.")
    export.add_argument("--as", dest="form", choices=("mqm-tsv", "mqm-csv", "xliff", "tmx"), default="mqm-tsv", help="default: mqm-tsv")
    export.add_argument("--out", metavar="FILE", help=OUT)
    code = step("code", _code, "The work code of one lesson: its closed answers as a short text.")
    code.add_argument("lesson", metavar="LESSON", help="as 02-ten-kinds-of-claim")


def _pack(given: argparse.Namespace) -> int:
    from opedlab.answers import bundle
    from opedlab.answers.log import AnswerLog

    folder = course_folder.find().work / "answers"
    out = str(Path(given.out or bundle.file_name(AnswerLog(folder).who)))
    return hand_over("work pack", bundle.pack(folder), out, f"; restore it with `opedlab work restore {out}`")


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
    except (NothingToWrite, RecordFaults) as error:
        return refuse("work export", error)
    told = "sentence pairs" if given.form == "tmx" else f"segments, {made.marks} marks"
    return hand_over("work export", made.data, given.out or made.name, f", {made.units} {told}")


def _code(given: argparse.Namespace) -> int:
    from opedlab.answers import bundle, work_code
    from opedlab.lessons import lesson
    from opedlab.records import RecordFaults

    here = lesson(given.lesson)
    if not (here.course.items / f"{given.lesson}.yaml").exists():
        return refuse("work code", f"no lesson {given.lesson!r}; there are {', '.join(here.slugs())}")
    try:
        bank = here.bank(given.lesson)
        folder = here.course.work / "answers"
        print(work_code.code(folder, bank))
    except (RecordFaults, ValueError) as error:
        return refuse("work code", error)
    left = work_code.left_out(bank, work_code.tries_of(bank, bundle.events_of(folder)))
    if left:
        print(f"not in the code: {', '.join(left)}; texts travel as a file (opedlab work pack)", file=sys.stderr)
    return 0
