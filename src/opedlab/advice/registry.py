"""Which checks there are. A new check is a module beside this one and a line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from opedlab.advice import added, bottom_line, figures, hedges, length, probability, quotation, scope, source_list, structure
from opedlab.advice.model import Check, Finding, Records
from opedlab.records import Fault, Place, nearest
from opedlab.records import structure as structured

_MODULES = (hedges, scope, added, figures, probability, quotation, structure, bottom_line, source_list, length)

CHECKS: dict[str, Check] = {module.CHECK.name: module.CHECK for module in _MODULES}

Asked = Mapping[str, Any]
"""A check as an author asks for it: ``{check: name, parameter: value, …}``."""


class NotACheck(ValueError):
    """What is asked for is no check, or has no such parameter; the message says which."""


def _checked(asked: Asked) -> tuple[Check | None, Any, tuple[Fault, ...]]:
    """The check that is asked for, its parameters, and what is wrong with them."""
    name = asked.get("check")
    if name is None:
        return None, None, (Fault("", "", f"lacks `check`: one of {', '.join(CHECKS)}"),)
    if name not in CHECKS:
        return None, None, (Fault("", "check", f'"{name}" is no check{nearest(str(name), CHECKS)}; there are {", ".join(CHECKS)}'),)
    given = {key: value for key, value in asked.items() if key != "check"}
    found = structured(given, CHECKS[name].parameters, "")
    return CHECKS[name], found.value, found.faults


def faults(checks: Iterable[Asked]) -> Iterator[tuple[Place, str]]:
    """What is wrong with the ``checks`` of an item: unknown checks, unknown or missing parameters, checks that stand twice."""
    seen: list[Asked] = []
    for n, asked in enumerate(checks):
        for fault in _checked(asked)[2]:
            yield ("checks", n, fault.place) if fault.place else ("checks", n), fault.what
        if asked in seen:
            yield ("checks", n), "stands there already"
        seen.append(asked)


def looks_for(checks: Iterable[Asked]) -> tuple[str, ...]:
    """What the checks look for, in words; one that does not exist is passed over (``faults`` reports it)."""
    return tuple(dict.fromkeys(CHECKS[asked["check"]].looks_for for asked in checks if asked.get("check") in CHECKS))


def advise(text: str, checks: Iterable[Asked], records: Records) -> tuple[Finding, ...]:
    """The findings of all checks in the order of the text, those about the whole first.

    Where one check is asked for several times and objects to the same place for the same reason, the first of them speaks.

    Raises:
        NotACheck: something is asked for that there is not.
        RecordFaults: a record that a check needs is broken.
    """
    found: list[Finding] = []
    for asked in checks:
        check, parameters, wrong = _checked(asked)
        if check is None or wrong:
            raise NotACheck("; ".join(map(str, wrong)))
        found += check.run(text, parameters, records)
    once = {(one.check, one.start, one.end, one.why, one.what if one.end == 0 else ""): one for one in reversed(found)}
    return tuple(sorted(reversed(once.values()), key=lambda one: (one.start, one.end)))
