"""``added``: a name, a number or a noun that carries a claim and stands in none of the named blocks.

The blocks are read in the course's own words: their summaries and the claims marked in them. Three things are looked for, in English:
names (what is capitalised inside a sentence, or is a name anywhere on the page), numbers in digits, and nouns out of a list of words
that bring a claim with them (threat, collapse, desperation, tension, proof). A country, its capital, its adjective and its ruler count as one name.

It cannot see a claim that is added with the blocks' own words, a verb or an adjective that judges, a cause put between two things, or
a name that stands only in the German. Because summaries are short, something that the page does have may be reported: look it up,
and keep it. Not looked at: dates, block and lesson numbers, questions, what is denied, the writer's "I", words in quotation marks,
capitals in a line that has most of its words capitalised (names of the page are still seen there), and what ``also`` allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.about import claims_nothing, in_use, own_words, stem
from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import Sentence, sentences
from opedlab.advice.title_words import TitleWords
from opedlab.records import BlockNumber, Place, Text

_NAME = re.compile(r"\b[A-Z][A-Za-z’'-]*[A-Za-z]\b")
_OPENS = re.compile(r"^\W*\w+")
_FIRST_WORD = re.compile(r"[\s\W\d]*(?:[A-Z][\w ]{0,20}:\s*)?[\W_]*(\w+)")
_NOT_NUMBERS = re.compile(
    r"\b(?:[Bb]locks?|[Ll]essons?|[Rr]easons?|[Bb]ullets?|[Nn]o\.)\s*\d+(?:(?:\s*(?:,|–|-|and|to|or)\s*)+\d+)*|^[\s>*+-]*\d{1,2}[.)]\s|\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*(?:\s+\d{4})?|\b20\d{2}\b|\b\d{1,2} (?:reasons?|bullets?|blocks?)\b",
    re.MULTILINE,
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:\s?%)?")


@frozen
class Added:
    """``blocks`` that the text answers for; ``also``: names and words that it may have besides; ``nouns``: more that bring a claim."""

    blocks: tuple[BlockNumber, ...]
    also: tuple[Text, ...] = ()
    nouns: tuple[Text, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.blocks:
            yield ("blocks",), "is empty; name the blocks that the text answers for"


def find(text: str, asked: Added, records: Records) -> Iterator[Finding]:
    """One finding for each name, number and noun that the blocks do not have, once in the text."""
    said = " ".join([*own_words(asked.blocks, records), *asked.also])
    words: TitleWords = records("title_words")
    here = words.alike(frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", said))) | {*words.not_a_name}
    stems = {stem(word) for word in re.findall(r"\w+", said)}
    known = _page_names(records, words)
    nouns = {stem(word) for word in (*words.brings_a_claim, *asked.nouns)}
    where, seen = f"block{'s' if len(asked.blocks) > 1 else ''} {', '.join(map(str, asked.blocks))}", set[str]()
    for sentence in sentences(text):
        bare = in_use(sentence.text)
        if claims_nothing(bare):
            continue
        for kind, match in sorted((*_names(bare, known, here), *_numbers(bare, said), *_nouns(bare, nouns - stems)), key=lambda one: one[1].start()):
            if match[0].casefold() not in seen:
                seen.add(match[0].casefold())
                yield _finding(kind, match, sentence, where)


def _page_names(records: Records, words: TitleWords) -> set[str]:
    """Names that our summaries of the page have inside a sentence, and those that stand for one another."""
    inside = (_OPENS.sub("", part) for block in records("blocks") for part in re.split(r"[.?!:;(]\s*", block.summary))
    return {word.casefold() for part in inside for word in _NAME.findall(part)} | words.names - {"house", "states"}


def _names(bare: str, known: set[str], here: frozenset[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Names that the blocks do not have; in a line of capitals only those that stand elsewhere on the page."""
    long = re.findall(r"\b[^\W\d_]{4,}\b", bare)
    capitals = sum(word[0].isupper() for word in long) > len(long) / 2
    first = _FIRST_WORD.match(bare)
    for match in _NAME.finditer(bare):
        parts = {part.removesuffix("'s").removesuffix("’s").casefold() for part in match[0].split("-")}
        opens = first is not None and match.start() == first.start(1)
        if (opens or capitals) and not parts & known:
            continue
        if not parts & here:
            yield "name", match


def _numbers(bare: str, said: str) -> Iterator[tuple[str, re.Match[str]]]:
    plain = _NOT_NUMBERS.sub(lambda match: "\x00" * len(match[0]), bare)
    have = {re.sub(r"\D", "", number) for number in _NUMBER.findall(said)}
    yield from (("number", match) for match in _NUMBER.finditer(plain) if re.sub(r"\D", "", match[0]) not in have)


def _nouns(bare: str, missing: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    yield from (("noun", match) for match in re.finditer(r"[^\W\d_]{3,}", bare) if stem(match[0]) in missing)


def _finding(kind: str, match: re.Match[str], sentence: Sentence, where: str) -> Finding:
    what = {"name": "is a name", "number": "is a number", "noun": "brings a claim with it"}[kind]
    return Finding(
        "added",
        sentence.start + match.start(),
        sentence.start + match.end(),
        f"“{match[0]}” {what} that our words for {where} do not have.",
        "What stands above a text and not in it is read as the author's.",
        "Find it in the text and keep it, with its owner; or take it out; or say that it is yours.",
    )


CHECK = Check("added", "names, numbers and claims that the text itself does not have", Added, find)
