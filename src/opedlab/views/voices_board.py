"""The voice painter: who speaks in each block? A letter and a pattern for every voice, and where one's reading and the course's part."""

from __future__ import annotations

import html
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.text.blocks import Block, Blocks
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text

BOARD = "voices"
VOICES = ("author", "reports", "around", "page", "unsettled")
OTHERS = ("quoted speech", "attributed report", "attributed estimate", "attributed position")
"""Kinds of embedded voices that make a block one in which somebody else is heard; a quoted term alone may or may not."""


class NotVoices(ValueError):
    """What came from the page is no painting of this board; the message says what is wrong."""


class VoicesBoard(Board):
    """A voice for each block. The course's reading comes on request, for the painted blocks only; unsettled is no disagreement."""

    def __init__(self, blocks: Sequence[Block], lesson: str, log: AnswerLog):
        self._blocks, self.lesson, self._log = {block.block: block for block in blocks}, lesson, log
        self._problem: str | None = None
        self._messages = 0
        self._compared = False
        self.voices = self._kept()
        made = content(blocks)
        super().__init__("voices.js", made, twin(made), self._state())
        self.on_msg(self._on_message)

    def _kept(self) -> dict[int, str]:
        """The painting of an earlier day; a draft that is none of this board counts as nothing kept."""
        try:
            return self._read(json.loads(self._log.history(self.lesson, BOARD).draft or "{}"))
        except (ValueError, RecursionError):
            return {}

    def _read(self, raw: object) -> dict[int, str]:
        """A painting as it comes from the page or the log; of another selection of blocks, only what is shown here."""
        if not isinstance(raw, Mapping) or not all(isinstance(k, str) and k.isdecimal() and v in VOICES for k, v in raw.items()):
            raise NotVoices(f"a painting gives blocks one of {', '.join(VOICES)}")
        return {int(number): voice for number, voice in raw.items() if int(number) in self._blocks}

    def _state(self) -> dict[str, Any]:
        return {
            "voices": {str(number): voice for number, voice in self.voices.items()},
            "compared": compare(self._blocks, self.voices) if self._compared else None,
            "problem": self._problem,
            "not_kept": self._log.why_not,
            "messages": self._messages,
        }

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        try:
            self.voices = self._read(message.get("voices"))
            self._compared = message.get("type") == "compare"
            self._problem = None
            self._log.add("draft", self.lesson, BOARD, response=json.dumps(self.voices))
        except NotVoices as error:
            self._problem = str(error)
        self.state = self._state()


def open_board(course: Course, lesson: str, log: AnswerLog, blocks: Collection[int] = ()) -> VoicesBoard:
    """The board over the page's blocks, or over some of them.

    Raises:
        KeyError: the page has no such block.
        RecordFaults: the record is broken.
    """
    record = compiled(course.article / "blocks.yaml", Blocks, course.compiled)
    return VoicesBoard([record[number] for number in sorted(set(blocks))] if blocks else tuple(record), lesson, log)


def readings(block: Block) -> tuple[str, ...]:
    """The voices that the course's record makes defensible for a block, the nearest first."""
    if block.voice != "author":
        return ("around",) if block.voice == "paratext" else ("page",)
    kinds = {voice.kind for voice in block.embedded}
    if kinds & set(OTHERS):
        return ("reports",)
    return ("author", "reports") if "quoted term" in kinds else ("author",)


def compare(blocks: Mapping[int, Block], voices: Mapping[int, str]) -> dict[str, Any]:
    """How many painted blocks agree with the course's reading, and the others with what the record says of them."""
    apart = []
    settled = {number: voice for number, voice in voices.items() if voice != "unsettled"}
    for number, voice in sorted(voices.items()):
        wanted = readings(blocks[number])
        if voice not in wanted:
            who = [embedded.who for embedded in blocks[number].embedded if embedded.kind in OTHERS]
            apart.append({"block": number, "yours": voice, "course": list(wanted), "who": who, "function": blocks[number].function})
    return {"agree": sum(voice in readings(blocks[number]) for number, voice in settled.items()), "settled": len(settled), "apart": apart}


def content(blocks: Sequence[Block]) -> dict[str, Any]:
    """Number, title and own summary of each block; neither role nor voice."""
    return {"blocks": [{"block": b.block, "title": b.title, "summary": b.summary} for b in blocks], "voices": list(VOICES)}


def twin(made: dict[str, Any]) -> Shown:
    """The question, the voices to choose from, and every block in the course's words."""
    voices = [f"{text('voice_letter_' + v)} {text('voice_' + v)}" for v in made["voices"]]
    lines = [text("voices_title"), text("voices_ask"), *(f"  {voice}" for voice in voices)]
    lines += [f"  __ {text('voices_block', block=b['block'])}, {b['title']}: {b['summary']}" for b in made["blocks"]]
    rows = "".join(
        f"<li>{text('voices_block', block=b['block'])}, <strong>{html.escape(b['title'])}</strong>: {html.escape(b['summary'])}</li>" for b in made["blocks"]
    )
    listed = "".join(f"<li>{voice}</li>" for voice in voices)
    return Shown(
        "\n".join(lines), f'<section class="opedlab-twin"><p><strong>{lines[0]}</strong></p><p>{lines[1]}</p><ul>{listed}</ul><ul>{rows}</ul></section>'
    )
