"""The certainty ladder: own ranges for the page's certainty words, beside published yardsticks; the headline against the body."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.translation.certainty import Certainty, Ladder
from opedlab.translation.yardsticks import Yardsticks
from opedlab.views.board import Board, links, named
from opedlab.views.markup import Shown
from opedlab.views.strings import text

BOARD = "ladder"
"""Under this name the ranges of a lesson are kept in the log, as a draft: they are opinions and are never marked."""

Range = tuple[float, float]


class NotRanges(ValueError):
    """What came from the page is no set of ranges of this board; the message says what is wrong."""


class LadderBoard(Board):
    """Own ranges for every step of every ladder. The course's finding on a ladder comes once all its steps have a range."""

    def __init__(self, certainty: Certainty, yardsticks: Yardsticks, lesson: str, log: AnswerLog):
        self.lesson, self._log = lesson, log
        self._certainty = certainty
        self._problem: str | None = None
        self._messages = 0
        self.ranges = self._kept()
        made = content(certainty, yardsticks)
        super().__init__("ladder.js", made, twin(made), self._state())
        self.on_msg(self._on_message)

    def _kept(self) -> dict[str, Range]:
        """The ranges of an earlier day; a draft that is none of this board counts as nothing kept."""
        try:
            return read_ranges(self._certainty, json.loads(self._log.history(self.lesson, BOARD).draft or "{}"))
        except (ValueError, RecursionError):
            return {}

    def _state(self) -> dict[str, Any]:
        return {
            "ranges": {key: list(ends) for key, ends in self.ranges.items()},
            "findings": {ladder.id: ladder.finding for ladder in self._certainty.ladders if all(step in self.ranges for step in ladder.steps)},
            "problem": self._problem,
            "not_kept": self._log.why_not,
            "messages": self._messages,
        }

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        try:
            self.ranges = read_ranges(self._certainty, message.get("ranges"))
            self._problem = None
            self._log.add("draft", self.lesson, BOARD, response=json.dumps(self.ranges))
        except NotRanges as error:
            self._problem = str(error)
        self.state = self._state()


def open_board(course: Course, lesson: str, log: AnswerLog) -> LadderBoard:
    """The board over the course's own records.

    Raises:
        RecordFaults: a record is broken.
    """
    certainty = compiled(course.article / "certainty.yaml", Certainty, course.compiled)
    return LadderBoard(certainty, compiled(course.context / "yardsticks.yaml", Yardsticks, course.compiled), lesson, log)


def read_ranges(certainty: Certainty, raw: object) -> dict[str, Range]:
    """Ranges in per cent by marker id, as they come from the page or the log.

    Raises:
        NotRanges: an unknown marker, an end that is no number from 0 to 100, or ends in the wrong order.
    """
    if not isinstance(raw, Mapping):
        raise NotRanges("ranges are a mapping from places to two numbers")
    steps = {step for ladder in certainty.ladders for step in ladder.steps}
    found: dict[str, Range] = {}
    for key, ends in raw.items():
        if key not in steps:
            raise NotRanges(f'"{str(key)[:20]}" is no place of this board')
        if not (isinstance(ends, Sequence) and len(ends) == 2 and all(_percent(end) for end in ends)):
            raise NotRanges("a range is two numbers from 0 to 100")
        if ends[0] > ends[1]:
            raise NotRanges("a range runs from the lower to the higher number")
        found[key] = (float(ends[0]), float(ends[1]))
    return found


def _percent(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100


def content(certainty: Certainty, yardsticks: Yardsticks) -> dict[str, Any]:
    """Ladders and yardsticks for the front end; neither rungs nor findings, which are the course's reading."""
    return {
        "ladders": [_ladder(certainty, ladder) for ladder in certainty.ladders],
        "yardsticks": [
            {
                "name": one.name,
                "bands": [{"words": ", ".join(band.words), "low": band.low, "high": band.high, "shown": band.shown} for band in one.bands],
                "sources": named(None, one.sources),
            }
            for one in yardsticks.yardsticks
        ],
        "about": yardsticks.about,
    }


def _ladder(certainty: Certainty, ladder: Ladder) -> dict[str, Any]:
    steps = [certainty[step] for step in ladder.steps]
    return {
        "id": ladder.id,
        "claim": ladder.claim,
        "steps": [{"id": m.id, "block": m.block, "body": m.voice != "paratext", "word": m.marker, "gloss": m.gloss, "claim": m.claim} for m in steps],
    }


def twin(made: dict[str, Any]) -> Shown:
    """The question as text: every place with its words, and the yardsticks to hold beside them."""
    lines, parts = [text("ladder_title"), text("ladder_ask")], []
    for ladder in made["ladders"]:
        lines.append(f"  {ladder['claim']}")
        lines += [f"    {_where(step)}: {step['word']} ({step['gloss']}) – {step['claim']}: __ to __ %" for step in ladder["steps"]]
        steps = "".join(f"<li>{_step(step)}</li>" for step in ladder["steps"])
        parts.append(f"<p><strong>{html.escape(ladder['claim'])}</strong></p><ul>{steps}</ul>")
    for one in made["yardsticks"]:
        bands = "; ".join(f"{band['words']} ({band['shown']})" for band in one["bands"])
        lines.append(f"  {one['name']}: {bands}")
        parts.append(f"<p><strong>{html.escape(one['name'])}</strong>: {html.escape(bands)} [{links(one['sources'])}]</p>")
    lines.append(made["about"])
    markup = f"<p><strong>{lines[0]}</strong></p><p>{lines[1]}</p>{''.join(parts)}<p>{html.escape(made['about'])}</p>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')


def _step(step: dict[str, Any]) -> str:
    word, gloss, claim = (html.escape(step[name]) for name in ("word", "gloss", "claim"))
    return f'{_where(step)}: <em lang="de">{word}</em> ({gloss}) – {claim}'


def _where(step: dict[str, Any]) -> str:
    return text("ladder_body" if step["body"] else "ladder_around", block=step["block"])
