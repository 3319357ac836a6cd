"""``scope``: a sentence that is wider than the blocks it speaks of: all for some, the whole for a part, a place or a limit that is gone.

A sentence is looked at where it shares two or more words with the course's summary of the blocks or with the claims marked in them (or
one with ``about``). Rules, for English:

- a word for the whole (all, every, always, never, everybody, entirely, "the West", "the world", "its armed forces") that none of the
  named blocks has in our words;
- a word for a great many (thousands, countless, most of) that none of them has;
- with ``keep`` instead: a limit, such as Kursk, that a sentence about these blocks (with ``about``: one that has such a word besides) must carry.

It cannot see a plural for one, a present tense for a "could" (``hedges`` sees some of that), a people for its government, a limit
that nobody listed, or a sentence that is too narrow. Questions, denials and conditions pass, as they do in ``hedges``; so do "not
all", "after all", "above all" and their kin, and words in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.about import WORD, claims_nothing, in_use, own_words, stem, vocabulary
from opedlab.advice.model import Check, Finding, Records
from opedlab.advice.sentences import Sentence, sentences
from opedlab.records import BlockNumber, Place, Text

SHARED = 2
"""Words that a sentence must share with the blocks to be about them."""
_WHOLE = re.compile(
    r"(?P<all>\b(?:all|every|each and every|always|never|ever|everybody|everyone|everything|everywhere|nobody|no one|nowhere|nothing|entire|entirely|whole|wholly|completely|totally|"
    r"fully|permanently|forever|any)\b)|(?P<part>\b(?:the (?:entire |whole )?west|western (?:world|countries|states|governments)|the world|the international community|"
    r"(?:all of |the whole of )?(?:europe|asia)|both (?:states|countries|sides|regimes|armies|nations)|armed forces|army|armies)\b)"
    r"|(?P<many>\b(?:thousands|hundreds|millions|dozens|countless|masses of|scores of|most of|the majority of|a majority of)\b)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:not|nearly|almost|hardly|barely) (?:all|every|everybody|everyone|everything|always|any|entirely|wholly|fully|completely)\b|\b(?:after|above|at|first of|of|best of) all\b|"
    r"\ball (?:the same|in all|along)\b|\b(?:every|each) reason\b|\ball (?:five|her)\b|\bon the whole\b|\bfor ever\b|\bif ever\b|\b(?:if|in) any\b|\bany ?(?:more|longer)\b|\bthe world cup\b",
    re.IGNORECASE,
)
_WHAT = {"all": "takes in everything", "part": "names a whole", "many": "speaks of a great many"}


@frozen
class Scope:
    """``blocks`` that the text is about; ``about``: words that mark a sentence as theirs; ``keep``: limits of which such a sentence must carry one."""

    blocks: tuple[BlockNumber, ...]
    about: tuple[Text, ...] = ()
    keep: tuple[Text, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.blocks:
            yield ("blocks",), "is empty; name the blocks that the text must not be wider than"


def find(text: str, asked: Scope, records: Records) -> Iterator[Finding]:
    """One finding for each sentence that is wider, at the first word that makes it so; else at the sentence that lost its limit."""
    shared, single = vocabulary(asked.blocks, records), {stem(word) for word in asked.about}
    said = " ".join(own_words(asked.blocks, records)).casefold()
    where = f"block{'s' if len(asked.blocks) > 1 else ''} {', '.join(map(str, asked.blocks))}"
    for sentence in sentences(text):
        bare = in_use(sentence.text)
        stems = {stem(word) for word in WORD.findall(bare)}
        shares, marked = len(stems & shared) >= SHARED, bool(stems & single)
        if claims_nothing(bare, conditions=not asked.keep):
            continue
        if asked.keep:
            if shares and (marked or not single) and not _keeps(asked.keep, bare):
                yield _unlimited(asked.keep, sentence, where)
        elif (shares or marked) and (wide := _wide(bare, said)):
            yield _wider(wide, sentence, where)


def _keeps(limits: tuple[str, ...], bare: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", bare, re.IGNORECASE) for word in limits)


def _wide(bare: str, said: str) -> re.Match[str] | None:
    """The first word for a whole that our words of the blocks do not have."""
    plain = _HARMLESS.sub(lambda match: "\x00" * len(match[0]), bare)
    return next((match for match in _WHOLE.finditer(plain) if not re.search(rf"\b{re.escape(match[0].casefold().removeprefix('the '))}\b", said)), None)


def _wider(wide: re.Match[str], sentence: Sentence, where: str) -> Finding:
    return Finding(
        "scope",
        sentence.start + wide.start(),
        sentence.start + wide.end(),
        f"“{wide[0]}” {_WHAT[wide.lastgroup or 'all']}; nothing in {where}, as we put it, reaches so far.",
        "A line that takes in more than its text has to be defended by somebody who never wrote it.",
        "Name the part that is meant, or who is meant. If nobody in particular is, try the sentence without the word.",
    )


def _unlimited(keep: tuple[str, ...], sentence: Sentence, where: str) -> Finding:
    limits = ", ".join(f"“{word}”" for word in keep)
    return Finding(
        "scope",
        sentence.start,
        sentence.end,
        f"{where[0].upper()}{where[1:]} {'have' if 'blocks' in where else 'has'} a limit that this sentence does not carry: {limits}.",
        "Where a limit goes, the claim goes with it to places that nobody wrote about.",
        "Put the limit back; it costs a word or two. Or say in so many words that you go further than the text.",
    )


CHECK = Check("scope", "sentences that take in more than the blocks they speak of", Scope, find)
