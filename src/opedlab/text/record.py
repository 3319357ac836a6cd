"""The bibliographic record of the op-ed: what it is, how it came to the page, whose it is, where a reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import BlockNumber, Day, Place, SourceKey, Text, nearest

SCHEMA = "record"

LONGEST = 8
"""Words in a row that the course quotes at most, of the English as of the German."""


@frozen
class Name:
    """A person as CSL names them."""

    family: Text
    given: Text


@frozen
class Version:
    """One step of the publication chain. ``address`` is left out where none is known; none is ever invented."""

    id: str
    what: Text
    publisher: Text
    language: Literal["en", "de"]
    title: Text
    title_status: Text
    issued: Day | None = None
    issued_note: str | None = None
    how_seen: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class VerifiedWording:
    """A short stretch of the English original that could be seen, with what the German made of it."""

    block: BlockNumber
    en: Text
    remark: Text

    def faults(self) -> Iterator[tuple[Place, str]]:
        if len(self.en.split()) > LONGEST:
            yield ("en",), f"has {len(self.en.split())} words; at most {LONGEST} in a row are quoted"


@frozen
class Record:
    """The op-ed as a bibliographic fact.

    ``issued`` is the day of the German page, left out where it is not known; ``original_date`` (CSL original-date) that of
    the version whose id is ``original``. ``words`` counts the words of the German page per voice.
    """

    id: str
    type: str
    title: Text
    title_gloss: Text
    author: tuple[Name, ...]
    container_title: Text
    language: Literal["de"]
    original: str
    original_title: Text
    original_date: Day
    versions: tuple[Version, ...]
    verified_wording: tuple[VerifiedWording, ...]
    not_seen: Text
    author_note: Text
    rights: Text
    where_to_get: tuple[Text, ...]
    words: dict[str, int]
    issued: Day | None = None
    issued_note: str | None = None
    sources: tuple[SourceKey, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        versions = {version.id: version for version in self.versions}
        original = versions.get(self.original)
        if original is None:
            yield ("original",), f'"{self.original}" is the id of no version{nearest(self.original, versions)}'
        elif (original.title, original.issued) != (self.original_title, self.original_date):
            yield ("original",), f'"{self.original}" has another title or day in `versions` than `original_title` and `original_date` say'
