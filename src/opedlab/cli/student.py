"""What students run on the text: is this the op-ed, and what does its argument stand on?"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from opedlab import course as course_folder
from opedlab.cli.commands import Commands, refuse

if TYPE_CHECKING:
    from opedlab.argument.model import ArgumentMap


def add(commands: Commands) -> None:
    told = "Is this the op-ed, and which blocks of it? Exit 0 found, 3 not the article, 2 unreadable."
    copy = commands.add("copy", _copy, told, "opedlab copy saved-page.html")
    copy.add_argument("file", metavar="FILE", help="text, saved web page, or - for standard input; it is read, never kept")
    copy.add_argument("--json", action="store_true", help="print what was found as JSON")

    told = "The argument map: as it is, or with cards taken away and objections accepted."
    map_ = commands.add("map", _map, told, "opedlab map --without I1.5 --accept O2 --as outline")
    map_.add_argument("--without", metavar="ID,..", default="", help="cards that are taken away")
    map_.add_argument("--accept", metavar="ID,..", default="", help="objections and rebuttals that are accepted")
    map_.add_argument("--rule", choices=("lenient", "strict"), default="lenient", help="strict grants no unstated premise that the text leaves open")
    map_.add_argument("--as", dest="form", choices=("outline", "json", "argdown", "aif", "svg"), default="outline", help="default: outline")


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
        return refuse("copy", f"{given.file}: {getattr(error, 'strerror', None) or error}")
    print(json.dumps(found.as_json(), indent=1) if given.json else describe(found, page))
    return exit_code(found)


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
        return refuse("map", error)
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
