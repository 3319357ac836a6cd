"""A memo to be carried away: the text as it was typed, and a note of where it comes from. Its forms: Markdown here, web page and PDF beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from opedlab.answers.products import Product

LANGUAGES = ("en", "de")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

_SAID = {
    "en": {
        "by": "{writer}, {day}", "note": "Where this comes from", "own": "Products written by the author of this memo", "ready": "Products ready-made by the course",
        "none": "none", "seal": "Forecasts sealed in the course; hash of the ledger", "course": "Written in the course “A Sign of Weakness? Reading a machine-translated op-ed”.",
    },
    "de": {
        "by": "{writer}, {day}", "note": "Woher dieser Text kommt", "own": "Ergebnisse von der Verfasserin oder dem Verfasser", "ready": "Vom Kurs vorgegebene Ergebnisse",
        "none": "keine", "seal": "Im Kurs versiegelte Prognosen; Hash", "course": "Geschrieben im Kurs „A Sign of Weakness? Reading a machine-translated op-ed“.",
    },
}  # fmt: skip


@frozen
class Memo:
    """What all three forms are made from. ``text`` is the student's own Markdown; ``own`` and ``ready_made`` are titles of products."""

    title: str
    text: str
    writer: str
    day: date
    language: str = "en"
    seal: str | None = None
    own: tuple[str, ...] = ()
    ready_made: tuple[str, ...] = ()
    card: str = ""
    """A section of Markdown on the card that was marked on the map; empty where none was."""
    drawing: str = ""
    """The same as an SVG document, for a page that can show one."""

    @property
    def byline(self) -> str:
        return self.said("by", writer=self.writer, day=self.day.isoformat())

    @property
    def file_name(self) -> str:
        """A name for files, of small letters, digits and hyphens alone; nothing of it can be a path."""
        stem = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:40] or "memo"
        return f"{stem}-{self.day.isoformat()}"

    def said(self, name: str, **values: str) -> str:
        return _SAID[self.language][name].format(**values)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """What stands under the memo: a name and what it says."""
        none = self.said("none")
        rows = [(self.said("own"), "; ".join(self.own) or none), (self.said("ready"), "; ".join(self.ready_made) or none)]
        return (*rows, *([(self.said("seal"), self.seal)] if self.seal else []))


def clean(text: str, most: int = 200) -> str:
    """One line of somebody's typing: no control characters, no line ends, not longer than ``most``."""
    return " ".join(_CONTROL.sub(" ", text).split())[:most]


def memo_of(title: str, text: str, writer: str, day: date, language: str, seal: str | None, products: Iterable[Product]) -> Memo:
    """A memo from what was typed and what the log has; an unknown language counts as English."""
    rows = tuple(products)
    labels = [(f"{row.title} ({row.lesson[:2]})", row.own is not None) for row in rows]
    return Memo(
        clean(title) or "Memo", readable(text), clean(writer) or "N. N.", day, language if language in LANGUAGES else "en", seal or None,
        tuple(label for label, own in labels if own), tuple(label for label, own in labels if not own),
    )  # fmt: skip


def readable(text: str) -> str:
    """The text with its line ends made alike, and without characters that no file may have (half of a pair, a NUL)."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _CONTROL.sub("", whole)


def as_markdown(memo: Memo) -> str:
    """Title, name and day, the text just as it was typed, and under a line where it comes from."""
    notes = "\n".join(f"- {escaped(name)}: {escaped(said)}" for name, said in memo.notes)
    return f"# {escaped(memo.title)}\n\n{escaped(memo.byline)}\n\n{_whole(memo)}\n\n---\n\n{memo.said('course')}\n\n{notes}\n"


def _whole(memo: Memo) -> str:
    return "\n\n".join(part.rstrip() for part in (memo.text, memo.card) if part.strip())


def escaped(text: str) -> str:
    """A line of plain text, so that Markdown reads nothing into it."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
