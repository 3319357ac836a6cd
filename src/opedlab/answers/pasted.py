"""A text file with pasted work codes: a chat, a pad, a list, one code to a line or in the middle of greetings."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

from opedlab.answers.work_code import placed
from opedlab.answers.work_file import MAGIC

MAX_PASTED = 2_000_000
"""Bytes. A thousand codes are some 200,000."""
_STARTED = re.compile(r"opedlab\.", re.IGNORECASE)


@frozen
class Pasted:
    """The codes of one file with their lines; ``cause`` where it cannot be read; ``work`` where it is a renamed download."""

    codes: tuple[tuple[int, str], ...] = ()
    problems: tuple[tuple[int, str], ...] = ()
    cause: str | None = None
    work: bytes | None = None


def read_codes(path: Path) -> Pasted:
    """The work codes in a text file, read only up to the size that such a file can have."""
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_PASTED + 1)
    except FileNotFoundError:
        return Pasted(cause="is not there")
    except OSError as error:
        return Pasted(cause=f"cannot be read: {error.strerror}")
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") and MAGIC.encode() in data[:200]:
        return Pasted(work=path.read_bytes())
    if len(data) > MAX_PASTED:
        return Pasted(cause=f"has more than {MAX_PASTED:,} bytes; no list of work codes is that long")
    return codes_in(data)


def codes_in(data: bytes) -> Pasted:
    """The work codes in the bytes of a text."""
    if not data.strip():
        return Pasted(cause="is empty; paste the work codes into it")
    text = _text(data)
    if text is None:
        return Pasted(cause="is no text; save it as plain text (UTF-8)")
    codes = placed(text)
    whole = {line for line, _ in codes}
    begun = [n for n, line in enumerate(text.splitlines(), 1) if _STARTED.search(line) and n not in whole]
    if not codes and not begun:
        return Pasted(cause="holds no work code; one starts with “opedlab.” and a lesson's number")
    return Pasted(tuple(codes), tuple((n, "starts like a work code and has no groups; copy all of it") for n in begun))


def _text(data: bytes) -> str | None:
    """The text of some bytes: UTF-8, or UTF-16 as Windows' Notepad marks it; None for anything else."""
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")
