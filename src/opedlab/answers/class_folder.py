"""What an instructor does with the class folder: add files, paste codes, take a file out, put it back.

Nothing is overwritten and nothing is deleted: what is taken out goes into a folder beside the others.
"""

from __future__ import annotations

import re
from pathlib import Path

from opedlab.answers.class_work import REMOVED
from opedlab.answers.log import random_name
from opedlab.answers.pasted import MAX_PASTED, codes_in

_UNSAFE = re.compile(r"[^\w.,()+@ -]+")
LONGEST_NAME = 80


class NotTaken(ValueError):
    """A file or text was not added, taken out or put back; the message says why, in words."""


def add(folder: Path, name: str, data: bytes) -> str:
    """Put a file into the class folder; its name there.

    Raises:
        NotTaken: it is there already, byte for byte, or the disk refuses.
    """
    safe = _safe(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        twin = next((one.name for one in folder.iterdir() if one.is_file() and _same(one, data)), None)
        if twin:
            raise NotTaken(f"{safe} is there already{f' as {twin}' if twin != safe else ''}")
        return _new(folder, safe, data)
    except OSError as error:
        raise NotTaken(f"{safe} could not be written: {error.strerror or error}") from None


def paste(folder: Path, text: str) -> tuple[str, int]:
    """Keep pasted work codes as a new text file; its name, and how many codes are in it.

    Raises:
        NotTaken: there is no code in the text, or the disk refuses.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_PASTED:
        raise NotTaken(f"this is more than {MAX_PASTED:,} bytes; no list of work codes is that long")
    found = codes_in(data)
    if not found.codes:
        raise NotTaken(f"the text {found.cause or 'has only the beginning of a work code; copy all of it'}")
    return add(folder, f"pasted-{random_name(4)}.txt", data), len(found.codes)


def take_out(folder: Path, name: str) -> None:
    """Move a file into the folder of removed ones.

    Raises:
        NotTaken: there is no such file, or the disk refuses.
    """
    _move(folder, folder / REMOVED, name)


def put_back(folder: Path, name: str) -> None:
    """Move a removed file back.

    Raises:
        NotTaken: there is no such file, one of that name has come meanwhile, or the disk refuses.
    """
    _move(folder / REMOVED, folder, name)


def removed(folder: Path) -> list[str]:
    """The names of the files that were taken out."""
    try:
        return sorted(one.name for one in (folder / REMOVED).iterdir() if one.is_file())
    except OSError:
        return []


def _move(source: Path, target: Path, name: str) -> None:
    if name != Path(name).name or name in ("", ".", "..", REMOVED) or not (source / name).exists():
        raise NotTaken(f"there is no file {name[:LONGEST_NAME]}")
    try:
        target.mkdir(parents=True, exist_ok=True)
        place = target / name
        if place.exists() and target.name != REMOVED:
            raise NotTaken(f"a file {name} has been added meanwhile; take that one out first")
        if place.exists():
            place = target / _free(target, name)
        (source / name).rename(place)
    except OSError as error:
        raise NotTaken(f"{name} could not be moved: {error.strerror or error}") from None


def _safe(name: str) -> str:
    """A file name that stays in its folder and keeps its ending."""
    base = _UNSAFE.sub("-", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ") or "file"
    stem, dot, ending = base.rpartition(".")
    short = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else base[:LONGEST_NAME]
    return f"{short}-file" if short == REMOVED else short


def _same(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _free(folder: Path, name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem or ending}-{random_name(4)}{dot}{ending if stem else ''}"


def _new(folder: Path, name: str, data: bytes) -> str:
    """Write under that name, or under one close to it if another file has it."""
    for chosen in (name, _free(folder, name)):
        try:
            with (folder / chosen).open("xb") as out:
                out.write(data)
            return chosen
        except FileExistsError:
            continue
    raise NotTaken(f"{name} could not be written: a file of that name is there")
