"""The bibliography: every source of the course once, how good it is, how it was seen, and whether it may be linked.

A source of grade C (a mirror, a repost, an unknown operator) is cited by agency and date and never linked; nor is a
page that identifies a prisoner of war, a broadcaster under the European Union's ban, or a host that reprints others.
"""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import attrs
from attrs import frozen

from opedlab.records import Day, PartialDate, Place, SourceKey, Text, Url, by_id, doubles, matching, nearest
from opedlab.text.record import Name

SCHEMA = "sources"

CslType = Literal[
    "article",
    "article-newspaper",
    "article-magazine",
    "article-journal",
    "paper-conference",
    "book",
    "chapter",
    "report",
    "speech",
    "entry-dictionary",
    "legislation",
    "treaty",
    "standard",
    "dataset",
    "software",
    "post-weblog",
    "webpage",
]
"""Types of the Citation Style Language 1.0.2 that the course needs."""

Group = Literal["official", "press", "research", "standards", "software"]
Grade = Literal["A", "B", "C"]
Seen = Literal["excerpt", "relay", "page", "address only", "reference"]

GROUP_TITLES: dict[str, str] = {
    "official": "Official documents",
    "press": "Press, agencies and broadcasters",
    "research": "Research, analysis and literature",
    "standards": "Standards and references of translation and measurement",
    "software": "Software and data sets",
}
GRADE_WORDS: dict[str, str] = {
    "A": "original publisher or official body",
    "B": "reputable outlet that relays another, or agency text at a licensed outlet",
    "C": "seen only in a copy; cited without a link",
}
SEEN_WORDS: dict[str, str] = {
    "excerpt": "read as an excerpt",
    "relay": "not seen itself; known from outlets that relay it",
    "page": "read as a stored copy of the page",
    "address only": "only its address and title were seen",
    "reference": "named as the standard reference; not read for this course",
}

HostName = Annotated[str, matching(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "a host such as example.org, without https:// and www.")]


@frozen
class Unlinked:
    """A host that no file of the course links, and why."""

    host: HostName
    why: Text


@frozen
class Source:
    """One source.

    ``title_bracketed``: the title is the course's description, the page's own headline was not seen. ``issued_note``:
    where the date comes from if the source does not show it. ``url`` only where it may be linked; ``no_link`` says
    why it is left out although it is known. ``state_media``: the state that owns or directs the outlet. ``accessed``: the
    day on which the stored copy was read.
    """

    key: SourceKey
    type: CslType
    group: Group
    title: Text
    grade: Grade
    seen: Seen
    title_bracketed: bool = False
    author: tuple[Name, ...] = ()
    agency: Text | None = None
    container: Text | None = None
    issued: PartialDate | None = None
    issued_note: Text | None = None
    url: Url | None = None
    no_link: Text | None = None
    state_media: Text | None = None
    eu_restricted: bool = False
    accessed: Day | None = None
    note: Text | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.url is not None:
            if self.grade == "C":
                yield ("url",), "stands at grade C; cite agency and date without a link, or find the source at grade A or B"
            if self.eu_restricted:
                yield ("url",), "leads to an outlet under the European Union's ban; leave the address out"
            if self.no_link is not None:
                yield ("url",), "stands beside `no_link`; leave out one of the two"
        if not (self.author or self.agency or self.container):
            yield (), "names neither author, agency nor container; say whose source it is"


@frozen
class Sources:
    """All sources of the course, sorted by key, and the hosts that are never linked."""

    never_link: tuple[Unlinked, ...]
    sources: tuple[Source, ...]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __getitem__(self, key: str) -> Source:
        """The source of that key.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.sources, key, "source", "key")

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(source.key for source in self.sources)

    def forbids(self, address: str) -> str | None:
        """Why an address is never linked, or None where nothing speaks against it."""
        host = urlsplit(address).hostname or ""
        return next((one.why for one in self.never_link if host == one.host or host.endswith(f".{one.host}")), None)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.sources, "sources", "key")
        yield from doubles(self.never_link, "never_link", "host")
        first: dict[str, int] = {}
        for n, source in enumerate(self.sources):
            if n and source.key < self.sources[n - 1].key:
                yield ("sources", n, "key"), f'"{source.key}" stands after "{self.sources[n - 1].key}"; sources are sorted by key'
            if source.url is None:
                continue
            if (why := self.forbids(source.url)) is not None:
                yield ("sources", n, "url"), f"leads to a host that is never linked ({why}); leave the address out"
            same = _page(source.url)
            if same in first:
                yield ("sources", n, "url"), f"is the page of sources[{first[same]}] ({self.sources[first[same]].key}) too; a source stands once"
            first.setdefault(same, n)


def _page(address: str) -> str:
    """An address without what does not tell pages apart: scheme, ``www.``, a closing slash, the fragment."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


# --- who cites what -----------------------------------------------------------------------------------------------

_LINK = re.compile(r"\bsources\.md#([A-Za-z0-9._-]+)")


def cited_in_text(text: str) -> Iterator[tuple[int, str]]:
    """Line number (from 1) and key of every link to ``sources.md#key`` in a Markdown text."""
    for n, line in enumerate(text.split("\n"), 1):
        for found in _LINK.finditer(line):
            yield n, found[1].rstrip(".")


def cited_in_record(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Place and key of every source that a record cites: each field typed as ``SourceKey``, and ``source_keys`` of table rows."""
    if isinstance(value, (Sources, Source)):
        return
    if attrs.has(type(value)):
        for key in getattr(value, "source_keys", ()):
            yield (*place, "sources"), key
        keyed = _keyed_fields(type(value))
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            here = (*place, field.alias)
            if field.name in keyed:
                for key in (inner,) if isinstance(inner, str) else inner or ():
                    yield here, key
            else:
                yield from cited_in_record(inner, here)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from cited_in_record(inner, (*place, n))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from cited_in_record(inner, (*place, key))


@functools.cache
def _keyed_fields(cls: type) -> frozenset[str]:
    return frozenset(name for name, kind in typing.get_type_hints(cls, include_extras=True).items() if _holds_keys(kind))


def _holds_keys(kind: Any) -> bool:
    return kind == SourceKey or (typing.get_origin(kind) is not Annotated and any(_holds_keys(arg) for arg in typing.get_args(kind)))


def citations(records: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each cited key with the names of the records and Markdown texts that cite it; both are given by file name."""
    found: dict[str, set[str]] = {}
    of_records = ((name, cited_in_record(record)) for name, record in records.items())
    for name, cites in (*of_records, *((name, cited_in_text(text)) for name, text in texts.items())):
        for _, key in cites:
            found.setdefault(key, set()).add(name)
    return {key: tuple(sorted(names)) for key, names in sorted(found.items())}


def link_faults(sources: Sources, *, cited: Mapping[str, Collection[str]], dropped: Collection[str] = (), all_read: bool = True) -> Iterator[tuple[Place, str]]:
    """Keys that are cited and not there, and sources that nothing cites.

    ``cited`` maps each cited key to the names of the files that cite it; ``dropped`` are keys of rows with a fault of their own.
    Where not ``all_read`` (a record or row is broken, and its citations are unknown) uncited sources are not reported.
    """
    known = sources.keys
    for key in sorted(set(cited) - known - set(dropped)):
        yield ("sources",), f'lack "{key}", cited by {", ".join(sorted(cited[key]))}{nearest(key, known)}'
    for n, source in enumerate(sources):
        if all_read and not cited.get(source.key):
            yield ("sources", n, "key"), f'"{source.key}" is cited by nothing; cite it or take it out'
