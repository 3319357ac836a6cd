"""*Download my work* and *restore my work*: all answers of one student as one file.

The file is JSON Lines. Its first line says what it is and carries a checksum of every line after it, so that damage is
named line by line and the rest is still restored. Reading it is parsing bounded JSON: nothing in it is run, and nothing
in it names a file. A plain log file, copied by hand out of the answers folder, is taken as well.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from attrs import evolve, frozen

from opedlab.answers.events import VERSION, BadLine, Event, from_line, from_lines, now, to_line
from opedlab.answers.log import PSEUDONYM, Problem, pseudonym, random_name, read_lines

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


@frozen
class Report:
    """What a restore did: how many events were new, how many were there already, and in which new file they are."""

    state: State
    cause: str | None
    added: int = 0
    known: int = 0
    file: str | None = None
    who: str | None = None
    problems: tuple[Problem, ...] = ()
    why_not: str | None = None
    """Why the events could not be written, in words."""

    def __str__(self) -> str:
        lines = [f"{self.state}: {self.cause}"] if self.cause else [self.state]
        if self.why_not:
            lines.append(f"nothing was written: {self.why_not}")
        elif self.state in ("whole", "damaged"):
            lines.append(f"{self.added} events restored{f' into {self.file}' if self.file else ''}, {self.known} were there already")
        return "\n".join([*lines, *(f"  {problem}" for problem in self.problems)])


# --- packing ----------------------------------------------------------------------------------------------------


def pack(folder: Path, unwritten: Iterable[Event] = ()) -> bytes:
    """All readable events of an answers folder as one file, oldest first.

    Each event stands once; a draft that a later draft or answer replaced is left out. ``unwritten`` are events that the
    disk refused and that only the kernel knows.
    """
    lines = list(dict.fromkeys(line for event in _needed(events_of(folder, unwritten)) if (line := _canonical(event))))
    fields: dict[str, Any] = {"at": now(), "who": pseudonym(folder), "sums": "".join(map(_sum, lines))}
    header = {"v": VERSION, "bundle": MAGIC, **fields, "check": _check(fields)}
    return b"\n".join([json.dumps(header, separators=(",", ":")).encode(), *lines, b""])


def file_name(who: str | None, day: str | None = None) -> str:
    """A name for the download that says what it is, whose, and of which day."""
    safe = re.sub(r"[^A-Za-z0-9-]+", "-", who or "").strip("-")[:20]
    return "-".join(part for part in (MAGIC, safe, day or now()[:10]) if part) + ".jsonl"


def events_of(folder: Path, unwritten: Iterable[Event] = ()) -> list[Event]:
    """All readable events of an answers folder, with those that the disk refused."""
    return [*(event for data, name in _files(folder) for event in read_lines(data, name)[0]), *unwritten]


def _files(folder: Path) -> Iterator[tuple[bytes, str]]:
    for file in sorted(folder.glob("*.jsonl")):
        try:
            yield file.read_bytes(), file.name
        except OSError:
            continue  # reported where the folder is read for the student; a pack takes what there is


def _needed(events: Iterable[Event]) -> list[Event]:
    """The events in order of time, less the drafts that were replaced: folded, both say the same."""
    kept: list[Event] = []
    replaced: set[tuple[str, str | None]] = set()
    for event in sorted(events, key=lambda e: e.at)[::-1]:
        key = (event.lesson, event.item)
        if event.event == "draft" and event.item is not None and (key in replaced or (event.lesson, None) in replaced):
            continue
        if event.event == "start-over" or (event.item is not None and event.event in ("draft", "response")):
            replaced.add(key)
        kept.append(event)
    return kept[::-1]


def _canonical(event: Event) -> bytes | None:
    """One event in the form in which it is compared and kept, without its line end."""
    try:
        return to_line(event).rstrip(b"\n")
    except (RecursionError, ValueError):
        return None


def _sum(line: bytes) -> str:
    return f"{zlib.crc32(line):08x}"


def _check(fields: dict[str, Any]) -> str:
    return _sum(json.dumps([fields.get(key) for key in ("at", "who", "sums")]).encode())


# --- reading ----------------------------------------------------------------------------------------------------

_FOREIGN = (
    (b"PK\x03\x04", "is a zip archive; unpack it and take the .jsonl file inside"),
    (b"\x1f\x8b", "is a compressed file; unpack it and take the .jsonl file inside"),
    (b"%PDF", "is a PDF"),
    (b"<", "is a web page"),
)


def read_file(path: Path) -> Contents:
    """What a file holds, read only up to the size that such a file can have."""
    data = _bounded(path)
    return contents(data, path.name) if isinstance(data, bytes) else Contents("missing", data)


def _bounded(path: Path) -> bytes | str:
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
    if not isinstance(sums, str) or header.get("check") != _check(header):
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
        if wanted[_sum(line)] < 1:
            problems.append(Problem(name, number, "was changed or torn after the download; skipped"))
            continue
        wanted[_sum(line)] -= 1
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


# --- restoring --------------------------------------------------------------------------------------------------


def restore(folder: Path, data: bytes, name: str = "the file") -> Report:
    """Put the events of a downloaded file back, as one new file beside those that are there.

    Nothing is overwritten, and an event that is there already is not written again: restoring twice changes nothing.
    The pseudonym of the file is taken up, so that a student who starts on a fresh computer stays one student.
    """
    found = contents(data, name)
    report = Report(found.state, found.cause, who=found.who, problems=found.problems)
    if found.state in ("wrong", "missing"):
        return report
    there = set(map(_canonical, events_of(folder)))
    given = list(dict.fromkeys(_canonical(event) for event in found.events))
    new = [line for line in given if line is not None and line not in there]
    report = evolve(report, known=len(given) - len(new))
    stamp = f"{now()[:19].replace(':', '')}-{random_name(4)}"
    try:
        if new:
            _write(folder / f"restored-{stamp}.jsonl", b"\n".join([*new, b""]))
            report = evolve(report, added=len(new), file=f"restored-{stamp}.jsonl")
        if found.who and re.fullmatch(PSEUDONYM, found.who) and found.who != pseudonym(folder):
            _write(folder / f"who-{stamp}.txt", found.who.encode() + b"\n")
    except OSError as error:
        return evolve(report, added=0, file=None, why_not=f"{folder}: {error.strerror or error}")
    return report


def restore_file(folder: Path, path: Path) -> Report:
    """The same from a file's path; ``missing`` where there is none."""
    data = _bounded(path)
    return restore(folder, data, path.name) if isinstance(data, bytes) else Report("missing", data)


def _write(path: Path, data: bytes) -> None:
    """A new file, flushed to disk; an existing one is never touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
