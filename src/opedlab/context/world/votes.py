"""How states voted in the UN General Assembly on the war, and what is not contested about it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.records import BlockNumber, Day, Place, Slug, SourceKey, Text, doubles

SCHEMA = "votes"

MEMBERS = 193
"""Member states of the United Nations in 2022."""


@frozen
class Vote:
    """A recorded vote. The numbers count states; ``not_voting`` is the rest of the 193 members."""

    id: Slug
    resolution: Text
    title: Text
    adopted: Day
    in_favour: int
    against: int
    abstained: int
    voted_against: tuple[Text, ...]
    says: Text
    how_seen: Text
    sources: tuple[SourceKey, ...]
    abstained_among_others: tuple[Text, ...] = ()
    note: str | None = None

    @property
    def not_voting(self) -> int:
        return MEMBERS - self.in_favour - self.against - self.abstained

    def faults(self) -> Iterator[tuple[Place, str]]:
        if len(self.voted_against) != self.against:
            yield ("voted_against",), f"names {len(self.voted_against)} states; {self.against} voted against"
        if self.not_voting < 0:
            yield ("in_favour",), f"and the other votes add up to {MEMBERS - self.not_voting}, more than the {MEMBERS} members"


@frozen
class NotContested:
    """A fact on which the sides agree or which is a matter of record, with what stays in dispute about it."""

    id: Slug
    statement: Text
    still_contested: Text
    blocks: tuple[BlockNumber, ...]
    sources: tuple[SourceKey, ...]


@frozen
class Votes:
    """Content of ``votes.yaml``."""

    votes: tuple[Vote, ...]
    what_is_not_contested: tuple[NotContested, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.votes, "votes")
        yield from doubles(self.what_is_not_contested, "what_is_not_contested")
