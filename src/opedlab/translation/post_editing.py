"""The course's own sentence pairs for the post-editing bench: a source, a reference, and versions that do something to the meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import Place, Slug, SourceKey, Text, by_id, doubles, unknown

SCHEMA = "post_editing"

Does = Literal["keeps", "shifts", "reverses"]
"""What a version does to the meaning of its source, as the course reads it: keeps it, shifts it, or says the reverse."""
SAYS = {"keeps": "keeps the meaning", "shifts": "shifts the meaning", "reverses": "says the reverse"}


@frozen
class Version:
    """One German version, with its gloss and what it does to the meaning."""

    id: Slug
    de: Text
    gloss: Text
    does: Does
    why: Text


@frozen
class Sentence:
    """One English sentence of the course's own, its reference in German, and other versions."""

    id: Slug
    title: Text
    en: Text
    de: Text
    versions: tuple[Version, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.versions, "versions")
        for does in ("keeps", "reverses"):
            if not any(version.does == does for version in self.versions):
                yield ("versions",), f"have none that {does} the meaning; the bench compares the two"
        for n, version in enumerate(self.versions):
            if version.de == self.de:
                yield ("versions", n, "de"), "is the reference itself"


@frozen
class PostEditing:
    """All sentences of the bench."""

    about: Text
    sentences: tuple[Sentence, ...]
    sources: tuple[SourceKey, ...]

    def __getitem__(self, sentence_id: str) -> Sentence:
        """The sentence of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.sentences, sentence_id, "sentence")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.sentences, "sentences")


def link_faults(record: PostEditing, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys that nothing answers to."""
    for _, what in unknown(record.sources, sources, "key of source_texts/sources.yaml", dropped):
        yield ("sources",), what
