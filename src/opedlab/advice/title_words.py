"""The words by which ``added`` looks at a line over a text: names, and nouns that claim; a record, for another op-ed has others."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.records import Place, Text

SCHEMA = "title_words"


@frozen
class TitleWords:
    """All in small letters. ``one_name``: groups of words that stand for the same name; ``not_a_name``: capitals that anybody may write."""

    about: Text
    one_name: tuple[tuple[Text, ...], ...]
    not_a_name: tuple[Text, ...]
    brings_a_claim: tuple[Text, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every word of the groups."""
        return frozenset(word for group in self.one_name for word in group)

    def alike(self, words: frozenset[str]) -> frozenset[str]:
        """The words, and those that stand for the same name; a bare north or south names nobody, but for the two Koreas."""
        groups = (set(group) for group in self.one_name)
        return words.union(*(group for group in groups if words & group - {"north", "south"} or ("korea" in group and words & group)))

    def faults(self) -> Iterator[tuple[Place, str]]:
        for name in ("not_a_name", "brings_a_claim"):
            yield from (((name, n), f'"{word}" is not in small letters') for n, word in enumerate(getattr(self, name)) if word != word.casefold())
        for n, group in enumerate(self.one_name):
            yield from ((("one_name", n, k), f'"{word}" is not in small letters') for k, word in enumerate(group) if word != word.casefold())
