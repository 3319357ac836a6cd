"""A text in groups of five characters, each with a sixth that checks it: typed by hand, read back or refused with the place.

The alphabet is Crockford's base 32. The check character is a weighted sum over GF(32), x^5 + x^2 + 1, with a different
power of x for each place: it notices every single wrong character and every swap of two neighbours (the argument of
Verhoeff 1969 for decimal codes, over a field). The number of the group is part of it, so a group out of place shows.
"""

from __future__ import annotations

import hashlib
import re

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u; typed all the same, they are read as 1, 1, 0 and refused
GROUP = 5
SUM = 4
"""Characters of the checksum of a whole text."""
_SAME = {"\u200b": None, "\u00ad": None, "\ufeff": None} | dict.fromkeys("–—‐‑−", "-")
"""What chats and word processors make of a hyphen, or put in unseen."""
_UNSEEN, _READ_AS = str.maketrans(_SAME), str.maketrans("oil", "011")


class BadCode(ValueError):
    """A code that cannot be read; the message says where it is wrong and what to do."""


def plain_hyphens(text: str) -> str:
    """The text with every kind of dash as a hyphen and without characters that cannot be seen."""
    return text.translate(_UNSEEN)


def grouped(head: str, payload: str) -> str:
    """Head and payload as one text of groups, joined by hyphens."""
    chunks = [payload[n : n + GROUP] for n in range(0, len(payload), GROUP)]
    return "-".join([head, *(chunk + _check(chunk, n) for n, chunk in enumerate(chunks))])


def ungrouped(typed: str) -> tuple[str, str, int]:
    """Head, payload and the number of groups of a typed text.

    Raises:
        BadCode: groups are mistyped, missing or out of place; up to five are named.
    """
    head, *groups = re.sub(r"\s+", "", plain_hyphens(typed[:2000])).lower().split("-")
    return head, _payload([group.translate(_READ_AS) for group in groups]), len(groups)


def _payload(groups: list[str]) -> str:
    wrong: list[str] = []
    bad: list[int] = []
    for n, group in enumerate(groups):
        strange = [c for c in group if c not in BASE32]
        last = n == len(groups) - 1
        if strange:
            wrong.append(f"group {n + 1}, “{group[:20]}”, has “{strange[0]}”, which no code has")
        elif len(group) != GROUP + 1 and not (last and 2 <= len(group) <= GROUP):
            wrong.append(f"group {n + 1}, “{group[:20]}”, has {len(group)} characters instead of {GROUP + 1}")
        elif _check(group[:-1], n) != group[-1]:
            wrong.append(f"group {n + 1}, “{group}”, is mistyped{' or cut off' if last else ''}")
        else:
            continue
        bad.append(n)
    if len(bad) > 1 and bad[-1] == len(groups) - 1 and (moved := _moved(groups, bad)):
        raise BadCode(f"from group {bad[0] + 1} on every group stands one place too {moved}")
    if wrong:
        raise BadCode("; ".join(wrong[:5]))
    return "".join(group[:-1] for group in groups)


def _moved(groups: list[str], bad: list[int]) -> str | None:
    """What happened where groups are right in themselves and only their places are wrong, as after a lost line."""
    for shift, said in ((1, "early: one before it is missing"), (-1, "late: one before it stands twice")):
        if all(all(c in BASE32 for c in groups[n]) and _check(groups[n][:-1], n + shift) == groups[n][-1:] for n in bad):
            return said
    return None


def _check(chunk: str, place: int) -> str:
    total = place % 32
    for weight, character in enumerate(chunk, 1):
        value = BASE32.index(character)
        for _ in range(weight):
            value = value << 1 ^ (0b100101 if value & 16 else 0)
        total ^= value
    return BASE32[total]


def checksum(head: str, payload: str) -> str:
    """Twenty bits of SHA-256 over the whole, as characters."""
    return letters(int.from_bytes(hashlib.sha256(f"{head} {payload}".encode()).digest()[:4]) >> 12, SUM)


def letters(number: int, length: int) -> str:
    """A number as that many characters."""
    return "".join(BASE32[number >> 5 * n & 31] for n in reversed(range(length)))


def number(characters: str) -> int:
    """The number that characters stand for."""
    found = 0
    for character in characters:
        found = found << 5 | BASE32.index(character)
    return found
