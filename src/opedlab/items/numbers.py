"""Numbers as people type them: decimal comma or dot, thousands separators of either kind, a word like million, a unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

SCALES = {
    "k": 10**3, "thousand": 10**3, "tausend": 10**3, "tsd": 10**3,
    "m": 10**6, "mn": 10**6, "million": 10**6, "millions": 10**6, "millionen": 10**6, "mio": 10**6,
    "bn": 10**9, "billion": 10**9, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
}  # fmt: skip
"""English words as English means them; the German *Billion* (10^12) is left out on purpose, for it would be misread."""

ROUGHLY = frozenset({"about", "around", "roughly", "circa", "ca", "c", "etwa", "rund", "ungefähr", "~", "≈"})

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_NUMBER = re.compile(r"([+-]?)([0-9](?:[0-9.,' ]*[0-9])?)")
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_BOTH = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?P<point>[.,])(?P<rest>[0-9]+)")
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)[.,](?P<rest>[0-9]+)")


class NoNumber(ValueError):
    """What was typed is no number, or has a unit that is not asked for; the message says which."""


def readings(typed: str, units: Collection[str] = ()) -> tuple[float, ...]:
    """Every value that a typed number can mean: ``10.000`` is ten thousand in German and ten in English.

    Where there are two, the one with a thousands separator comes first. ``units`` are the words or signs that may
    stand before or after the number.

    Raises:
        NoNumber: the message names what could not be read.
    """
    text = unicodedata.normalize("NFKC", typed).replace("−", "-").replace("’", "'")
    text = _SPACES.sub(" ", text).strip()
    found = _NUMBER.search(text)
    if not found:
        raise NoNumber("there is no number in it")
    factor = _factor(text[: found.start()], text[found.end() :], units)
    sign = -1 if found[1] == "-" else 1
    values = tuple(dict.fromkeys(sign * factor * value for value in _values(found[2])))
    if not values:
        raise NoNumber(f'"{found[2]}" can be read in no way as one number; type the digits without separators')
    return values


def _factor(before: str, after: str, units: Collection[str]) -> int:
    """What the words around a number multiply it by."""
    if re.search("[0-9]", before + after):
        raise NoNumber("there is more than one number in it; type one")
    known = {unit.casefold() for unit in units}
    words = [word.strip(".").casefold() for word in re.findall(r"[^\W\d_]+\.?|[^\w\s]", f"{before.strip()} {after.strip()}")]
    joined = " ".join(w for w in words if w and w not in SCALES and w not in ROUGHLY)
    if joined and joined not in known:
        raise NoNumber(f'"{joined}" is no unit that is asked for' + (f"; {', '.join(units)} may stand there" if units else "; type the number alone"))
    scales = [SCALES[w] for w in words if w in SCALES and w not in known]
    if len(scales) > 1:
        raise NoNumber("it has two words like thousand or million; write the number in digits")
    return scales[0] if scales else 1


def _values(digits: str) -> list[float]:
    if _WHOLE.fullmatch(digits):
        return [float(digits)]
    out = []
    if _GROUPED.fullmatch(digits):
        out.append(float(re.sub(r"[^0-9]", "", digits)))
    both = _BOTH.fullmatch(digits)
    if both and both["mark"] != both["point"]:
        out.append(float(re.sub(r"[^0-9]", "", both["whole"]) + "." + both["rest"]))
    decimal = _DECIMAL.fullmatch(digits)
    if decimal:
        out.append(float(f"{decimal['whole']}.{decimal['rest']}"))
    return out
