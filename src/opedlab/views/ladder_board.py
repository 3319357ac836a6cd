"""The certainty ladder: own ranges for the page's certainty words, beside published yardsticks and the class; headline against body."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.translation.certainty import Certainty, Ladder
from opedlab.translation.yardsticks import Yardsticks
from opedlab.views.board import Board, links, named
from opedlab.views.ladder_ranges import BOARD, WORDS, findings, groups_of, kept, of_class, read_ranges
from opedlab.views.markup import Shown
from opedlab.views.strings import text


class LadderBoard(Board):
    """Own ranges for single words and for every place of every ladder.

    The course's finding on a ladder comes once all its places have a range; what the class said of a place comes with
    one's own range for it. ``students`` are the class's events by pseudonym, as the class's files give them.
    """

    def __init__(
        self,
        certainty: Certainty,
        yardsticks: Yardsticks,
        lesson: str,
        log: AnswerLog,
        start: str = WORDS,
        students: Mapping[str, Sequence[Event]] | None = None,
    ):
        self.lesson, self._log = lesson, log
        self._certainty = certainty
        self._groups = groups_of(certainty)
        self._groups[start]
        self._class = of_class(certainty, students or {}, lesson)
        self._problem: str | None = None
        self._messages = 0
        self.ranges = self._kept()
        made = content(certainty, yardsticks, start)
        super().__init__("ladder.js", made, twin(made), self._state())
        self.on_msg(self._on_message)

    def _kept(self) -> dict[str, tuple[float, float]]:
        return kept(self._groups.places, self._log.history(self.lesson, BOARD).draft)

    def _state(self) -> dict[str, Any]:
        return {
            "ranges": {key: list(ends) for key, ends in self.ranges.items()},
            "class": {key: [list(ends) for ends in self._class[key]] for key in self.ranges if key in self._class},
            "findings": findings(self._certainty.ladders, self.ranges),
            "problem": self._problem,
            "not_kept": self._log.why_not,
            "messages": self._messages,
        }

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        """Ranges of one group take the place of that group's; those of other groups stay, also if another notebook gave them."""
        self._messages += 1
        try:
            given = read_ranges(self._groups.places, message.get("ranges"))
            mine = self._groups[str(message.get("group", WORDS))]
            self._log.reread()
            self.ranges = {key: ends for key, ends in self._kept().items() if key not in mine} | given
            self._problem = None
            self._log.add("draft", self.lesson, BOARD, response=json.dumps(self.ranges))
        except ValueError as error:  # NotRanges, NoSuchGroup
            self._problem = str(error)
        self.state = self._state()


def open_board(course: Course, lesson: str, log: AnswerLog, start: str = WORDS, students: Mapping[str, Sequence[Event]] | None = None) -> LadderBoard:
    """The board over the course's own records, opened at the single words or at a ladder.

    Raises:
        RecordFaults: a record is broken.
        NoSuchGroup: ``start`` is neither ``words`` nor the id of a ladder.
    """
    certainty = compiled(course.article / "certainty.yaml", Certainty, course.compiled)
    return LadderBoard(certainty, compiled(course.context / "yardsticks.yaml", Yardsticks, course.compiled), lesson, log, start, students)


def content(certainty: Certainty, yardsticks: Yardsticks, start: str = WORDS) -> dict[str, Any]:
    """Words, ladders and yardsticks for the front end; neither rungs nor findings, which are the course's reading."""
    words = [{"id": w.id, "block": None, "body": True, "word": w.word, "gloss": w.gloss, "claim": ""} for w in certainty.words if w.rate]
    return {
        "start": start,
        "ladders": [{"id": WORDS, "claim": "", "steps": words}, *(_ladder(certainty, ladder) for ladder in certainty.ladders)],
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
    """The question as text: the words or every claim with its places, whichever the board opens at; and the yardsticks beside them."""
    words = made["start"] == WORDS
    lines, parts = [text("ladder_title"), text("ladder_ask_words" if words else "ladder_ask")], []
    for ladder in made["ladders"]:
        if (ladder["id"] == WORDS) != words:
            continue
        name = ladder["claim"] or text("ladder_words")
        lines.append(f"  {name}")
        lines += [f"    {_plain(step)}: __ to __ %" for step in ladder["steps"]]
        steps = "".join(f"<li>{_step(step)}</li>" for step in ladder["steps"])
        parts.append(f"<p><strong>{html.escape(name)}</strong></p><ul>{steps}</ul>")
    for one in made["yardsticks"]:
        bands = "; ".join(f"{band['words']} ({band['shown']})" for band in one["bands"])
        lines.append(f"  {one['name']}: {bands}")
        parts.append(f"<p><strong>{html.escape(one['name'])}</strong>: {html.escape(bands)} [{links(one['sources'])}]</p>")
    lines += [made["about"], text("ladder_class_twin")]
    markup = f"<p><strong>{lines[0]}</strong></p><p>{lines[1]}</p>{''.join(parts)}<p>{html.escape(made['about'])}</p><p>{lines[-1]}</p>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')


def _plain(step: dict[str, Any]) -> str:
    said = f"{step['word']} ({step['gloss']})"
    return said if step["block"] is None else f"{_where(step)}: {said} – {step['claim']}"


def _step(step: dict[str, Any]) -> str:
    word, gloss, claim = (html.escape(step[name]) for name in ("word", "gloss", "claim"))
    said = f'<em lang="de">{word}</em> ({gloss})'
    return said if step["block"] is None else f"{_where(step)}: {said} – {claim}"


def _where(step: dict[str, Any]) -> str:
    return text("ladder_body" if step["body"] else "ladder_around", block=step["block"])
