"""MQM-Core: the typology of translation errors, its severities, and the linear score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Literal

from attrs import frozen

from opedlab.records import Place, SourceKey, Text, by_id, doubles, matching, nearest, unknown

SCHEMA = "mqm"

CoreId = Annotated[str, matching(r"MQMC_\d{6}", "an MQM-Core id such as MQMC_101000")]
SeverityName = Literal["neutral", "minor", "major", "critical"]


@frozen
class ErrorType:
    """A dimension (no ``parent``) or an error type below one."""

    id: CoreId
    name: Text
    definition: Text
    parent: CoreId | None = None


@frozen
class Severity:
    """A severity level and the penalty of one error of it."""

    name: SeverityName
    weight: int
    means: Text


@frozen
class Mqm:
    """The typology and the weights as published, with how they were seen."""

    about: Text
    version: Text
    types: tuple[ErrorType, ...]
    severities: tuple[Severity, ...]
    formula: Text
    cautions: tuple[Text, ...]
    how_seen: Text
    sources: tuple[SourceKey, ...]

    @property
    def weights(self) -> dict[str, int]:
        """Penalty of one error, by severity."""
        return {severity.name: severity.weight for severity in self.severities}

    @property
    def names(self) -> dict[str, str]:
        """Full names by id, as caveats and marks carry them."""
        return {one.id: self.full_name(one.id) for one in self.types if one.parent is None or one.parent in {t.id for t in self.types}}

    def __getitem__(self, core_id: str) -> ErrorType:
        """The type of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.types, core_id, "MQM-Core type")

    def full_name(self, core_id: str) -> str:
        """``Accuracy / Mistranslation``; a dimension stands alone."""
        one = self[core_id]
        return f"{self[one.parent].name} / {one.name}" if one.parent else one.name

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.types, "types")
        yield from doubles(self.severities, "severities", "name")
        dimensions = {one.id for one in self.types if one.parent is None}
        for n, one in enumerate(self.types):
            if one.parent is not None and one.parent not in dimensions:
                yield ("types", n, "parent"), f'"{one.parent}" is no dimension of this list'
        order = [s.weight for s in self.severities]
        if order != sorted(order) or any(weight < 0 for weight in order):
            yield ("severities",), f"have the weights {order}; they rise from 0 with severity"


@frozen
class Score:
    """The linear MQM score of one evaluation.

    ``penalty`` is the absolute penalty total (APT), ``words`` the evaluation word count (EWC).
    """

    errors: int
    penalty: int
    words: int

    @property
    def per_100(self) -> float:
        """Penalty points per 100 words."""
        return 100 * self.penalty / self.words

    @property
    def per_1000(self) -> float:
        """Penalty points per 1,000 words, MQM's usual reference word count."""
        return 1000 * self.penalty / self.words

    @property
    def quality(self) -> float:
        """Overall quality score; 100 is best, and a short text with heavy errors falls below 0."""
        return 100 * (1 - self.penalty / self.words)


def score(counts: Mapping[str, int], words: int, weights: Mapping[str, int]) -> Score:
    """The linear raw score: APT = Σ (errors of a severity × its weight), OQS = (1 − APT / EWC) × 100.

    ``counts`` holds errors by severity; all error types weigh 1. Source of the terms and of the linear raw model:
    MQM Council, *Values and Scores* and *The MQM Scoring Models*; Lommel et al. 2024 (arXiv 2405.16969).

    Raises:
        ValueError: no words, a negative count, or a severity without a weight.
    """
    if words < 1:
        raise ValueError(f"a score needs an evaluation word count of at least 1, not {words}")
    for severity, count in counts.items():
        if severity not in weights:
            raise ValueError(f'"{severity}" has no weight{nearest(severity, weights)}; known: {", ".join(weights)}')
        if count < 0:
            raise ValueError(f"{count} errors of severity {severity}: a count is 0 or more")
    return Score(sum(counts.values()), sum(n * weights[severity] for severity, n in counts.items()), words)


def count(severities: Iterable[str]) -> dict[str, int]:
    """Errors by severity, from a list of single severities."""
    found: dict[str, int] = {}
    for severity in severities:
        found[severity] = found.get(severity, 0) + 1
    return found


def link_faults(record: Mqm, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys that nothing answers to."""
    for _, what in unknown(record.sources, sources, "key of source_texts/sources.yaml", dropped):
        yield ("sources",), what
