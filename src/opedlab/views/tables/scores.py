"""chrF and TER of the course's own sentences: what a version does to the meaning, beside what the scores make of it."""

from __future__ import annotations

from opedlab.translation.post_editing import SAYS, PostEditing, Sentence
from opedlab.translation.scores import score, signatures
from opedlab.views.figures.base import Table, german

HEAD = ("version", "in English", "what it does", "chrF (100 = copy)", "TER (0 = copy)")


def title_of(sentence: Sentence) -> str:
    """What to see: how many faithful versions the reversed one has left behind."""
    found = {version.id: score(version.de, sentence.de).chrf for version in sentence.versions}
    best = max(found[version.id] for version in sentence.versions if version.does == "reverses")
    faithful = [found[version.id] for version in sentence.versions if version.does == "keeps"]
    below = sum(value < best for value in faithful)
    return f"“{sentence.title}”: the reversed version has a higher chrF than {below} of the {len(faithful)} that keep the meaning"


def table_of(sentence: Sentence) -> Table:
    """The versions of one sentence, by chrF."""
    scored = sorted(((score(version.de, sentence.de), version) for version in sentence.versions), key=lambda pair: -pair[0].chrf)
    rows = tuple((german(version.de), version.gloss, SAYS[version.does], f"{found.chrf:.1f}", f"{found.ter:.1f}") for found, version in scored)
    return Table(HEAD, ((f"reference: {german(sentence.de)}", sentence.en, "", "100.0", "0.0"), *rows), numeric=(3, 4))


def remark(record: PostEditing) -> str:
    """How the numbers were made, with the settings that repeat them."""
    return f"{record.about} Computed with sacreBLEU: {' and '.join(signatures())}."
