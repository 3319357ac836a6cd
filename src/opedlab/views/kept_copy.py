"""The reader's own copy: recognised, and kept in the course's ignored folder or, where that cannot be written, in this kernel.

The copy's words travel between browser and kernel in custom messages only. They are in no trait, because Lab can be set
to store traits in the notebook, and in no repr and no output, because outputs are saved.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from opedlab.course import Course
from opedlab.text.decode import LARGEST
from opedlab.text.own_copy import PlacedBlock, Recognition, recognise
from opedlab.text.sketch import Sketch, read

NAME = "article.txt"

_kept: dict[tuple[Path, Path], KeptCopy] = {}


def kept_copy(course: Course) -> KeptCopy:
    """The own copy of a course; one for all boards of a kernel, so that they see the same."""
    key = course.own_copy / NAME, course.article / "sketch.json"
    if key not in _kept:
        _kept[key] = KeptCopy(*key, name=key[0].relative_to(course.root).as_posix(), sketch_name=course.name_of(key[1]))
    return _kept[key]


class KeptCopy:
    """One reader's copy of the article.

    ``name`` is the file as a reader would type it from the course folder. ``why_not`` says why the copy is not in that
    file but only in memory, or None.
    """

    def __init__(self, file: Path, sketch: Path, *, name: str, sketch_name: str):
        self.file, self.name = file, name
        self.why_not: str | None = None
        self._sketch_file, self._sketch_name = sketch, sketch_name
        self._sketch: Sketch | None = None
        self._in_memory: Recognition | None = None
        self._read: tuple[tuple[int, int], Recognition] | None = None
        self._watchers: list[Callable[[], None]] = []

    def __repr__(self) -> str:
        return f"own copy in {self.name}"

    @property
    def sketch(self) -> Sketch:
        """What the article is recognised by.

        Raises:
            RecordFaults: the file is no sketch.
        """
        if self._sketch is None:
            self._sketch = read(self._sketch_file, self._sketch_name)
        return self._sketch

    def watch(self, changed: Callable[[], None]) -> None:
        """Have ``changed`` called when the copy is replaced or removed in this kernel."""
        self._watchers.append(changed)

    def put(self, data: bytes | str) -> Recognition:
        """Recognise what a reader has, and keep it if it is the article; an earlier copy stays if it is not."""
        found = recognise(data, self.sketch)
        if found.recognised:
            self._keep(found)
            self._tell()
        return found

    def recognition(self) -> Recognition | None:
        """What is kept, recognised anew when the file has changed (another notebook may have loaded or removed it).

        A file that was laid there by hand and is not the article is returned as such.
        """
        if self._in_memory is not None:
            return self._in_memory
        try:
            stat = self.file.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            if self._read is None or self._read[0] != stamp:
                with self.file.open("rb") as file:
                    data = file.read(4 * LARGEST + 1)
                self._read = stamp, recognise(_as_text(data), self.sketch)
        except OSError:
            self._read = None
            return None
        return self._read[1]

    def block(self, number: int) -> tuple[PlacedBlock, str] | None:
        """A block's place and words in the kept copy; None without a copy, not found with an empty text."""
        found = self.recognition()
        if found is None or not found.recognised:
            return None
        place = next((one for one in found.blocks if one.block == number), PlacedBlock(number, False))
        return place, found.text[place.start : place.end] if place.found else ""

    def remove(self) -> None:
        """Delete the file and forget what is in memory.

        Raises:
            OSError: the file cannot be deleted; then it stays.
        """
        self._in_memory, self.why_not = None, None
        try:
            self.file.unlink(missing_ok=True)
            self._read = None
            with contextlib.suppress(OSError):
                self.file.parent.rmdir()  # unless the reader keeps something else there
        except NotADirectoryError:
            pass  # something else bears the folder's name, so there is no copy
        finally:
            self._tell()

    def _keep(self, found: Recognition) -> None:
        part = self.file.with_suffix(f".{os.getpid()}")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(found.text.encode("utf-8", "replace"))
            part.replace(self.file)
            stat = self.file.stat()
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            self._in_memory, self.why_not = found, error.strerror or type(error).__name__
            return
        self._in_memory, self.why_not = None, None
        self._read = (stat.st_mtime_ns, stat.st_size), found

    def _tell(self) -> None:
        for changed in self._watchers:
            changed()


def _as_text(data: bytes) -> bytes | str:
    """The file's characters if it is UTF-8, as the board writes it; else its bytes, for a file laid there by hand."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data
