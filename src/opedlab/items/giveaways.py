"""Does the form of an option give the key away? By its length, or because only wrong options use absolute words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from opedlab.items.choice import Choice

ABSOLUTE = re.compile(
    r"\b(all|always|any|certainly|completely|entirely|every|everybody|everyone|everything|impossible|must|never|no one|nobody|none|nothing|only)\b", re.I
)
LEVEL = 0.05
"""A pattern that blind luck would show in fewer than one of twenty courses is a fault."""


def tail(chances: Sequence[float], hits: int) -> float:
    """The probability of at least ``hits`` successes in independent trials with these chances (Poisson binomial)."""
    mass = [1.0]
    for p in chances:
        mass = [(mass[k] if k < len(mass) else 0.0) * (1 - p) + (mass[k - 1] * p if k else 0.0) for k in range(len(mass) + 1)]
    return sum(mass[hits:])


def giveaways(items: Iterable[Choice]) -> Iterator[str]:
    """What a test-wise student could use over all choice items of the course, in words."""
    long_chances, long_hits, bare_chances, bare_hits = [], [], [], []
    for item in items:
        key = next((o for o in item.options if o.correct), None)
        if key is None or item.multiple:
            continue  # a bank without a key is at fault and says so; a set of options has no form of its own
        lengths = [len(o.text) for o in item.options]
        if lengths.count(max(lengths)) == 1:
            long_chances.append(1 / len(lengths))
            if len(key.text) == max(lengths):
                long_hits.append(item.id)
        bare = [o for o in item.options if not ABSOLUTE.search(o.text)]
        if 0 < len(bare) < len(item.options):
            bare_chances.append(len(bare) / len(item.options))
            if key in bare:
                bare_hits.append(item.id)
    for what, chances, hits in (("is the longest option", long_chances, long_hits), ("is free of an absolute word that others use", bare_chances, bare_hits)):
        if hits and tail(chances, len(hits)) < LEVEL:
            yield f"the key {what} in {len(hits)} of {len(chances)} items, where chance gives {sum(chances):.1f}: {', '.join(hits)}"
