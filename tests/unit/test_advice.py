"""Advice: each check on a text by itself, with sentences that must pass and sentences that must not; what a bank may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opedlab.advice import CHECKS, NotACheck, advise, faults, reader
from opedlab.advice.probability import likelihood_words
from opedlab.advice.sentences import sentences, without_mentions
from opedlab.check import check
from opedlab.course import find
from opedlab.text import sketch
from tests.unit import own_copy_texts as texts

COURSE = find(Path(__file__))
RECORDS = reader(COURSE)
SKETCH = sketch.make(texts.BLOCKS, "made-up", texts.TEMPLATE)


def found(name: str, text: str, **parameters):
    return advise(text, [{"check": name, **parameters}], RECORDS)


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It rose by 1.5 per cent. Then it fell.", ["It rose by 1.5 per cent.", "Then it fell."]),
        ("The U.S. said so. Mr. Kim did not.", ["The U.S. said so.", "Mr. Kim did not."]),
        ("Am 28. Oktober war es so. Danach nicht.", ["Am 28. Oktober war es so.", "Danach nicht."]),
        ("In all it lost 30. Nobody counted.", ["In all it lost 30.", "Nobody counted."]),
        ("About 1,000 a day. (Reuters, 28 Oct 2024) Then more.", ["About 1,000 a day.", "(Reuters, 28 Oct 2024) Then more."]),
        ("About 1,000 a day. [Reuters](x.md#y)", ["About 1,000 a day. [Reuters](x.md#y)"]),
        ("## Bottom line\nIt holds.\n\n- one\n- two", ["## Bottom line", "It holds.", "- one", "- two"]),
        ("She wrote “No.” Then she left.", ["She wrote “No.”", "Then she left."]),
        ("a line\nthat goes on. And ends", ["a line\nthat goes on.", "And ends"]),
        ("", []),
        ("...\n\n!!", []),
    ],
)
def test_sentences(text, wanted):
    assert [one.text for one in sentences(text)] == wanted
    assert all(text[one.start : one.end] == one.text for one in sentences(text))


@given(st.text(max_size=200))
def test_whatever_is_typed_places_lie_in_the_text_in_order(text):
    ends = [0]
    for one in sentences(text):
        assert ends[-1] <= one.start < one.end <= len(text) and text[one.start : one.end] == one.text
        ends.append(one.end)
    assert len(without_mentions(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab 1,000.\n#-*“”()[]likely could %:"), max_size=120))
def test_whatever_is_typed_every_finding_quotes_the_text(text):
    asked = [{"check": "hedges", "blocks": ["22"], "about": ["a"]}, *({"check": name} for name in ("figures", "probability", "quotation", "length"))]
    for one in advise(text, [*asked, {"check": "structure", "parts": ["a", "b"]}], RECORDS):
        assert 0 <= one.start <= one.end <= len(text) and one.what and one.why and one.way_on
        assert one.check in CHECKS and (one.quote(text) or one.end == 0)


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia loses about 1,000 men a day.",
        "More than 600,000 have been killed or wounded.",
        "Half of it, 50 %, comes from abroad.",
        "Families are paid 6 per cent of the budget.",
        "North Korea sent 10,000 soldiers in October 2024.",
        "The United States has 28,500 soldiers there.",
        "Losses are estimated at 1,200 a day.",
        "Russland verliert 1.000 Mann am Tag.",
        "The rouble lost 12,5 % in a month.",
        "In block 18 the losses come to 1,000 a day.",
        "It cost 5 million.",
    ],
)
def test_figures_sees_a_number_that_nobody_vouches_for(sentence):
    (one,) = found("figures", sentence)
    assert any(digit.isdigit() for digit in one.quote(sentence)) and "names nobody" in one.what


@pytest.mark.parametrize(
    "sentence",
    [
        "According to Kyiv, Russia loses about 1,000 men a day.",
        "The Pentagon said that 10,000 had arrived.",
        "Britain's ministry put the losses at 1,200 a day, says its update.",
        "More than 600,000 ([Reuters, 28 Oct 2024](../source_texts/sources.md#reuters)).",
        "About 1,000 a day. [Reuters](https://example.org)",
        "About 10,000 are in Kursk (Reuters, 28 Oct 2024).",
        "Losses were estimated by the NIS at 11,000.",
        "About 1,000 a day; the page names nobody who counted.",
        "It is about 1,000 a day. The op-ed does not say whose figure that is.",
        "On 28 October 2024 the ministry spoke.",
        "The treaty of 19 June 2024 and the war since 2022 belong together.",
        "Block 22 and blocks 24, 26 and 31 give reasons.",
        "The weakness reading explains block 31 and strains 33.",
        "I hold a shortage for likely (55–80 %) and would look at pay.",
        "A shortage is likely (55–80 %).",
        "It gives 5 reasons.",
        "1. The first point stands.",
        "Laut Budanov kommt die Hälfte, 50 %, von dort.",
        "Washington meldet 10.000 Soldaten.",
        "ICD 203 and lesson 07 help.",
    ],
)
def test_figures_lets_pass_what_has_an_owner_or_is_no_figure(sentence):
    assert found("figures", sentence) == ()


# --- probability ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("It is likely that more will come.", "likely"),
        ("More could come by spring.", "could"),
        ("China will surely object.", "surely"),
        ("Defections are highly unlikely.", "highly unlikely"),
        ("A second wave may follow.", "may"),
        ("There is a realistic possibility of a deal.", "realistic possibility"),
        ("Probably the pay is the reason.", "Probably"),
        ("Vielleicht kommen mehr.", "Vielleicht"),
        ("Wahrscheinlich bleibt es dabei.", "Wahrscheinlich"),
        ("Das könnte gelingen.", "könnte"),
        ("Sicherlich folgen weitere.", "Sicherlich"),
        ("Weitere dürften folgen.", "dürften"),
        ("The chance is remote.", "remote"),
    ],
)
def test_probability_sees_a_word_without_its_range(sentence, word):
    (one,) = found("probability", sentence)
    assert one.quote(sentence) == word


@pytest.mark.parametrize(
    "sentence",
    [
        "It is likely (55–80 %) that more will come.",
        "More could come by spring: I say 20 to 40 per cent.",
        "China will surely object, at 90 % or more.",
        "I put it at one in five that more may come.",
        "Wahrscheinlich, zu 60 bis 80 Prozent, bleibt es dabei.",
        "“Could” is her word, and *könnte* the machine's.",
        "The author says that protests could shake his rule.",
        "She sees a move that could cost too much.",
        "According to Seoul, more may come.",
        "In May 2024 the pact was not signed.",
        "They met on 3 May in Moscow.",
        "May was quiet.",
        "Nobody could have known it.",
        "Kyiv could not reach it.",
        "They fought in a remote valley.",
        "It is certain, and it was impossible to miss.",
        "The number is not known.",
        "The thesis that it could work against them stands.",
    ],
)
def test_probability_lets_pass_ranges_reports_and_mentions(sentence):
    assert found("probability", sentence) == ()


def test_probability_words_and_ranges_come_from_the_records():
    words = likelihood_words(RECORDS("certainty"), RECORDS("yardsticks"))
    assert {"likely", "could", "surely", "könnte", "sicherlich", "wahrscheinlich", "almost certain"} <= set(words)
    assert not {"will", "wird", "certain", "impossible", "suggests", "durchaus", "soll"} & set(words)
    assert "55–80 % in ICD 203, 55–75 % in PHIA Probability Yardstick" in found("probability", "It is likely.")[0].way_on
    (both,) = found("probability", "It is likely and could be soon.")
    assert "(and “could”)" in both.what


# --- quotation --------------------------------------------------------------------------------------------------------


def words_of(block, first, count):
    return " ".join(texts.BLOCKS[block].split()[first : first + count])


def quotation(text, **parameters):
    return advise(text, [{"check": "quotation", **parameters}], {"sketch": SKETCH}.__getitem__)


@pytest.mark.parametrize("first", range(0, 32, 4))
def test_quotation_sees_a_long_run_and_lets_a_short_one_pass(first):
    long = f"She writes „{words_of(18, first, 14)}“, and so on."
    (one,) = quotation(long)
    assert "block 18" in one.what and one.quote(long) in " ".join(long.split())
    assert quotation(f"She writes „{words_of(18, first, 7)}“, and so on.") == ()


@pytest.mark.parametrize("text", [*list(texts.LOOK_ALIKES.values())[:4], texts.OTHER_GERMAN, texts.ENGLISH, f"*{texts.BLOCKS[1]}*", "Kurz und gut."])
def test_quotation_lets_other_texts_and_the_title_pass(text):
    assert quotation(text) == ()


# --- structure and length ---------------------------------------------------------------------------------------------

PARTS = {"parts": ["Bottom line", "What we know", "What is open"]}
GOOD = "Bottom line: it holds.\n\nWhat we know: little.\n\nWhat is open: much."


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "# Bottom line\nIt holds.\n## What we know\nLittle.\n### What is open\nMuch.",
        "**Bottom line.** It holds.\n**What we know** – little.\n**What is open:** much.",
        "1. Bottom line: it holds\n2. What we know: little\n3. What is open: much",
        "BOTTOM LINE\nIt holds.\nwhat we know\nLittle.\nWhat is open?\nWhat is open: much.",
        "A title\n\n" + GOOD,
        "- *Bottom line*: it holds\n- *What we know*: little\n- *What is open*: much",
        "> Bottom  line: it holds.\n\nWhat we know - little.\n\nWhat is open. Much.",
    ],
)
def test_structure_lets_parts_pass_as_headings_or_lead_words(text):
    assert found("structure", text, **PARTS) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "No part is called “Bottom line”"),
        ("It holds. Bottom line: yes.\nWhat we know: a.\nWhat is open: b.", "No part is called “Bottom line”"),
        ("Bottom lines: a.\nWhat we know: a.\nWhat is open: b.", "No part is called “Bottom line”"),
        ("Bottom line: a.\nWhat is open: b.", "No part is called “What we know”"),
        ("Bottom line: a.\nWhat we know:\n\nWhat is open: b.", "“What we know” has nothing under it"),
        (GOOD.removesuffix(" much."), "“What is open” has nothing under it"),
        ("What we know: a.\nBottom line: b.\nWhat is open: c.", "“What we know” stands earlier"),
        ("Bottom line: a.\nWhat is open: c.\nWhat we know: b.", "“What is open” stands earlier"),
    ],
)
def test_structure_sees_parts_that_are_missing_empty_or_out_of_place(text, what):
    assert what in " ".join(one.what for one in found("structure", text, **PARTS))


@pytest.mark.parametrize(("count", "seen"), [(0, 1), (4, 1), (5, 0), (7, 0), (10, 0), (11, 1)])
def test_length_counts_both_ends_in(count, seen):
    assert len(found("length", "word " * count, low="5", high="10")) == seen


# --- banks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "place", "what"),
    [
        ({"check": "hedge", "blocks": ["22"]}, ("checks", 0, "check"), 'did you mean "hedges"'),
        ({"blocks": ["22"]}, ("checks", 0), "lacks `check`: one of hedges"),
        ({"check": "hedges", "block": ["22"]}, ("checks", 0), 'did you mean "blocks"'),
        ({"check": "hedges"}, ("checks", 0, "blocks"), "lacks"),
        ({"check": "hedges", "blocks": []}, ("checks", 0, "blocks"), "is empty"),
        ({"check": "hedges", "blocks": ["43"]}, ("checks", 0, "blocks[0]"), "a block number from 1 to 42"),
        ({"check": "figures", "blocks": ["22"]}, ("checks", 0), "blocks"),
        ({"check": "structure", "parts": []}, ("checks", 0, "parts"), "is empty"),
        ({"check": "structure", "parts": ["A", "a"]}, ("checks", 0, "parts[1]"), "stands there already"),
        ({"check": "length", "low": "9", "high": "3"}, ("checks", 0, "low"), "below high"),
        ({"check": "quotation", "longest": "eight"}, ("checks", 0, "longest"), "a whole number"),
    ],
)
def test_an_unknown_check_or_parameter_is_a_fault_that_names_the_nearest(asked, place, what):
    listed = list(faults([asked]))
    assert any(at == place and what in said for at, said in listed), listed
    with pytest.raises(NotACheck):
        advise("x", [asked], RECORDS)


def test_a_check_that_stands_twice_is_a_fault():
    assert list(faults([{"check": "figures"}, {"check": "figures"}])) == [(("checks", 1), "stands there already")]
    assert not list(faults([{"check": "hedges", "blocks": ["22"]}, {"check": "hedges", "blocks": ["24"]}]))


def test_opedlab_check_reports_it_with_its_place(copy_of_course):
    path = copy_of_course.items / "gallery.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{check: figures}", "{check: figure}"), encoding="utf-8")
    assert any("checks[1].check" in fault.place and 'did you mean "figures"' in fault.what for fault in check(copy_of_course))
