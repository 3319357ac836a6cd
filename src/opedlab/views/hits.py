"""How many answers should be right, if one is just as sure as one should be."""

from __future__ import annotations

from math import comb

from opedlab.views.markup import Shown, notice


def expected_hits(sure: float, items: int = 10, options: int = 4) -> Shown:
    """What being ``sure`` per cent on each of ``items`` answers promises, if that is just how sure one should be.

    The number of right answers is then binomial; the range holds its middle 80 per cent or a little more. Chance is
    ``items / options``.
    """
    if not all(isinstance(n, int | float) for n in (sure, items, options)) or not 0 <= sure <= 100 or not 1 <= items <= 1000 or options < 1:
        return notice("`sure` is a number from 0 to 100, `items` one from 1 to 1000; change it and press Shift+Enter.")
    items = int(items)
    p = sure / 100
    mass = [comb(items, k) * p**k * (1 - p) ** (items - k) for k in range(items + 1)]
    low = next(k for k in range(items + 1) if sum(mass[: k + 1]) > 0.1)
    high = next(k for k in range(items + 1) if sum(mass[: k + 1]) >= 0.9)
    said = (
        f"If you are {sure:g} % sure on each of {items} answers, and that is just how sure you should be, "
        f"about {p * items:.1f} of them are right; four times out of five or more, between {low} and {high}. "
        f"Guessing among {options} would give about {items / options:.1f}."
    )
    return notice(said)
