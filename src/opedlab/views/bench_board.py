"""The post-editing bench: write a version of one of the course's own sentences, and see what chrF and TER make of it."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.translation.post_editing import SAYS, PostEditing, Sentence
from opedlab.translation.scores import LONGEST, NotScored, score, signatures
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text

BOARD = "bench"
"""Under this name the versions of a lesson are kept in the log, as a draft: nothing on the bench is marked."""
MOST = 12
"""Versions of one sentence that are kept, the newest first."""

Kept = dict[str, list[str]]


class BenchBoard(Board):
    """Versions by sentence, each with its scores. What was written is kept; scores are worked out anew and never stored."""

    def __init__(self, record: PostEditing, lesson: str, log: AnswerLog):
        self.lesson, self._log, self._record = lesson, log, record
        self._problem: str | None = None
        self._messages = 0
        self.versions = read_versions(record, self._draft())
        made = content(record)
        super().__init__("bench.js", made, twin(made), self._state())
        self.on_msg(self._on_message)

    def _draft(self) -> object:
        try:
            return json.loads(self._log.history(self.lesson, BOARD).draft or "{}")
        except (ValueError, RecursionError):
            return {}

    def _state(self) -> dict[str, Any]:
        return {
            "rows": {key: rows_of(self._record[key], texts) for key, texts in self.versions.items()},
            "signatures": list(signatures()) if self.versions else [],
            "problem": self._problem,
            "not_kept": self._log.why_not,
            "messages": self._messages,
        }

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        sentence, typed = message.get("sentence"), " ".join(str(message.get("text") or "").split())
        try:
            score(typed, self._record[str(sentence)].de)
            others = [one for one in self.versions.get(str(sentence), []) if one != typed]
            self.versions = self.versions | {str(sentence): [typed, *others][:MOST]}
            self._log.add("draft", self.lesson, BOARD, response=json.dumps(self.versions))
            self._problem = None
        except (NotScored, KeyError) as error:
            self._problem = str(error)
        self.state = self._state()


def open_board(course: Course, lesson: str, log: AnswerLog) -> BenchBoard:
    """The board over the course's own sentences.

    Raises:
        RecordFaults: the record is broken.
    """
    return BenchBoard(compiled(course.context / "post_editing.yaml", PostEditing, course.compiled), lesson, log)


def read_versions(record: PostEditing, raw: object) -> Kept:
    """The versions of an earlier day, by sentence; what is none of this bench is passed over."""
    found: Kept = {}
    for sentence in record.sentences:
        texts = raw.get(sentence.id) if isinstance(raw, Mapping) else None
        kept = [one for one in texts if isinstance(one, str) and one.strip() and len(one) <= LONGEST] if isinstance(texts, list) else []
        if kept:
            found[sentence.id] = kept[:MOST]
    return found


def rows_of(sentence: Sentence, texts: list[str]) -> list[dict[str, Any]]:
    """Versions with their scores, nearest to the reference first; ``does`` is known only for the course's own."""
    own = {version.de: version.does for version in sentence.versions}
    rows = []
    for version in texts:
        found = score(version, sentence.de)
        rows.append({"text": version, "does": own.get(version), "chrf": found.chrf, "ter": found.ter})
    return sorted(rows, key=lambda row: -row["chrf"])


def content(record: PostEditing) -> dict[str, Any]:
    """The sentences for the front end; scores come when they are asked for."""
    return {
        "about": record.about,
        "longest": LONGEST,
        "sentences": [
            {
                "id": one.id, "title": one.title, "en": one.en, "de": one.de,
                "versions": [{"de": v.de, "gloss": v.gloss, "does": v.does, "why": v.why} for v in one.versions],
            }
            for one in record.sentences
        ],
    }  # fmt: skip


def twin(made: dict[str, Any]) -> Shown:
    """The bench as text: every sentence with its reference and its versions."""
    lines, parts = [text("bench_title"), text("bench_ask"), made["about"]], []
    for one in made["sentences"]:
        lines += [f"  {one['title']}: {one['en']}", f"    {text('bench_reference')}: {one['de']}"]
        lines += [f"    – {v['de']} ({v['gloss']} {SAYS[v['does']]}: {v['why']})" for v in one["versions"]]
        versions = "".join(
            f'<li><span lang="de">{html.escape(v["de"])}</span> ({html.escape(v["gloss"])} {SAYS[v["does"]]}: {html.escape(v["why"])})</li>'
            for v in one["versions"]
        )
        head = (
            f'<strong>{html.escape(one["title"])}</strong>: {html.escape(one["en"])} {text("bench_reference")}: <span lang="de">{html.escape(one["de"])}</span>'
        )
        parts.append(f"<p>{head}</p><ul>{versions}</ul>")
    lines.append(text("bench_twin"))
    markup = f"<p><strong>{lines[0]}</strong></p><p>{lines[1]}</p><p>{html.escape(lines[2])}</p>{''.join(parts)}<p>{lines[-1]}</p>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')
