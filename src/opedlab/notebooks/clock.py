"""``opedlab clock``: what each lesson asks of a student's and of a class's time, and what it is made of.

The minutes are those that lessons, items and instructor pages state. They are estimates: nobody has timed a class.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.notebooks.pairs import header_of
from opedlab.notebooks.prose import words
from opedlab.records import compiled, nearest

SEMINARS = (90, 45)
"""The lengths of a seminar, in minutes, for which each instructor page has a clock."""

_SHOWN = re.compile(r'here\.item\("([^"]+)"\)')
_RECALLED = re.compile(r'here\.recall\("([^"]+)", "([^"]+)"\)')
_OBJECTIVE = re.compile(r"^\s*[-*] \*\*(\d\d\.\d)\*\* (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\|(.+)\|\s*$", re.MULTILINE)


class UnknownLesson(LookupError):
    """No lesson of that name; the message lists the nearest."""


@frozen
class ItemClock:
    """One item as the clock sees it; ``page`` is ``lesson`` or ``exercise``."""

    id: str
    kind: str
    objective: str
    minutes: float
    page: str
    product: str | None


@frozen
class LessonClock:
    """The stated minutes of one lesson, and its items.

    ``minutes`` is the whole, lesson and exercise; ``exercise`` the exercise page alone; ``seminar`` the sum of the
    instructor page's clock for a seminar of that many minutes, empty without an instructor page.
    """

    slug: str
    title: str
    minutes: float
    exercise: float
    words: int
    objectives: dict[str, str]
    items: tuple[ItemClock, ...]
    recalls: tuple[tuple[str, str], ...]
    seminar: dict[int, float] = field(factory=dict)

    @property
    def reading(self) -> float:
        """Minutes for the lesson page, with the checks in it."""
        return self.minutes - self.exercise

    @property
    def kinds(self) -> dict[str, int]:
        """How many items of each kind, the commonest first."""
        return dict(Counter(item.kind for item in self.items).most_common())

    @property
    def products(self) -> dict[str, str]:
        """The items that the memo collects, with their titles."""
        return {item.id: item.product for item in self.items if item.product}

    def asked(self, page: str | None = None, objective: str | None = None) -> float:
        """Minutes of the items on a page, or for an objective."""
        return sum(item.minutes for item in self.items if page in (None, item.page) and objective in (None, item.objective))

    def as_json(self) -> dict[str, Any]:
        per_objective = {
            one: {"text": text, "minutes": self.asked(objective=one), "items": [item.id for item in self.items if item.objective == one]}
            for one, text in self.objectives.items()
        }
        return {
            "lesson": self.slug,
            "title": self.title,
            "minutes": self.minutes,
            "reading": self.reading,
            "exercise": self.exercise,
            "seminar": {str(length): total for length, total in self.seminar.items()},
            "words": self.words,
            "objectives": per_objective,
            "kinds": self.kinds,
            "items": [{"id": i.id, "kind": i.kind, "objective": i.objective, "minutes": i.minutes, "page": i.page, "product": i.product} for i in self.items],
            "recalls": [{"lesson": slug, "item": item} for slug, item in self.recalls],
        }


def slugs(course: Course) -> list[str]:
    """The lessons that exist, in order: those with a number."""
    return sorted(path.stem for path in course.lessons.glob("[0-9][0-9]-*.md"))


def named(course: Course, wanted: Iterable[str]) -> list[str]:
    """The lessons that are meant by a number or by the beginning of a name; all of them if none is named.

    Raises:
        UnknownLesson: there is no such lesson.
    """
    known, found = slugs(course), []
    for name in wanted:
        meant = [slug for slug in known if slug == name or slug.startswith(f"{name}-") or (len(name) > 2 and slug.startswith(name))]
        if not meant:
            raise UnknownLesson(f'no lesson "{name}"{nearest(name, known)}; there are {", ".join(slug[:2] for slug in known)}')
        found += meant
    return found or known


def clock(course: Course, slug: str) -> LessonClock:
    """The clock of one lesson.

    Raises:
        FileNotFoundError: the lesson or its solutions are missing.
        BuildError: a page has no header.
        RecordFaults: its bank is broken.
    """
    lesson, exercise = course.lessons / f"{slug}.md", course.solutions / f"{slug}.md"
    text = lesson.read_text(encoding="utf-8")
    minutes = {path: float(header_of(path.read_text(encoding="utf-8"), course.name_of(path))[1]["opedlab"]["minutes"]) for path in (lesson, exercise)}
    on_lesson = set(_SHOWN.findall(text))
    path = course.items / f"{slug}.yaml"
    bank: Bank = compiled(path, Bank, course.compiled, course.name_of(path))
    page = course.root / "docs" / "instructor" / f"{slug}.md"
    return LessonClock(
        slug=slug,
        title=bank.title,
        minutes=minutes[lesson],
        exercise=minutes[exercise],
        words=words(text),
        objectives=dict(_OBJECTIVE.findall(text)),
        items=tuple(ItemClock(i.id, i.kind, i.objective, i.minutes, "lesson" if i.id in on_lesson else "exercise", i.product) for i in bank),
        recalls=tuple(_RECALLED.findall(text)),
        seminar=seminar_minutes(page),
    )


def seminar_minutes(page: Path) -> dict[int, float]:
    """What the clock of an instructor page adds up to, for each length of a seminar that it has a column for.

    A cell begins with its minutes (``8: one place now``) or ends with them (``skip the bullet: 5``); ``skip`` is none.
    """
    rows = [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(_clock_section(page))]
    columns = {length: n for n, head in enumerate(rows[0]) for length in SEMINARS if head == f"{length} minutes"} if rows else {}
    return {length: sum(_minutes(row[n]) for row in rows[2:] if n < len(row)) for length, n in columns.items()}


def _clock_section(page: Path) -> str:
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    found = re.search(r"^## Clock\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def _minutes(cell: str) -> float:
    found = re.match(r"(\d+(?:\.\d+)?)\b", cell) or re.search(r":\s*(\d+(?:\.\d+)?)$", cell)
    return float(found[1]) if found else 0


# --- as text ----------------------------------------------------------------------------------------------------


def table(clocks: Sequence[LessonClock]) -> str:
    """One line a lesson, and the sum: what a track of these lessons takes."""
    head = f"{'lesson':<34}{'self-study':>11}{'= reading':>11}{'+ exercise':>12}{'seminar':>11}{'items':>7}{'kinds':>7}{'words':>7}"
    lines = [head, "-" * len(head)]
    for one in clocks:
        seminar = " / ".join(f"{total:g}" for total in one.seminar.values()) or "none yet"
        lines.append(
            f"{one.slug[:2]} {_cut(one.title, 30):<31}{one.minutes:>11g}{one.reading:>11g}{one.exercise:>12g}{seminar:>11}"
            f"{len(one.items):>7}{len(one.kinds):>7}{one.words:>7}"
        )
    total = [sum(get(one) for one in clocks) for get in (lambda c: c.minutes, lambda c: c.reading, lambda c: c.exercise)]
    lines.append(f"{'in all':<34}{total[0]:>11g}{total[1]:>11g}{total[2]:>12g}")
    lines.append("Minutes as stated by lessons and instructor pages (long / short seminar); nobody has timed a class.")
    return "\n".join(lines)


def details(one: LessonClock) -> str:
    """One lesson in full: its items by objective and by kind, where its minutes go, what it keeps and what it recalls."""
    lines = [f"{one.slug[:2]} {one.title}: {one.minutes:g} minutes = {one.reading:g} for the lesson + {one.exercise:g} for the exercise; {one.words} words"]
    for objective, text in one.objectives.items():
        mine = [item for item in one.items if item.objective == objective]
        lines += [
            f"  {objective} {_cut(text, 96)}",
            f"       {len(mine)} item{'s' * (len(mine) != 1)}, {one.asked(objective=objective):g} min: {', '.join(item.id for item in mine)}",
        ]
    lines.append("  kinds: " + ", ".join(f"{kind} {count}" for kind, count in one.kinds.items()))
    lines.append(
        f"  items take {one.asked('lesson'):g} of the lesson's {one.reading:g} and {one.asked('exercise'):g} of the exercise's {one.exercise:g} minutes"
    )
    lines.append("  for the memo: " + (", ".join(f"{id_} {title}" for id_, title in one.products.items()) or "nothing"))
    lines.append("  recalls: " + (", ".join(f"{item} of {slug}" for slug, item in one.recalls) or "nothing"))
    return "\n".join(lines)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
