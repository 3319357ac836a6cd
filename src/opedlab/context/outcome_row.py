"""A row that the class adds to the ledger, written as YAML: a finding for ``predictions.yaml`` and its entry for ``sources.yaml``.

What a student typed is quoted as JSON strings, which YAML reads alike, so that nothing typed can become structure.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

FIELDS = ("prediction", "day", "what", "source", "title", "address", "grade", "why")
"""The fields of the form: which prediction, what happened on which day, the outlet, the page's title and address, its grade, and why that grade."""

MOST_WORDS_IN_KEY = 5


@frozen
class OutcomeRow:
    """One row as typed. ``day`` is the day of the event as 2026-01-31, ``address`` where the page was read."""

    prediction: str
    day: str
    what: str
    source: str
    title: str
    address: str
    grade: str
    why: str

    @property
    def key(self) -> str:
        """The source's key in the house's form: outlet, day, and the first words of the title."""
        outlet = _slug(self.source).removeprefix("the-").replace("-", "")
        words = _slug(self.title).split("-")[:MOST_WORDS_IN_KEY]
        return "-".join(part for part in (outlet, self.day, *words) if part)


def row_of(given: Mapping[str, Any]) -> OutcomeRow:
    """The row of a form's response; what is missing is empty, what is no text becomes one."""
    typed = {name: "" if given.get(name) is None else str(given[name]).strip() for name in FIELDS}
    return OutcomeRow(**typed | {name: typed[name].upper() for name in ("prediction", "grade")})


def troubles(row: OutcomeRow, predictions: Collection[str], never_link: Collection[str] = (), sources: Collection[str] = ()) -> Iterator[str]:
    """What keeps the row from the record as it stands, each in a clause."""
    for name in FIELDS:
        if not getattr(row, name):
            yield f"{name} is empty"
    if row.prediction and row.prediction not in predictions:
        yield f'"{row.prediction}" is no prediction of the ledger'
    if row.day and not _is_day(row.day):
        yield f'"{row.day}" is no day; write it as 2026-01-31'
    if row.grade and row.grade not in ("A", "B"):
        yield f"grade {row.grade} is not entered; find the source at A or B"
    host = urlsplit(row.address).hostname or ""
    if row.address and (urlsplit(row.address).scheme not in ("http", "https") or not host):
        yield "the address does not begin with https:// and a host"
    if host and any(host == one or host.endswith(f".{one}") for one in never_link):
        yield f"{host} is never linked by this course; find the report elsewhere"
    if row.key in sources:
        yield f"the bibliography has {row.key} already; only the first piece is needed"


def yaml_of(row: OutcomeRow, read_on: str | None = None) -> str:
    """The two pieces of YAML. ``read_on`` is the day on which the page was read, where it is known."""
    accessed = f"  accessed: {read_on}\n" if read_on else ""
    return (
        f"# source_texts/schake-2024/predictions.yaml, under the evidence of {row.prediction};\n"
        f"# then look at its outcome, resolved_on and as_far_as\n"
        f"      - date: {_quoted(row.day)}\n"
        f"        who_says: {_quoted(row.source)}\n"
        f"        what: {_quoted(row.what)}\n"
        f"        sources: [{_quoted(row.key)}]\n"
        f"# source_texts/sources.yaml, in the place that the alphabet gives\n"
        f"- key: {_quoted(row.key)}\n"
        f"  type: webpage\n"
        f"  group: press\n"
        f"  title: {_quoted(row.title)}\n"
        f"  container: {_quoted(row.source)}\n"
        f"  issued: {_quoted(row.day)}\n"
        f"  grade: {row.grade}\n"
        f"  seen: page\n"
        f"  url: {_quoted(row.address)}\n"
        f"{accessed}"
        f"  note: {_quoted(f'Added by a class. Graded {row.grade}: {row.why}')}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss")) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
