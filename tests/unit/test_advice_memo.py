"""Advice on a memo: the bottom line and the list of sources, each with what must be found and what must pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from opedlab.advice import advise, reader
from opedlab.context.memos import Memos
from opedlab.course import find
from opedlab.items.bank import Bank
from opedlab.records import load

COURSE = find(Path(__file__))
RECORDS = reader(COURSE)
BANK = load(COURSE.items / "15-write-the-memo.yaml", Bank)


def found(name: str, text: str, **parameters):
    return advise(text, [{"check": name, **parameters}], RECORDS)


NO_BOTTOM_LINE = [
    "Kori Schake gives five reasons why the deployment could work against its makers.",
    "North Korea's entry into the war shows that Russia is at the end of its strength.",
    "This memo is about an article in Foreign Policy.",
    "The author says that the West should answer with threats of its own.",
    "According to the article, Washington must lift its limits.",
    "“The West should act” is the last sentence.",
    "Der Artikel nennt fünf Gründe.",
    "In 2024 North Korea sent soldiers to Russia.",
]
NO_RANGE = [
    "I think that the deployment is a sign of weakness.",
    "It is likely that Moscow needs more soldiers.",
    "In my judgement the first reason is weak.",
    "I put it at 70 per cent that a limit falls.",
    "We believe that the fifth reason holds.",
    "Ich halte das für unwahrscheinlich.",
    "My reading is that the headline goes too far.",
    "The chances are good, and I expect a further round.",
]
BOTTOM_LINE = [
    "Act on the fifth reason, and do not wait for the first.",
    "The ministry should prepare a step for the next contingent.",
    "I recommend that we plan for a long war.",
    "Do not print the headline as news.",
    "My advice is to wait.",
    "I hold it for likely (60–75 per cent) that a limit falls.",
    "That want of men ends the offensive is unlikely: below 25 per cent.",
    "In my judgement the chance lies between 40 and 60 per cent.",
    "I expect it in two to three out of ten such cases.",
    "Wir sollten die nächste Lieferung abwarten.",
    "I think that she says too much, but we must prepare.",
]


@pytest.mark.parametrize("text", NO_BOTTOM_LINE)
def test_bottom_line_finds_a_first_paragraph_that_tells_and_neither_recommends_nor_judges(text):
    (one,) = found("bottom_line", f"## Bottom line\n\n{text}\n\n## Evidence\n\nI recommend a lot (60–70 per cent).", part="Bottom line")
    assert one.what.startswith("The first paragraph neither") and one.quote(f"## Bottom line\n\n{text}") == text


@pytest.mark.parametrize("text", NO_RANGE)
def test_bottom_line_finds_a_judgement_without_its_range(text):
    (one,) = found("bottom_line", text)
    assert "no range" in one.what


@pytest.mark.parametrize("text", BOTTOM_LINE)
@pytest.mark.parametrize("head", ["", "# Memo\n\nTo: the committee\nDate: 5 May\n\n", "**Bottom line.** ", "Bottom line: "])
def test_bottom_line_lets_pass_what_recommends_or_judges_with_a_range(text, head):
    assert found("bottom_line", head + text + "\n\nThe article has five reasons.") == ()


def test_bottom_line_is_silent_on_nothing_and_looks_under_its_name():
    assert found("bottom_line", "") == found("bottom_line", "## Bottom line\n\n", part="Bottom line") == ()
    text = "The article has five reasons.\n\n## Bottom line\n\nWait."
    assert found("bottom_line", text) and not found("bottom_line", text, part="Bottom line")


LISTED = (
    "\n\nSources:\n- Defense One, 9 Oct 2024 (A)\n- The New York Times, 11 October 2024: B\n- [3] AP (B)\n- [isw-2024-11-01-north-korea-joins-russia-war] A\n"
)
LEANS = "(Defense One, 9 Oct 2024) (New York Times) [3] [isw-2024-11-01-north-korea-joins-russia-war]"
LEADS = [
    "More than 600,000 had been killed or wounded, said an official (Defense One, 9 Oct 2024).",
    "As many as 115,000 were dead, wrote the New York Times.",
    "About 10,000 were there, said the Pentagon [3].",
    "About 10,000 were there, said the Pentagon (3).",
    "An analyst counted 12,000 [isw-2024-11-01-north-korea-joins-russia-war].",
    "I put it at 60 to 75 per cent.",
    "More than 600,000 had been killed or wounded.",  # names nobody: that is found by `figures`
    "Block 23 says so, and so does block 18.",
    "The treaty was signed on 19 June 2024, said Moscow.",
]
LOOSE = [
    "More than 648,000 had been killed or wounded, said the ministry.",
    "About 10,000 were in Kursk, by the count reported by the Pentagon.",
    "According to Kyiv there were 11,000.",
    "Half of it, 50 %, came from there, says Budanov.",
    "Medvedev counted 422,704 contracts.",
    "Seoul estimates 4,700 killed and wounded.",
    "The trade came to 2.73 billion dollars, Chinese customs announced.",
    "About 9,000 more were lost than recruited, said officials [7].",
    "It was 1,200 a day, said London ([Ukrinform](https://example.org/x)).",
]


@pytest.mark.parametrize("sentence", LEADS)
def test_source_list_lets_pass_what_leads_to_an_entry_or_is_no_business_of_its_own(sentence):
    assert found("source_list", f"{LEANS}\n\n{sentence}{LISTED}", grades="true") == ()


@pytest.mark.parametrize("sentence", LOOSE)
def test_source_list_finds_a_figure_that_leads_nowhere(sentence):
    text = f"{LEANS}\n\n{sentence}{LISTED}"
    (one,) = found("source_list", text, grades="true")
    assert "leads to no entry" in one.what and text[one.start : one.end].strip() in sentence


def test_source_list_finds_an_entry_that_nothing_leads_to_and_one_without_a_grade():
    text = "It rose (Defense One, 2024).\n\n## Sources\n\n1. Defense One, 9 Oct 2024\n2. Reuters, 10 Oct 2024, B\n"
    alone, graded = found("source_list", text, grades="true")[::-1]
    assert alone.quote(text).startswith("2. Reuters") and "Nothing" in alone.what
    assert graded.quote(text).startswith("1. Defense One") and "no grade" in graded.what
    assert [one.quote(text)[:2] for one in found("source_list", text)] == ["2."]


def test_source_list_asks_for_a_list_only_where_there_are_figures():
    assert "no list" in found("source_list", "About 10,000 were there, said the Pentagon.")[0].what
    assert found("source_list", "Nothing is counted here.") == ()
    assert found("source_list", "Nothing.\n\nSources:\n") == ()


@pytest.mark.parametrize("item_id", ["E15-03", "T15-01", "T15-02", "T15-03"])
def test_the_models_of_lesson_15_pass_its_own_bench(item_id):
    item = BANK[item_id]
    assert [f"{one.check}: {one.quote(item.model_answer)}" for one in advise(item.model_answer, item.asked, RECORDS)] == []


def test_the_bench_passes_the_good_sample_and_stops_at_the_flawed_one():
    memos = load(COURSE.context / "memos.yaml", Memos)
    asked = [
        {"check": "bottom_line", "part": "Bottom line"},
        *({"check": name} for name in ("figures", "probability", "quotation")),
        {"check": "hedges", "blocks": ["2", "22"]},
    ]
    said = {memo.id: advise("\n\n".join(f"**{one.part}.** {one.text}" for one in memo.paragraphs), asked, RECORDS) for memo in memos.memos}
    assert said["good"] == ()
    assert {"bottom_line", "probability"} <= {one.check for one in said["flawed"]}
