"""The rival-readings vote: points for what the troops were a sign of, before and after reading others, and the shift between."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from opedlab.answers.bundle import events_of
from opedlab.answers.class_work import read_class
from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.context.sources import Sources
from opedlab.context.world.rival_readings import Reading, RivalReadings
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.views.board import Board, links, named
from opedlab.views.class_shift import pooled
from opedlab.views.markup import Shown
from opedlab.views.strings import text

BOARD = "rival-readings"
OPTIONS = {
    "weakness": "Weakness: Russia, or both states, can no longer manage alone.",
    "choice": "Choice: they could manage otherwise and prefer this way, because others would cost more at home.",
    "gain": "Gain: a partner, experience and claims are being built up.",
    "other": "Something else, or not to be settled.",
}
"""The readings to vote on; the first three are the columns of the record's own grid."""
ROUNDS = ("before", "after")
ALL = 100


class NotAVote(ValueError):
    """What came from the page is no vote; the message says what is wrong."""


class VoteBoard(Board):
    """Two votes of 100 points. The first one stands once it is given, the second can be changed; each is logged as ``vote``."""

    def __init__(
        self, readings: RivalReadings, sources: Sources | None, lesson: str, log: AnswerLog, classmates: Callable[[], Iterable[Sequence[Event]]] = tuple
    ):
        """``classmates`` gives the events of each student whose work lies on this computer; it is asked again at every vote."""
        self.lesson, self._log, self._classmates = lesson, log, classmates
        self._problem: str | None = None
        self._messages = 0
        self.votes = votes_of(events_of(log.folder), lesson)
        made = content(readings, sources)
        super().__init__("vote.js", made, twin(made), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        return {"votes": dict(self.votes), "problem": self._problem, "not_kept": self._log.why_not, "messages": self._messages, "class": self._class()}

    def _class(self) -> dict[str, Any] | None:
        """The class's shift, once the student has voted twice: earlier, it would sway the vote."""
        if set(self.votes) < set(ROUNDS):
            return None
        return pooled([votes_of(events, self.lesson) for events in self._classmates()], list(OPTIONS))

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        try:
            which, points = read_vote(message)
            if which == "after" and "before" not in self.votes:
                raise NotAVote("the first vote comes before the second")
            if which == "after" or "before" not in self.votes:
                self._log.add("vote", self.lesson, BOARD, response={"round": which, "points": points})
                self.votes[which] = points
            self._problem = None
        except NotAVote as error:
            self._problem = str(error)
        self.state = self._state()


def open_board(course: Course, lesson: str, log: AnswerLog) -> VoteBoard:
    """The board over the course's own record of readings.

    Raises:
        RecordFaults: a record is broken.
    """
    readings = compiled(course.context / "rival_readings.yaml", RivalReadings, course.compiled)
    sources = compiled(course.source_texts / "sources.yaml", Sources, course.compiled)
    return VoteBoard(readings, sources, lesson, log, lambda: read_class(course.class_work, ()).students.values())


def read_vote(raw: object) -> tuple[str, dict[str, int]]:
    """The round and the points of a vote, as it comes from the page or the log.

    Raises:
        NotAVote: no round of that name, points that are no whole numbers, or a sum other than 100.
    """
    which, points = (raw.get("round"), raw.get("points")) if isinstance(raw, Mapping) else (None, None)
    if which not in ROUNDS or not isinstance(points, Mapping) or set(points) != set(OPTIONS):
        raise NotAVote("a vote names its round and gives points to each reading")
    if not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= ALL for n in points.values()):
        raise NotAVote(f"points are whole numbers from 0 to {ALL}")
    if sum(points.values()) != ALL:
        raise NotAVote(f"the points add up to {sum(points.values())}, not to {ALL}")
    return str(which), {option: points[option] for option in OPTIONS}


def votes_of(events: Sequence[Event], lesson: str) -> dict[str, dict[str, int]]:
    """The votes of a lesson: the first ``before``, the last ``after``; a damaged vote counts as none."""
    found: dict[str, dict[str, int]] = {}
    for event in sorted(events, key=lambda e: e.at):
        if event.lesson != lesson:
            continue
        if event.event == "start-over" and event.item in (None, BOARD):
            found = {}
        if event.event == "vote" and event.item == BOARD:
            try:
                which, points = read_vote(event.response)
            except NotAVote:
                continue
            if which == "after" or which not in found:
                found[which] = points
    return found


def content(readings: RivalReadings, sources: Sources | None) -> dict[str, Any]:
    """The options and every published reading for the front end."""
    return {"options": [{"id": key, "text": said} for key, said in OPTIONS.items()], "readings": [_reading(row, sources) for row in readings]}


def _reading(row: Reading, sources: Sources | None) -> dict[str, Any]:
    return {
        "who": row.who, "position": row.position, "country": row.country, "date": row.date, "reads_as": row.reads_as,
        "thesis": row.thesis, "how_seen": row.how_seen, "sources": named(sources, row.sources),
    }  # fmt: skip


def twin(made: dict[str, Any]) -> Shown:
    """The question with its options, then the published readings; of votes it says only where they will be seen."""
    lines = [text("vote_title"), text("vote_ask"), *(f"  __ {option['text']}" for option in made["options"]), text("vote_readings")]
    lines += [f"  {r['who']} ({r['position']}; {r['date']}), {r['reads_as']}: {r['thesis']}" for r in made["readings"]]
    lines.append(text("vote_class_where"))
    options = "".join(f"<li>{html.escape(option['text'])}</li>" for option in made["options"])
    rows = "".join(
        f"<li><strong>{html.escape(r['who'])}</strong> ({html.escape(r['position'])}; {r['date']}), {html.escape(r['reads_as'])}: "
        f"{html.escape(r['thesis'])} ({links(r['sources'])})</li>"
        for r in made["readings"]
    )
    markup = f"<p><strong>{lines[0]}</strong></p><p>{lines[1]}</p><ul>{options}</ul><p>{text('vote_readings')}</p><ul>{rows}</ul><p>{lines[-1]}</p>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')
