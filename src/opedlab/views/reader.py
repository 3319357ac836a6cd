"""The reader: the page block by block, in the course's words, and a reader's own copy of a block on demand.

The words of a copy are sent in a message when the reader asks for them. They are in no trait, twin, repr or output.
"""

from __future__ import annotations

import html
from typing import Any

from opedlab.course import Course
from opedlab.text.blocks import Block, Blocks
from opedlab.views.board import Board
from opedlab.views.copy_words import CopyWords
from opedlab.views.markup import Shown
from opedlab.views.own_copy import blocks_of
from opedlab.views.strings import text

VOICES = {"author": ("●", "reader_author"), "paratext": ("◆", "reader_paratext"), "page": ("▢", "reader_page")}
"""For each voice its sign and the interface string of its name."""


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
        blocks = blocks_of(course)
        self._copy = CopyWords(course)
        self._messages = 0
        super().__init__("reader.js", content(blocks, block), twin(blocks, block), self._state())
        self.on_msg(self._on_message)
        self._copy.watch(self._changed)

    def _state(self) -> dict[str, Any]:
        return {"copy": self._copy.loaded(), "messages": self._messages}

    def _changed(self) -> None:
        self._messages += 1
        self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        words = self._copy.message(message.get("block")) if message.get("type") == "show" else None
        if words is None:
            self._changed()  # no copy (any more), or the page asks whether there is one
        else:
            self.send(words)
