"""Figures in prose, and where a figure may come from: a source in its own sentence, a record, the course's own frame, or an allowance.

A *passage* is one sentence of a paragraph or list, or one row of a table. A figure in it is answered for if

1. the passage links a source of the bibliography, or
2. a record has the figure in a row that shares a word of five letters or more with the passage (so that "3.8" for the
   families of the dead is not answered for by any 3.8; whole numbers up to 20 are so common that three words are asked for), or
3. it counts something of the course itself: minutes, blocks, parts, lessons, words, the rows and items of the lesson's bank, or
4. it stands in a code cell of the same notebook, for then the sentence is about the cell ("change the 80"), or
5. ``numbers_allowed.yaml`` allows it there, with a reason.

Dates, years, ids such as R1 or F2, resolution and article numbers with their name, and code are no figures. Numbers that are
written in words are not looked at.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:(?:, | and | or | to |–| und )\d{1,2}(?:st|nd|rd|th)?)*"

NO_FIGURE = (
    r"`[^`]*`",  # code
    r"\]\([^)]*\)",  # the address of a link
    r"<[^>]+>",
    rf"\b{DAYS} (?:of )?(?:{MONTHS})\b(?: \d{{4}})?",  # 23, 28 and 31 October 2024
    rf"\b(?:{MONTHS}) \d{{4}}\b",
    rf"\b(?:{MONTHS}) {DAYS}\b",
    r"\b(?:on|by|until|from|after|before) the \d{1,2}(?:st|nd|rd|th)\b",
    r"\bthe \d{1,2}(?:st|nd|rd|th)\b",
    r"\b(?:1[5-9]|20)\d\d(?:[–/-]\d\d(?:\d\d)?)?\b",  # a year, or a span of years
    r"\b[Aa]rticles? \d+(?:(?:, | and | to )\d+)*\b",
    r"\b[Rr]esolutions? \d{4}(?:(?:, | and )\d{4})*\b",
    r"\bES-\d+/\d+\b",
    r"\b[A-Za-z]+-?\d+(?:\.\d+)?(?:-[a-z])?\b",  # R1, F2, I1.5, P13, c11b, KH-101
    r"\b\d{4}-\d\d-\d\d\b",
    r"\b28-point\b",
)
FIRST_DATE, LAST_DATE = 3, 8
FRAME = (
    r"\b[Bb]locks? \d+(?:(?:, | and | to | or |–)\d+)*",
    r"\b[Ll]essons? \d\d(?:(?:, | and | to |–)\d\d)*",
    r"\b[Pp]art \d+\b",
    r"\b\d\d\.\d\b",  # an objective
    r"\b\d+ minutes\b",
)
OF_THE_BANK = r"\b(\d+) (?:questions?|items?|rows?|cards?|options?|points?|words?|forecasts?|statements?|claims?|sources?|clauses?|events?)\b"
FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,  ]\d{3})*(?:\.\d+)?(?![\w])")
WORD = re.compile(r"[a-zà-ž]{5,}")
COMMON = 20
EMPTY = frozenset(re.findall(r"\w+", "about after again against before between could every first their there these those under until where which while would"))


@frozen
class Figure:
    """One figure in one passage."""

    value: float
    passage: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.value:g} in “{' '.join(self.passage.split())[:160]}”"


@frozen
class Row:
    """One row of a record: the figures in it and the words around them."""

    values: frozenset[float]
    words: frozenset[str]


def value_of(token: str) -> float:
    """A figure as it is written, as a number: 10,000 is ten thousand, 6.3 is six and three tenths."""
    return float(re.sub(r"[,  ](?=\d{3})", "", token).replace(" ", ""))


def words_of(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in WORD.findall(text.lower())) - EMPTY


def passages(markdown: str) -> Iterator[tuple[str, str]]:
    """The sentences and table rows of a notebook's source, each after the heading it stands under; without header, code and the table of minutes."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^## Minutes$.*?(?=^## )", "", text, flags=re.DOTALL | re.MULTILINE)
    section = ""
    for part in re.split(r"\n\s*\n", text):
        section = next(iter(re.findall(r"(?m)^## (.+)$", part)), section)
        lines = [line for line in part.splitlines() if not re.match(r"#{1,6} |\+\+\+|\|[\s|:-]+\|$", line)]
        if any(line.startswith("|") for line in lines):
            yield from ((section, line) for line in lines)
            continue
        for entry in re.split(r"\n(?=[-*] |\d+\. |>)", "\n".join(lines)):
            entry = re.sub(r"\A\s*(?:[-*]|\d+\.) ", "", entry)
            # A full stop ends a sentence if a capital, a quotation mark or a link follows; a link in brackets after the stop still belongs to it.
            yield from ((section, sentence) for sentence in re.split(r"(?<=[.?!”])\s+(?=[“\"*\[]*[A-Z])(?!\(\[)", entry))


