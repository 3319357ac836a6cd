"""*Download my work* and *restore my work*: all answers of one student as one file.

The file is JSON Lines. Its first line says what it is and carries a checksum of every line after it, so that damage is
named line by line and the rest is still restored; ``work_file`` reads it. A plain log file, copied by hand out of the
answers folder, is taken as well.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from opedlab.answers.events import VERSION, Event, now, to_line
from opedlab.answers.log import PSEUDONYM, Problem, pseudonym, random_name, read_lines
from opedlab.answers.work_file import MAGIC, State, bounded, contents, head_sum, line_sum


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
    fields: dict[str, Any] = {"at": now(), "who": pseudonym(folder), "sums": "".join(map(line_sum, lines))}
    header = {"v": VERSION, "bundle": MAGIC, **fields, "check": head_sum(fields)}
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
    data = bounded(path)
    return restore(folder, data, path.name) if isinstance(data, bytes) else Report("missing", data)


def _write(path: Path, data: bytes) -> None:
    """A new file, flushed to disk; an existing one is never touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
