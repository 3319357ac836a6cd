"""chrF and TER: known values, an independent count, and what the course's own sentences are there to show."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from opedlab.course import Course
from opedlab.records import Unknown, load
from opedlab.translation.post_editing import PostEditing, Sentence, Version
from opedlab.translation.scores import LONGEST, NotScored, score, signatures

REFERENCE = "Im Juni schlossen beide Staaten faktisch ein Bündnis, auch wenn es nicht so heißt."
TURNED = "Im Juni schlossen beide Staaten ein Bündnis, das aber nur noch so heißt."
FREE = "Seit dem Sommer sind die zwei Länder Verbündete, bloß ohne das Wort dafür."


def chrf(version: str, reference: str, order: int = 6, beta: float = 2) -> float:
    """chrF by the formula of Popović (2015), written anew: the oracle of these tests."""
    a, b = (text.replace(" ", "") for text in (version, reference))
    precisions, recalls = [], []
    for n in range(1, order + 1):
        first, second = (Counter(text[i : i + n] for i in range(len(text) - n + 1)) for text in (a, b))
        if first.total() and second.total():
            common = (first & second).total()
            precisions.append(common / first.total())
            recalls.append(common / second.total())
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 100 * (1 + beta**2) * p * r / (beta**2 * p + r) if p + r else 0.0


def test_the_values_that_research_noted_before_this_code_was_written() -> None:
    turned, free = score(TURNED, REFERENCE), score(FREE, REFERENCE)
    assert (turned.chrf, turned.ter) == (62.1, 35.7)
    assert (free.chrf, free.ter) == (12.4, 100.0)


def test_a_copy_is_perfect_and_a_word_less_is_one_edit() -> None:
    assert (score(REFERENCE, REFERENCE).chrf, score(REFERENCE, REFERENCE).ter) == (100.0, 0.0)
    assert score("eins zwei drei", "eins zwei drei vier").ter == 25.0


def test_chrf_is_the_published_formula(real: Course) -> None:
    for sentence in load(real.context / "post_editing.yaml", PostEditing).sentences:
        for version in sentence.versions:
            assert score(version.de, sentence.de).chrf == pytest.approx(chrf(version.de, sentence.de), abs=0.06)


def test_in_every_sentence_a_reversal_beats_a_faithful_version(real: Course) -> None:
    for sentence in load(real.context / "post_editing.yaml", PostEditing).sentences:
        found = {does: [score(v.de, sentence.de).chrf for v in sentence.versions if v.does == does] for does in ("keeps", "reverses")}
        assert max(found["reverses"]) > min(found["keeps"]), sentence.id


def test_what_cannot_be_scored_says_why() -> None:
    with pytest.raises(NotScored, match="write a version first"):
        score("  ", REFERENCE)
    with pytest.raises(NotScored, match="601 characters"):
        score("x" * (LONGEST + 1), REFERENCE)


def test_signatures_name_settings_and_version() -> None:
    first, second = signatures()
    assert first.startswith("chrF2|nrefs:1|case:mixed") and second.startswith("TER|nrefs:1|case:lc") and "version:" in first


def test_sacrebleu_loads_only_when_something_is_scored() -> None:
    code = "import sys; import opedlab.translation.scores, opedlab.views.bench_board; print('sacrebleu' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_a_sentence_needs_both_kinds_of_version_and_none_is_the_reference() -> None:
    kept = Version(id="a", de="Ja.", gloss="Yes.", does="keeps", why="x")
    assert [what for _, what in Sentence(id="s", title="x", en="Yes.", de="Ja.", versions=(kept,)).faults()] == [
        "have none that reverses the meaning; the bench compares the two",
        "is the reference itself",
    ]


def test_an_unknown_sentence_names_the_nearest(real: Course) -> None:
    with pytest.raises(Unknown) as error:
        load(real.context / "post_editing.yaml", PostEditing)["pakt"]
    assert str(error.value).endswith('did you mean "pact"?'), "a KeyError would show its message in quotes"
