"""Published yardsticks that give probability words a range, and what is known about readers of such words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import frozen

from opedlab.records import PartialDate, Percent, Place, Slug, SourceKey, Text, Unknown, by_id, doubles, nearest, unknown

SCHEMA = "yardsticks"


class NoSuchWord(Unknown):
    """A yardstick does not define the word; the message lists the nearest ones."""


@frozen
class Band:
    """The words that stand for one range, in per cent; both ends belong to it unless ``note`` says otherwise."""

    words: tuple[Text, ...]
    low: Percent
    high: Percent
    note: str | None = None

    @property
    def shown(self) -> str:
        """The range as a sentence carries it: ``55–80 %``."""
        return f"{self.low:g} %" if self.low == self.high else f"{self.low:g}–{self.high:g} %"

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.low > self.high:
            yield ("low",), f"is {self.low:g}, above high ({self.high:g})"


@frozen
class Yardstick:
    """One published scale."""

    id: Slug
    name: Text
    agency: Text
    issued: PartialDate
    bands: tuple[Band, ...]
    rules: tuple[Text, ...]
    how_seen: Text
    sources: tuple[SourceKey, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        for n, (below, above) in enumerate(zip(self.bands, self.bands[1:], strict=False), 1):
            if above.low < below.low or above.high < below.high:
                yield ("bands", n, "low"), "stands out of order; bands run from the least to the most likely"
        seen: dict[str, int] = {}
        for n, band in enumerate(self.bands):
            for word in band.words:
                if word.casefold() in seen:
                    yield ("bands", n, "words"), f'"{word}" stands in bands[{seen[word.casefold()]}] too'
                seen[word.casefold()] = n


@frozen
class Finding:
    """What a study found about readers of probability words."""

    id: Slug
    text: Text
    for_the_course: Text
    how_seen: Text
    sources: tuple[SourceKey, ...]


@frozen
class Yardsticks:
    """All yardsticks and findings."""

    about: Text
    yardsticks: tuple[Yardstick, ...]
    findings: tuple[Finding, ...]
    not_here: tuple[Text, ...] = ()

    def __getitem__(self, yardstick_id: str) -> Yardstick:
        """The yardstick of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.yardsticks, yardstick_id, "yardstick")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.yardsticks, "yardsticks")
        yield from doubles(self.findings, "findings")


def range_of(yardsticks: Yardsticks, word: str, yardstick_id: str) -> Band:
    """The band that a yardstick gives to a word (case does not matter).

    Raises:
        NoSuchWord: the yardstick leaves the word without a range, as all of them do with "possible".
    """
    yardstick = yardsticks[yardstick_id]
    for band in yardstick.bands:
        if word.casefold() in (known.casefold() for known in band.words):
            return band
    known = [w for band in yardstick.bands for w in band.words]
    raise NoSuchWord(f'{yardstick.name} gives "{word}" no range{nearest(word.casefold(), known, 3)}')


@frozen
class Apart:
    """How far two ranges are from one another, in points of per cent."""

    shared: tuple[float, float] | None
    """The stretch that both have; None where they have none, or two stretches only touch at an end."""
    middles: float
    """Middle of the own range less middle of the band: above 0, the own word sounds surer."""
    most: float
    """The most that two people can differ who take one value each from the two ranges."""


def apart(low: float, high: float, band: Band) -> Apart:
    """An own range, ``low`` to ``high`` in per cent, set against a band."""
    start, end = max(low, band.low), min(high, band.high)
    inside = start < end or (start == end and (low == high or band.low == band.high))
    return Apart((start, end) if inside else None, (low + high - band.low - band.high) / 2, max(band.high - low, high - band.low))


def words_at(yardstick: Yardstick, per_cent: float) -> tuple[str, ...]:
    """The words whose range holds a probability in per cent: none in an intended gap, two sets on a shared edge."""
    return tuple(word for band in yardstick.bands if band.low <= per_cent <= band.high for word in band.words)


def in_sentence(yardsticks: Yardsticks, word: str, yardstick_id: str) -> str:
    """The word with its range in brackets, as it belongs into the sentence: ``likely (55–80 %)``."""
    return f"{word} ({range_of(yardsticks, word, yardstick_id).shown})"


def link_faults(record: Yardsticks, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys that nothing answers to."""
    for of, rows in (("yardsticks", record.yardsticks), ("findings", record.findings)):
        for n, row in enumerate(rows):
            for _, what in unknown(row.sources, sources, "key of source_texts/sources.yaml", dropped):
                yield (of, n, "sources"), what
