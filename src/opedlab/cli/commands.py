"""What every group of commands is made with: one way to add a command, to refuse and to hand over a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

Command = Callable[[argparse.Namespace], int]


class Commands:
    """The subcommands of ``opedlab``, to which each group adds its own."""

    def __init__(self, top: argparse.ArgumentParser):
        self._commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(self, name: str, run: Command | None, help_: str, example: str) -> argparse.ArgumentParser:
        """One subcommand, whose help says what it does and ends with an example; ``run`` is None where steps run instead."""
        epilog = f"example:\n  {example}"
        made = self._commands.add_parser(name, help=help_, description=help_, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter)
        made.set_defaults(run=run)
        return made


def refuse(command: str, why: object, code: int = 2) -> int:
    """Say in one line on standard error why a command did nothing; the exit code."""
    print(f"opedlab {command}: {why}", file=sys.stderr)
    return code


def hand_over(command: str, data: bytes, out: str, told: str) -> int:
    """Write a file, or standard output for ``-``, and say its name, its size and ``told``; the exit code."""
    if out == "-":
        sys.stdout.buffer.write(data)
        return 0
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        return refuse(command, f"{out}: {error.strerror}")
    print(f"{out}: {len(data):,} bytes{told}")
    return 0
