"""The reader: the page block by block, in the course's words, and a reader's own copy of a block on demand.

The words of a copy are sent in a message when the reader asks for them. They are in no trait, twin, repr or output.
"""

from __future__ import annotations

import html
from typing import Any

from opedlab.course import Course
from opedlab.records import RecordFaults, compiled
from opedlab.text.blocks import Block, Blocks
from opedlab.text.in_place import Quote, parts, spans
from opedlab.translation.caveats import Caveats
from opedlab.translation.certainty import Certainty
from opedlab.views.board import Board
from opedlab.views.kept_copy import kept_copy
from opedlab.views.markup import Shown
from opedlab.views.own_copy import blocks_of
from opedlab.views.strings import text

VOICES = {"author": ("●", "reader_author"), "paratext": ("◆", "reader_paratext"), "page": ("▢", "reader_page")}
"""For each voice its sign and the interface string of its name."""


def quotes(course: Course) -> dict[int, list[Quote]]:
    """What the course quotes from each block: caveats, decoys and certainty markers alike, so that a mark tells no key."""
    found: dict[int, list[Quote]] = {}
    paths = course.article / "caveats.yaml", course.article / "certainty.yaml"
    caveats: Caveats = compiled(paths[0], Caveats, course.compiled, course.name_of(paths[0]))
    certainty: Certainty = compiled(paths[1], Certainty, course.compiled, course.name_of(paths[1]))
    for row in (*caveats.caveats, *caveats.decoys):
        if row.quote:
            found.setdefault(row.block, []).append(Quote(row.quote, row.at.start if row.at else None, row.gloss))
    for marker in certainty.markers:
        found.setdefault(marker.block, []).append(Quote(marker.marker, marker.at, marker.gloss))
    return found


# --- the page as text -------------------------------------------------------------------------------------------


def twin(blocks: Blocks, chosen: int) -> Shown:
    """All blocks as text, the chosen one first and the rest of the page after it."""
    block, title = blocks[chosen], text("reader_title")
    rest = text("reader_all_of_it")
    plain = [title, *_plain(block), "", f"{rest}:", *(line for one in blocks for line in _plain(one))]
    listed = "".join(f"<li>{_html(one)}</li>" for one in blocks)
    markup = f"<p><strong>{html.escape(title)}</strong></p>{_html(block)}<details><summary>{html.escape(rest)}</summary><ul>{listed}</ul></details>"
    return Shown("\n".join(plain), f'<section class="opedlab-twin">{markup}</section>')


def _head(block: Block) -> str:
    sign, name = VOICES[block.voice]
    return f"{text('reader_block', block=block.block)}: {block.title} ({block.role}; {sign} {text(name)})"


def _plain(block: Block) -> list[str]:
    lines = [_head(block), f"  {block.summary}"]
    lines += [f"  {text('reader_inside')}: {'; '.join(f'{voice.kind}, {voice.who}' for voice in block.embedded)}"] if block.embedded else []
    return lines + ([f"  {text('reader_note')}: {block.note}"] if block.note else [])


def _html(block: Block) -> str:
    inside = "".join(f"<li>{html.escape(f'{voice.kind}: {voice.who}')}</li>" for voice in block.embedded)
    body = f"<p><strong>{html.escape(_head(block))}</strong></p><p>{html.escape(block.summary)}</p>"
    body += f"<p>{text('reader_inside')}:</p><ul>{inside}</ul>" if inside else ""
    return body + (f"<details><summary>{text('reader_note')}</summary><p>{html.escape(block.note)}</p></details>" if block.note else "")


# --- the widget -------------------------------------------------------------------------------------------------


def content(blocks: Blocks, chosen: int) -> dict[str, Any]:
    """The page as the front end shows it; the browser turns its leaves without the kernel."""
    return {
        "block": blocks[chosen].block,
        "voices": {voice: {"sign": sign, "name": name} for voice, (sign, name) in VOICES.items()},
        "blocks": [
            {
                "block": one.block,
                "title": one.title,
                "role": one.role,
                "voice": one.voice,
                "summary": one.summary,
                "note": one.note,
                "inside": [f"{voice.kind}: {voice.who}" for voice in one.embedded],
            }
            for one in blocks
        ],
    }


class ReaderBoard(Board):
    """The page, alive. ``state`` says whether there is an own copy, never what it says.

    Raises:
        RecordFaults: the blocks cannot be read.
        KeyError: the page has no such block.
    """

    def __init__(self, course: Course, block: int = 1):
        self._course = course
        blocks = blocks_of(course)
        self._kept = kept_copy(course)
        self._quotes: dict[int, list[Quote]] | None = None
        self._messages = 0
        super().__init__("reader.js", content(blocks, block), twin(blocks, block), self._state())
        self.on_msg(self._on_message)
        self._kept.watch(self._changed)

    def _state(self) -> dict[str, Any]:
        found = self._kept.recognition()
        return {"copy": bool(found and found.recognised), "messages": self._messages}

    def _changed(self) -> None:
        self._messages += 1
        self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        number = message.get("block")
        placed = self._kept.block(number) if message.get("type") == "show" and isinstance(number, int) else None
        if placed is None:
            self._changed()  # no copy (any more), or the page asks whether there is one
            return
        place, words = placed
        marked = parts(words, spans(words, self._quoted(number)))
        self.send({"type": "block", "block": number, "found": place.found, "by_neighbours": place.found and place.score <= 0.5, "parts": marked})

    def _quoted(self, block: int) -> list[Quote]:
        if self._quotes is None:
            try:
                self._quotes = quotes(self._course)
            except RecordFaults:
                self._quotes = {}  # the words are shown all the same; `opedlab check` names the faults
        return self._quotes.get(block, [])
