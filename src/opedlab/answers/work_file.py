"""What a work file holds: a download read line by line against its checksums, or a plain log file.

Reading is parsing bounded JSON: nothing in it is run, and nothing in it names a file.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from opedlab.answers.events import VERSION, BadLine, Event, from_line, from_lines
from opedlab.answers.log import Problem, read_lines

MAGIC = "opedlab-work"
MAX_BUNDLE = 32_000_000
"""Bytes. A whole course with long texts is under one million."""
MAX_PROBLEMS = 200

State = Literal["whole", "damaged", "wrong", "missing"]
"""``damaged``: ours, but part of it is lost. ``wrong``: something else. ``missing``: there is no such file."""


@frozen
class Contents:
    """What one file holds: its events in canonical form, and what was wrong with it."""

    state: State
    cause: str | None = None
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    who: str | None = None
    """The pseudonym under which the file was packed; None for a plain log file."""


# --- checksums --------------------------------------------------------------------------------------------------


def line_sum(line: bytes) -> str:
    """The checksum of one line without its end."""
    return f"{zlib.crc32(line):08x}"


def head_sum(fields: dict[str, Any]) -> str:
    """The checksum of a first line's own fields."""
    return line_sum(json.dumps([fields.get(key) for key in ("at", "who", "sums")]).encode())


# --- reading ----------------------------------------------------------------------------------------------------

_FOREIGN = (
    (b"PK\x03\x04", "is a zip archive; unpack it and take the .jsonl file inside"),
    (b"\x1f\x8b", "is a compressed file; unpack it and take the .jsonl file inside"),
    (b"%PDF", "is a PDF"),
    (b"<", "is a web page"),
)


def read_file(path: Path) -> Contents:
    """What a file holds, read only up to the size that such a file can have."""
    data = bounded(path)
    return contents(data, path.name) if isinstance(data, bytes) else Contents("missing", data)


def bounded(path: Path) -> bytes | str:
    """The bytes of a file, at most one more than it can have; or why it cannot be read."""
    try:
        with path.open("rb") as handle:
            return handle.read(min(os.fstat(handle.fileno()).st_size, MAX_BUNDLE) + 1)  # asked for 32 MB, it sets them aside
    except FileNotFoundError:
        return f"there is no file {path.name}"
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"


def contents(data: bytes, name: str) -> Contents:
    """The events of a downloaded file or of a plain log file, and everything that is wrong with it."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if not data.strip():
        return Contents("damaged", "the file is empty; download it again")
    if len(data) > MAX_BUNDLE:
        return Contents("wrong", f"the file has more than {MAX_BUNDLE:,} bytes; no student's work is that long")
    for start, cause in _FOREIGN:
        if data.lstrip().startswith(start):
            return Contents("wrong", f"this {cause}")
    head, _, rest = data.partition(b"\n")
    header = _header(head)
    if header is None:
        return _plain_log(data, name)
    if header.get("v") != VERSION:
        return Contents("wrong", f"this file has version {str(header.get('v'))[:12]}; this course reads version {VERSION}")
    return _verified(header, rest, name)


def _header(line: bytes) -> dict[str, Any] | None:
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return header if isinstance(header, dict) and header.get("bundle") == MAGIC else None


def _plain_log(data: bytes, name: str) -> Contents:
    """A file without our first line: a log file, a bundle whose first line is torn, or something else."""
    events, problems = read_lines(data, name)
    torn = MAGIC.encode() in data[:200]
    if not events and not torn:
        other = problems[0].cause if problems and "version" in problems[0].cause else "holds no answers of this course"
        return Contents("wrong", f"this file {'is a notebook, it' if b'nbformat' in data else ''} {other}".replace("  ", " "))
    cause = "its first line is torn, so it cannot be verified" if torn else f"{len(problems)} lines cannot be read" if problems else None
    return _made("damaged" if cause else "whole", cause, events, problems, None)


def _verified(header: dict[str, Any], rest: bytes, name: str) -> Contents:
    sums = header.get("sums")
    if not isinstance(sums, str) or header.get("check") != head_sum(header):
        events, problems = read_lines(rest, name)
        return _made("damaged", "its first line was changed, so it cannot be verified", events, problems, None)
    if (whole := _all_whole(rest, sums)) is not None:
        who = header.get("who")
        return _made("whole", None, whole, [], who if isinstance(who, str) else None)
    wanted = Counter(sums[n : n + 8] for n in range(0, len(sums), 8))
    total, events, problems = wanted.total(), [], []
    for number, line in enumerate(rest.split(b"\n"), 2):
        if not line.strip():
            continue
        if wanted[line_sum(line)] < 1:
            problems.append(Problem(name, number, "was changed or torn after the download; skipped"))
            continue
        wanted[line_sum(line)] -= 1
        try:
            events.append(from_line(line))
        except BadLine as error:
            problems.append(Problem(name, number, str(error)))
    lost = wanted.total()
    cause = f"{lost} of {total} events are lost" if lost else f"{len(problems)} lines cannot be read" if problems else None
    who = header.get("who")
    return _made("damaged" if cause else "whole", cause, events, problems, who if isinstance(who, str) else None)


def _all_whole(rest: bytes, sums: str) -> list[Event] | None:
    """The events where every line is as it was packed and in its place, as in nearly every file; else None."""
    lines = [line for line in rest.split(b"\n") if line]
    return from_lines(lines) if "%08x" * len(lines) % tuple(map(zlib.crc32, lines)) == sums else None


def _made(state: State, cause: str | None, events: list[Event], problems: list[Problem], who: str | None) -> Contents:
    if len(problems) > MAX_PROBLEMS:
        problems = [*problems[:MAX_PROBLEMS], Problem(problems[0].file, None, f"and {len(problems) - MAX_PROBLEMS} lines more")]
    return Contents(state, cause, tuple(events), tuple(problems), who)