def figures(markdown: str, own: frozenset[float]) -> Iterator[Figure]:
    """The figures that need an answer: in passages that link no source, and neither dates nor of the course's own frame."""
    code = [re.sub(r'"[^"]*"|#.*', "", cell) for cell in re.findall(r"(?ms)^```\{code-cell\}.*?^```", markdown)]
    cells = {value_of(token) for cell in code for token in FIGURE.findall(cell)}
    for section, passage in passages(markdown):
        if "sources.md#" in passage:
            continue
        text = passage
        for pattern in (*NO_FIGURE, *FRAME):
            text = re.sub(pattern, " ", text)
        text = re.sub(OF_THE_BANK, lambda match: " " if float(match[1]) in own else match[0], text)
        for token in FIGURE.findall(text):
            if value_of(token) not in cells:
                yield Figure(value_of(token), passage, section)


def counts_of(bank: dict[str, Any]) -> frozenset[float]:
    """What can be counted in an item bank: its items, those of a kind, the rows, options and entries of each, the bounds of words."""
    items = bank["items"]
    kinds = [item["kind"] for item in items]
    found = [len(items), *(kinds.count(kind) for kind in set(kinds))]
    for item in items:
        found += [len(item[part]) for part in ("rows", "columns", "options", "entries", "passages", "rubric", "fields") if isinstance(item.get(part), list)]
        found += [int(item[bound]) for bound in ("words_low", "words_high", "minutes") if str(item.get(bound, "")).isdigit()]
    return frozenset(map(float, found))


def rows_of(root: Path) -> list[Row]:
    """Every row of every record with its figures; a mapping is a row, with the texts directly in it and in lists directly in it."""
    found: list[Row] = []
    for path in sorted((root / "source_texts").rglob("*.yaml")):
        if path.name != "sources.yaml":  # a bibliography is no record of facts
            _walk(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), found)
    for path in sorted((root / "source_texts").rglob("*.csv")):
        with path.open(encoding="utf-8") as table:
            for line in csv.DictReader(table):
                found.append(_row(f"{' '.join(filter(None, line.values()))}"))
    return [row for row in found if row.values]


def _walk(node: Any, found: list[Row]) -> None:
    if isinstance(node, dict):
        texts = [value for key, value in node.items() if isinstance(value, str) and key not in ("date", "knowable", "id")]
        texts += [entry for value in node.values() if isinstance(value, list) for entry in value if isinstance(entry, str)]
        found.append(_row(" ".join(texts)))
        for value in node.values():
            _walk(value, found)
    elif isinstance(node, list):
        for value in node:
            _walk(value, found)


def _row(text: str) -> Row:
    bare = re.sub(r"\b[a-z0-9]+(?:-[a-z0-9]+){2,}\b", " ", text)  # source keys
    for pattern in NO_FIGURE[FIRST_DATE : LAST_DATE + 1]:
        bare = re.sub(pattern, " ", bare)
    return Row(frozenset(value_of(token) for token in FIGURE.findall(bare)), words_of(text))


def answered(figure: Figure, rows: list[Row]) -> bool:
    """Does a record have this figure, in a row that speaks of the same thing?"""
    words = words_of(figure.passage)
    shared = 3 if figure.value <= COMMON and figure.value.is_integer() else 1
    return any(figure.value in row.values and len(words & row.words) >= shared for row in rows)
