"""The certainty ladder: ceilings by block and node, and the check on paraphrases."""

from __future__ import annotations

import attrs
import pytest

from opedlab.translation.certainty import (
    Certainty,
    Ladder,
    Marker,
    Rung,
    Word,
    ceiling,
    cues,
    faults_of_paraphrase,
    highest,
    link_faults,
    markers_of,
    places_of,
    rung_of_english,
)  # fmt: skip

SCALE = tuple(
    Rung(n, name, "means", words)
    for n, (name, words) in enumerate(
        [
            ("ignorance", ("not yet known",)),
            ("condition", ()),
            ("possibility", ("may", "could")),
            ("indication", ("may well", "suggests", "reasons to")),
            ("prediction", ("will", "if")),
            ("assertion", ("certainly", "proves")),
        ]
    )
)


def marker(marker_id: str, block: int, rung: int, at: int = 0, **more: object) -> Marker:
    fields = dict(id=marker_id, block=block, marker="x", gloss="x", voice="author", kind="possibility", rung=rung, claim="x", at=at)
    return Marker(**(fields | more))


@pytest.fixture
def certainty() -> Certainty:
    return Certainty(
        about="x",
        scale=SCALE,
        markers=(
            marker("M3", 22, 2, at=9, map_nodes=("T1",)),
            marker("M1", 22, 3, at=2, map_nodes=("R1",)),
            marker("M2", 21, 5, voice="paratext", kind="bare assertion", map_nodes=("R1",)),
            marker("M4", 8, 5, kind="certainty word", map_nodes=("F6",)),
            marker("M5", 26, 2),
            marker("M6", 24, 3, map_nodes=("R1t",)),
        ),
        ladders=(Ladder("L1", "x", ("M2", "M1"), "x"),),
        words=(Word("wohl", "wohl", "I suppose", "adverb", 3), Word("x", "x", "x", "adverb", 2, ("x",))),
        flat=(24,),
    )


def test_markers_stand_in_page_order_and_filter(certainty):
    assert [m.id for m in markers_of(certainty)] == ["M4", "M2", "M1", "M3", "M6", "M5"]
    assert [m.id for m in markers_of(certainty, node="R1")] == ["M2", "M1"]
    assert [m.id for m in markers_of(certainty, block=22, voice="paratext")] == []


def test_a_word_is_found_in_its_forms_and_another_nowhere(certainty):
    absent, there = certainty.words
    assert [m.id for m in places_of(certainty, there)] == ["M4", "M2", "M1", "M3", "M6", "M5"] and places_of(certainty, absent) == ()


def test_highest_is_told_by_voice(certainty):
    assert highest(certainty, 22) == {"author": 3}
    assert highest(certainty, 21) == {"paratext": 5}
    assert highest(certainty, 30) == {}


@pytest.mark.parametrize(
    ("block", "node", "expected"),
    [(22, None, 3), (22, "T1", 2), (22, "E1", 5), (24, None, 5), (24, "R1t", 3), (30, None, 5), (26, None, 2)],
    ids=[
        "highest marker",
        "the node's own marker",
        "node without a marker",
        "flat block",
        "hedged node in a flat block",
        "block without a marker",
        "hedged block",
    ],
)
def test_ceiling(certainty, block, node, expected):
    assert ceiling(certainty, block, node) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia is short of soldiers.", 5),
        ("It may be short of soldiers.", 2),
        ("It may well be short of soldiers.", 3),
        ("There are reasons to think that it could fail.", 2),
        ("If it oversteps, the worry will grow.", 4),
        ("The price is not yet known.", 0),
        ("It could fail. It is a failure.", 5),
        ("It could fail; it is a failure.", 5),
        ("Mayhem and dismay.", 5),
        ("", 5),
    ],
)
def test_rung_of_english(certainty, text, expected):
    assert rung_of_english(certainty, text) == expected


def test_a_phrase_is_read_before_the_words_inside_it(certainty):
    assert cues(certainty, "It may well hold, and it may not.") == (("may well", 3), ("may", 2))


def test_a_paraphrase_above_its_block_is_a_fault(certainty):
    assert not list(faults_of_paraphrase(certainty, "Asking suggests a shortage.", 22))
    assert any("rung 5" in what and "rung 3" in what for what in faults_of_paraphrase(certainty, "Asking shows a shortage.", 22))


def test_a_node_is_held_to_its_own_marker_and_not_to_a_louder_one_in_the_block(certainty):
    text = "Asking suggests a shortage."
    assert not list(faults_of_paraphrase(certainty, text, 22, "R1"))
    assert list(faults_of_paraphrase(certainty, text, 22, "T1"))


def test_several_blocks_allow_the_highest_of_those_that_mark_the_node(certainty):
    assert not list(faults_of_paraphrase(certainty, "Russia lacks soldiers.", (21, 22), "R1"))
    assert list(faults_of_paraphrase(certainty, "Russia lacks soldiers.", (22, 24), "R1")), "the flat block 24 says nothing of R1"


def test_words_of_certainty_need_one_in_the_block(certainty):
    assert any("proves" in what for what in faults_of_paraphrase(certainty, "It proves a shortage.", 24))
    assert not list(faults_of_paraphrase(certainty, "It is certainly an escalation.", 8))


def test_own_faults(certainty):
    broken = attrs.evolve(
        certainty,
        scale=SCALE[:-1],
        ladders=(Ladder("L1", "x", ("M9",), "x"),),
        markers=(*certainty.markers, marker("M1", 3, 2, voice="attributed")),
        words=(Word("w", "w", "w", "adverb", 2, ("nowhere",)),),
    )
    places = [place for place, _ in broken.faults()]
    assert ("scale",) in places
    assert ("ladders", 0, "steps") in places
    assert ("words", 0, "forms") in places
    assert ("markers", 6, "id") in places
    assert ("markers", 6, "who") in places


def test_links(certainty):
    found = dict(link_faults(certainty, blocks={8, 21, 22}, nodes={"R1", "F6"}, sources=set()))
    assert ("markers", 0, "map_nodes") in found
    assert ("markers", 4, "block") in found
    assert ("flat",) in found
    assert not dict(link_faults(certainty, blocks={8, 21, 22, 24, 26}, nodes={"R1", "R1t", "F6"}, sources=(), dropped={"T1"}))
