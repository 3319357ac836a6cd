"""Advice that holds a text against blocks of the page: surer words, wider scope, what is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from opedlab.advice import advise, reader
from opedlab.course import find

COURSE = find(Path(__file__))
RECORDS = reader(COURSE)


def found(name: str, text: str, **parameters):
    return advise(text, [{"check": name, **parameters}], RECORDS)


# --- hedges -----------------------------------------------------------------------------------------------------------

SURER_THAN_22 = [
    "Russia lacks soldiers of its own.",
    "Russia has too few soldiers and must ask others.",
    "Moscow certainly has too few soldiers of its own.",
    "Requesting foreign troops proves that Russia is at its end.",
    "The request for foreign soldiers shows a shortage.",
    "The move is not the positive signal that Moscow and Pyongyang expect.",
    "Bottom line: Russia's own soldiers are too few.",
    "In short, foreign troops stand in for Russian soldiers of its own.",
]
AS_SURE_AS_22 = [
    "Requesting foreign troops suggests that Russia has too few soldiers of its own.",
    "Russia may lack soldiers of its own.",
    "The request for foreign troops points to too few Russian soldiers.",
    "Apparently Russia has too few soldiers of its own.",
    "Does Russia lack soldiers of its own?",
    "The block does not say that Russia lacks soldiers of its own.",
    "Foreign troops do not prove that Russia lacks soldiers.",
    "If Russia lacks soldiers of its own, the request makes sense.",
    "Whether Russia lacks soldiers of its own is disputed.",
    "The author infers that Russia lacks soldiers of its own.",
    "She reads the request for foreign troops as a lack of soldiers.",
    "The subheading has Russia lacking soldiers of its own.",
    "“Russia lacks soldiers of its own” is surer than she is.",
    "I hold that Russia lacks soldiers of its own.",
    "The editor wants this by Friday.",
    "North Korea signed a treaty with Russia in June.",
]


@pytest.mark.parametrize("sentence", SURER_THAN_22)
def test_hedges_sees_what_is_surer_than_the_block(sentence):
    (one,) = found("hedges", f"A first line. {sentence} A last line.", blocks=["22"])
    assert one.quote(f"A first line. {sentence} A last line.") == sentence and "block 22" in one.what


@pytest.mark.parametrize("sentence", AS_SURE_AS_22)
def test_hedges_lets_pass_what_claims_no_more(sentence):
    assert found("hedges", sentence, blocks=["22"]) == ()


def test_hedges_names_the_hedges_of_the_block_and_follows_node_and_about():
    assert "*deutet* (points to)" in found("hedges", SURER_THAN_22[0], blocks=["22"])[0].way_on
    thesis = "The move is perhaps no positive signal, and that is an indication of what both expect."
    assert not found("hedges", thesis, blocks=["22"], node="T1")
    assert found("hedges", "The move is another signal than they expect.", blocks=["22"], node="T1")
    assert not found("hedges", "There are not enough men left.", blocks=["22"])
    assert found("hedges", "There are too few men left.", blocks=["22"], about=["men"])


def test_hedges_never_objects_to_the_courses_own_paraphrases():
    for block in RECORDS("blocks"):
        assert found("hedges", block.summary, blocks=[str(block.block)]) == (), block.block


# --- scope ------------------------------------------------------------------------------------------------------------

WIDER_THAN_22 = [
    "All of Russia's soldiers seem to be needed at home.",
    "Russia apparently has no more soldiers anywhere, and everybody knows that troops are short.",
    "Every request for foreign troops suggests too few soldiers.",
    "The Russian army perhaps lacks soldiers of its own.",
    "Both armies may have too few soldiers of their own.",
    "The whole of Russia possibly lacks soldiers.",
    "Russia may always lack soldiers of its own.",
    "Thousands of foreign troops suggest that Russia lacks soldiers.",
    "The West apparently expects foreign troops to be a positive signal.",
    "Russia possibly never had enough soldiers of its own.",
]
AS_WIDE_AS_22 = [
    "Requesting foreign troops suggests that Russia has too few soldiers of its own.",
    "Not all Russian soldiers are needed at home.",
    "After all, requesting foreign troops suggests too few soldiers of its own.",
    "Above all, Russia may lack soldiers of its own.",
    "Do all Russian soldiers stay at home?",
    "If all Russian soldiers stayed at home, foreign troops would make sense.",
    "The block does not say that all Russian soldiers are gone.",
    "“All Russian soldiers are gone” is wider than the block.",
    "Both capitals apparently expect a positive signal.",
    "All trains were late, and the whole town knew it.",
    "I hold that all Russian soldiers are gone.",
    "Russia can apparently no longer find soldiers of its own in any case.",
]


@pytest.mark.parametrize("sentence", WIDER_THAN_22)
def test_scope_sees_what_is_wider_than_the_block(sentence):
    (one,) = found("scope", f"A first line. {sentence}", blocks=["22"])
    assert one.quote(f"A first line. {sentence}") in sentence and "block 22" in one.what


@pytest.mark.parametrize("sentence", AS_WIDE_AS_22)
def test_scope_lets_pass_what_takes_in_no_more(sentence):
    assert found("scope", sentence, blocks=["22"]) == ()


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("Washington signals no reaction if North Koreans fight in the war.", 1),
        ("There will be no US reaction to North Koreans who fight beside Russia.", 1),
        ("Washington signals no reaction if North Koreans fight in Kursk.", 0),
        ("No US reaction to a fight in the Kursk region, as she reads it.", 0),
        ("South Korea considers weapons for Ukraine.", 0),
        ("The reaction of the markets was calm.", 0),
    ],
)
def test_scope_keeps_a_limit_in_sentences_about_the_block(sentence, seen):
    assert len(found("scope", sentence, blocks=["11"], about=["reaction", "react"], keep=["Kursk"])) == seen


def test_scope_and_added_never_object_to_the_courses_own_paraphrases():
    for block in RECORDS("blocks"):
        for check_ in ("scope", "added"):
            assert found(check_, block.summary, blocks=[str(block.block)]) == (), (check_, block.block)


# --- added ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Foreign troops are a sign of desperation.", "desperation"),
        ("Russia's defeat is near.", "defeat"),
        ("Tension is growing.", "Tension"),
        ("The request for troops has alarmed NATO.", "NATO"),
        ("Beijing looks on.", "Beijing"),
        ("Russia asks for 10,000 soldiers.", "10,000"),
        ("Half of it, 50 %, comes from abroad.", "50 %"),
        ("The soldiers have been seen by Budanov.", "Budanov"),
        ("Putin's Desperation Drives Him to Pyongyang", "Desperation"),
        ("Russia Asks for Troops, and Poland Worries", "Poland"),
    ],
)
def test_added_sees_names_numbers_and_claims_that_the_block_does_not_have(sentence, word):
    (one,) = found("added", sentence, blocks=["22"])
    assert one.quote(sentence) == word


@pytest.mark.parametrize(
    "sentence",
    [
        "Requesting foreign troops suggests that Russia has too few soldiers of its own.",
        "Moscow may be short of men.",
        "North Korean Troops May Point to Russia's Lack of Soldiers",
        "Pyongyang apparently expects a positive signal.",
        "Kori Schake gives five reasons in Foreign Policy on 5 November 2024.",
        "The first of 5 reasons is in block 22. (22, 23)",
        "Is it a defeat for Beijing?",
        "It is not known whether NATO minds.",
        "The word “desperation” is nowhere in it.",
        "I would call it desperation.",
    ],
)
def test_added_lets_pass_what_the_block_has_and_what_is_not_claimed(sentence):
    assert found("added", sentence, blocks=["22"]) == ()


def test_added_allows_what_an_item_allows_and_takes_more_nouns():
    assert found("added", "The bill grows.", blocks=["22"], nouns=["bill"])
    assert not found("added", "NATO looks on.", blocks=["22"], also=["NATO"])
    (once,) = found("added", "NATO looks on. So does NATO's council.".replace("NATO's council", "NATO"), blocks=["22"])
    assert once.start == 0


def test_one_place_is_objected_to_once_and_a_verb_that_links_proves_nothing():
    asked = [{"check": "hedges", "blocks": ["22"]}, {"check": "hedges", "blocks": ["22"], "node": "R1"}]
    assert len(advise("Russia lacks soldiers of its own.", asked, RECORDS)) == 1
    assert not advise("Foreign soldiers could prove a burden for Russia.", asked, RECORDS)
    assert advise("Foreign soldiers could prove that Russia lacks men.", asked[:1], RECORDS)


def test_the_words_of_the_check_are_a_record_that_is_checked():
    words = RECORDS("title_words")
    assert words.alike(frozenset({"moscow"})) >= {"putin", "russian"} and words.alike(frozenset({"north"})) >= {"pyongyang"}
    assert "kyiv" not in words.alike(frozenset({"south", "moscow"}))
    bad = evolve(words, brings_a_claim=("Threat",), one_name=(("moscow", "Kremlin"),))
    assert [place for place, _ in bad.faults()] == [("brings_a_claim", 0), ("one_name", 0, 1)]
