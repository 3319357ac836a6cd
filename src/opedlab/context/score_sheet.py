"""The score sheet of a ledger: one reader's forecasts, a class's, and what a mean or a lucky hand does to a score.

Forecasts are percentages from 0 to 100, keyed by the question; outcomes are True or False. Scores are Brier scores from
0 (best) to 1, as in ``forecasts``. Nothing here knows of the author: she gave no probabilities and gets no score.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from opedlab.context.forecasts import Bin, Decomposition, NotAProbability, NothingToScore, Resolved, brier, calibration, murphy

FEWEST_CLASSMATES = 3
"""With fewer, a pool would show what a single classmate said."""


@frozen
class Sheet:
    """The scores of one set of forecasts: each one's own, their mean, its parts over bins, and those bins.

    Over groups of equal forecasts the parts of a short ledger say nothing: where each number was given once, every group
    holds one event and resolution equals uncertainty. So the parts are taken over bins, with their remainder.
    """

    scores: Mapping[str, float]
    brier: float
    parts: Decomposition
    bins: tuple[Bin, ...]


def sheet(forecasts: Mapping[str, float], happened: Mapping[str, bool], width: float = 20) -> Sheet:
    """The score sheet of those forecasts that have an outcome; the others are left out.

    Raises:
        NothingToScore: none has an outcome.
        NotAProbability: a forecast is no number from 0 to 100.
    """
    resolved = {key: Resolved(percent, happened[key]) for key, percent in forecasts.items() if key in happened}
    scores, all_of_them = {key: one.squared_error for key, one in resolved.items()}, tuple(resolved.values())
    return Sheet(scores, brier(all_of_them), murphy(all_of_them, width), calibration(all_of_them, width))


@frozen
class Crowd:
    """What a mean forecast scores, and what its members score: ``of_members`` = ``of_mean`` + ``apart``, always.

    ``apart`` is the mean squared distance of the members from their mean, on the scale of shares.
    """

    mean: float
    of_mean: float
    of_members: float
    apart: float
    better: int
    members: int


def crowd(said: Sequence[float], happened: bool) -> Crowd:
    """Several forecasts of one event, and their mean.

    With f_i the forecasts, f their mean and o the outcome, (1/n) sum (f_i - o)^2 = (f - o)^2 + (1/n) sum (f_i - f)^2, the
    identity by which a square is convex (Jensen 1906): the mean never scores worse than its members do on average.

    Raises:
        NothingToScore: nobody said anything.
        NotAProbability: a forecast is no number from 0 to 100.
    """
    members = [Resolved(percent, happened) for percent in said]
    if not members:
        raise NothingToScore("a class of nobody has no mean; give at least one forecast")
    mean = math.fsum(said) / len(said)
    of_mean = Resolved(mean, happened).squared_error
    apart = math.fsum((percent - mean) ** 2 for percent in said) / len(said) / 10_000
    return Crowd(mean, of_mean, brier(members), apart, sum(one.squared_error < of_mean - 1e-12 for one in members), len(members))


@frozen
class ClassSheet:
    """A class on one ledger: the score of its mean forecasts, and the scores of its members from best to worst."""

    of_mean: float
    members: tuple[float, ...]

    @property
    def average(self) -> float:
        """The mean of the members' scores."""
        return math.fsum(self.members) / len(self.members)

    @property
    def better(self) -> int:
        """How many members score better than the class's mean forecasts."""
        return sum(score < self.of_mean - 1e-12 for score in self.members)


def class_sheet(members: Collection[Mapping[str, float]], happened: Mapping[str, bool]) -> ClassSheet | None:
    """The class on those questions that have an outcome, or None with fewer than ``FEWEST_CLASSMATES`` members who have one.

    The mean of a question is over those who answered it; a member is scored on what that member answered.

    Raises:
        NotAProbability: a forecast is no number from 0 to 100.
    """
    some = [given for given in members if any(key in happened for key in given)]
    if len(some) < FEWEST_CLASSMATES:
        return None
    said = {key: [given[key] for given in some if key in given] for key in happened}
    means = {key: math.fsum(values) / len(values) for key, values in said.items() if values}
    return ClassSheet(sheet(means, happened).brier, tuple(sorted(sheet(given, happened).brier for given in some)))


@frozen
class Guessers:
    """What the best of many guessers reaches by luck: at least ``right`` of ``events`` in ``chance`` of such classes, and so this score."""

    right: int
    score: float
    chance: float


def best_guesser(people: int, events: int, said: float = 70) -> Guessers:
    """How well the best of a class does of whom each says ``said`` or 100 - ``said`` by the toss of a coin.

    The number right of one guesser is binomial (n, 1/2), the guessers are independent; ``right`` is the largest number that
    the best of them reaches at least in one class of two, and ``score`` is the best score that goes with it.

    Raises:
        NotAProbability: ``said`` is no number from 50 to 100.
        ValueError: fewer than one guesser or event, or more than a thousand of either.
    """
    if isinstance(said, bool) or not isinstance(said, int | float) or not 50 <= said <= 100:
        raise NotAProbability(f"expected a percentage from 50 to 100, found {said!r}")
    if not all(isinstance(n, int) and not isinstance(n, bool) and 1 <= n <= 1000 for n in (people, events)):
        raise ValueError("give a number of people and a number of events, each from 1 to 1000")
    at_least = [sum(math.comb(events, k) for k in range(right, events + 1)) / 2**events for right in range(events + 1)]
    chances = [1 - (1 - share) ** people for share in at_least]
    right = max(k for k, chance in enumerate(chances) if chance >= 0.5)
    hit, miss = (said / 100 - 1) ** 2, (said / 100) ** 2
    return Guessers(right, (right * hit + (events - right) * miss) / events, chances[right])
