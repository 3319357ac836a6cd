"""The board by which a reader loads an own copy of the article: a file or pasted text, and what was found in it."""

from __future__ import annotations

import html
from typing import Any

from opedlab.course import Course
from opedlab.records import compiled
from opedlab.text.blocks import Blocks
from opedlab.text.decode import LARGEST
from opedlab.text.own_copy import Recognition
from opedlab.views.board import Board
from opedlab.views.copy_report import report
from opedlab.views.kept_copy import kept_copy
from opedlab.views.markup import Shown
from opedlab.views.strings import text


def blocks_of(course: Course) -> Blocks:
    """The record of the page's blocks.

    Raises:
        RecordFaults: every fault of it.
    """
    path = course.article / "blocks.yaml"
    return compiled(path, Blocks, course.compiled, course.name_of(path))


def twin(where: str) -> Shown:
    """The board as text: what it is for, where the copy is kept, and how it is loaded without a browser."""
    title, said = text("own_copy_title"), [text("own_copy_intro"), text("own_copy_where", where=where), text("own_copy_by_hand", where=where)]
    markup = "".join(f"<p>{html.escape(part)}</p>" for part in said)
    return Shown("\n".join([title, *said]), f'<section class="opedlab-twin"><p><strong>{html.escape(title)}</strong></p>{markup}</section>')


class OwnCopyBoard(Board):
    """Load, look at and remove an own copy. The bytes come in a message of their own; ``state`` holds no word of them.

    Raises:
        RecordFaults: the sketch or the blocks cannot be read.
    """

    def __init__(self, course: Course):
        self._blocks = blocks_of(course)
        self._kept = kept_copy(course)
        _ = self._kept.sketch  # a broken one is said at once
        self._tries = 0
        content = {"where": self._kept.name, "largest": LARGEST}
        super().__init__("own_copy.js", content, twin(self._kept.name), self._state())
        self.on_msg(self._on_message)
        self._kept.watch(self._changed)

    def _state(self, attempt: Recognition | None = None, stays: str | None = None, *, removed: bool = False) -> dict[str, Any]:
        """What the page shows. ``attempt`` is a text that was not kept; ``stays`` says why a copy could not be removed."""
        kept = self._kept.recognition()
        return {
            "kept": report(kept, self._blocks) if kept else None,
            "attempt": report(attempt, self._blocks) if attempt else None,
            "session_only": self._kept.why_not,
            "removed": removed,
            "stays": stays,
            # Counts messages, so that the same result twice is still a change that reaches the page.
            "tries": self._tries,
        }

    def _changed(self) -> None:
        self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], buffers: list[Any]) -> None:
        self._tries += 1
        kind = message.get("type")
        if kind == "copy":
            found = self._kept.put(bytes(buffers[0]) if buffers else b"")
            self.state = self._state(None if found.recognised else found)
        elif kind == "remove":
            try:
                self._kept.remove()
                self.state = self._state(removed=True)
            except OSError as error:
                self.state = self._state(stays=error.strerror or type(error).__name__)
        else:
            self.state = self._state()
