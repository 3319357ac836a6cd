"""Who speaks in a sentence, as far as its words tell: a report of somebody else's words, a link, the writer's own I.

Lists of words, English and German; short on purpose, for each entry lets sentences pass. None knows grammar.
"""

from __future__ import annotations

import re

SAYING = (
    r"says?|said|states? that|stated|writes?|wrote|calls it|claims?|claimed|holds? that|argues?|argued|reports?|reported|announces?|announced|told|tells?|"
    r"warns?|warned|confirms?|confirmed|estimates?|estimated|counts?|counted|believes?|believed|thinks?|thought that|assumes?|assumed|infers?|inferred|"
    r"concludes?|concluded|suspects?|suspected|denies|denied|asserts?|asserted|speaks? of|spoke of|puts? (?:it|them|the \w+) at|quotes?|quoted|cites?|cited|"
    r"expects?|predicts?|predicted|judges?|gives? (?:the|a|no) (?:number|figure|total)|"
    r"sagt|sagte|sagen|schreibt|schrieb|nennt|nannte|meldet|meldete|berichtet|berichtete|schätzt|schätzte|behauptet|behauptete|bestätigt|bestätigte|warnt|"
    r"warnte|vermutet|meint|zählt|zählte|spricht von|sprach von|gibt an|gab an|teilt mit|teilte mit|beziffert|bezifferte"
)
_AUTHOR = re.compile(
    r"\b(?:she|author|Schake|text|op-ed|article|block \d+|Autorin)\b[^.;:]{0,60}?\b(?:reads?|sees?|takes?|treats?|infers?|concludes?|suspects?|assumes?|argues?|conjectures?|"
    r"supposes?|thinks?|believes?|expects?|fears?|hopes?|wants|asks?|warns?|predicts?|liest|sieht|hält|deutet|schließt|folgert|vermutet|erwartet)\b"
    r"|\b(?:thesis|claim|reading|argument|premise|conclusion|card|worry|These|Behauptung|Lesart)\b[^.;:]{0,20}\b(?:that|dass|daß)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|in (?:her|his|their|its) (?:view|words|reading|estimate)|laut|zufolge|nach (?:eigenen )?Angaben|nach Einschätzung)\b", re.IGNORECASE
)
_SAYS = re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bwird )\b(?:{SAYING})\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:estimated|reported|counted|given|named|quoted|cited|confirmed|announced|claimed|says?|said|put|published|released)\b[^.;]{0,40}?\bby\b|\bgeschätzt von\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S|\]\([^)\s]+\)|\[[a-z0-9]+(?:-[a-z0-9]+)+\]")
_FIRST = re.compile(r"\b(?:I|[Mm]y|[Mm]ine|[Ww]e|[Oo]ur|[Ii]ch|[Mm]eine[rnms]?|[Ww]ir|[Uu]nsere?[rnms]?)\b")
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no (?:owner|source|speaker|name)|unnamed|unattributed|not (?:say|said|name|named|attributed|stated)|without (?:an? )?(?:owner|source|name)|"
    r"niemand\w*|ohne (?:Quelle|Namen)|keine (?:Quelle|Namen))\b|n['’]t (?:say|name)\b",
    re.IGNORECASE,
)


def authors(sentence: str) -> bool:
    """Whether the sentence reports what the author (or her text) thinks, reads or infers."""
    return bool(_AUTHOR.search(sentence))


def reports(sentence: str) -> bool:
    """Whether the sentence reports somebody's words or judgement: a verb of saying, "according to", or the author's reading."""
    return authors(sentence) or bool(_ACCORDING.search(sentence) or _SAYS.search(sentence) or _BY.search(sentence))


def links(sentence: str) -> bool:
    """Whether an address, a Markdown link or a source key in brackets stands in it."""
    return bool(_LINK.search(sentence))


def first_person(sentence: str) -> bool:
    """Whether the writer speaks as I or we."""
    return bool(_FIRST.search(sentence))


def says_nobody(sentence: str) -> bool:
    """Whether it says that a name or source is missing."""
    return bool(_NOBODY.search(sentence))
