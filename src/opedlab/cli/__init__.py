"""The command ``opedlab``: thin over the rooms below; every subcommand says in its ``--help`` what it does, with an example.

Each group of commands has a module that adds them to the parser and runs them. What a command needs is imported when it
runs, so that ``opedlab --help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from opedlab import __version__
from opedlab.cli import author, of_class, student, work
from opedlab.cli.commands import Commands
from opedlab.course import NoCourse

GROUPS = (author, student, work, of_class)


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
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="opedlab", description="The course's tools: set up, check, build.")
    top.add_argument("--version", action="version", version=f"opedlab {__version__}")
    commands = Commands(top)
    for group in GROUPS:
        group.add(commands)
    return top
