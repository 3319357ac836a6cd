"""The blocks and the bibliographic record: the real files, and files that are broken in one way each."""

import copy
import re
from collections import Counter

import pytest

from opedlab import course
from opedlab.argument.model import ArgumentMap
from opedlab.records import load, read_yaml, structure
from opedlab.text import quotation, sketch
from opedlab.text.blocks import Blocks, link_faults
from opedlab.text.decode import language
from opedlab.text.record import Record
from opedlab.translation.certainty import Certainty, cues, faults_of_paraphrase

ARTICLE = course.find().article
BODY = {7, 8, 10, 11, 13, 15, 16, 18, 19, 20, 22, 23, 24, 26, 27, 28, 29, 31, 32, 33, 34, 36, 37, 38}
SUBHEADINGS = {9, 12, 17, 21, 25, 30, 35}
OTHERS = {
    1: "headline",
    2: "standfirst",
    3: "teaser bullet",
    4: "teaser bullet",
    5: "teaser bullet",
    6: "provenance note",
    14: "page furniture",
    39: "byline label",
    40: "author note",
    41: "translation notice",
    42: "licence note",
}
HEDGED = {2, 4, 8, 11, 17, 18, 19, 20, 22, 24, 26, 28, 30, 31, 32, 33, 34, 35, 36, 37}
"""Blocks whose summary must carry a word of the lower rungs (up to report, estimate or indication)."""


@pytest.fixture(scope="module")
def blocks() -> Blocks:
    return load(ARTICLE / "blocks.yaml", Blocks)


@pytest.fixture(scope="module")
def record() -> Record:
    return load(ARTICLE / "record.yaml", Record)


@pytest.fixture(scope="module")
def certainty() -> Certainty:
    return load(ARTICLE / "certainty.yaml", Certainty)


@pytest.fixture(scope="module")
def argument_map() -> ArgumentMap:
    return load(ARTICLE / "map.yaml", ArgumentMap)


@pytest.fixture
def raw() -> dict:
    return copy.deepcopy(read_yaml(ARTICLE / "blocks.yaml"))


@pytest.fixture
def raw_record() -> dict:
    return copy.deepcopy(read_yaml(ARTICLE / "record.yaml"))


def faults_of(raw: dict, cls: type = Blocks) -> list[tuple[str, str]]:
    return [(fault.place, fault.what) for fault in structure(raw, cls, "broken.yaml").faults]


# --- the real blocks ------------------------------------------------------------------------------------------------


def test_forty_two_blocks_stand_in_page_order(blocks):
    assert [block.block for block in blocks] == list(range(1, 43))


def test_each_block_has_the_role_of_its_place_on_the_page(blocks):
    expected = OTHERS | dict.fromkeys(SUBHEADINGS, "subheading") | dict.fromkeys(BODY, "body")
    assert {block.block: block.role for block in blocks} == expected


def test_the_author_speaks_in_the_body_and_nowhere_else(blocks):
    assert {block.block for block in blocks if block.voice == "author"} == BODY
    assert [block.block for block in blocks if block.voice == "page"] == [14]


def test_no_body_summary_is_longer_than_two_fifths_of_its_block(blocks):
    assert {b.block: len(b.summary.split()) for b in blocks if b.role == "body" and len(b.summary.split()) > 0.4 * b.words} == {}


def test_the_short_summaries_of_the_paratext_stay_under_three_quarters_of_their_block(blocks):
    assert [b.block for b in blocks if b.role not in ("body", "page furniture", "byline label") and len(b.summary.split()) > 0.75 * b.words] == []


def test_titles_have_three_to_six_words_and_stand_once(blocks):
    assert [b.title for b in blocks if not 3 <= len(b.title.split()) <= 6] == []
    assert [title for title, n in Counter(b.title for b in blocks).items() if n > 1] == []


def test_what_the_course_says_is_english(blocks):
    texts = [(b.block, text) for b in blocks for text in (b.title, b.summary, b.function, b.note) if text]
    assert [(number, text) for number, text in texts if language(text) == "de" or re.search(r"[äöüß]", text, re.I)] == []


@pytest.mark.parametrize("file", ["blocks.yaml", "record.yaml"])
def test_no_run_of_the_articles_wording_beyond_its_title(file):
    made = sketch.read(ARTICLE / "sketch.json")
    found = quotation.runs(quotation.readable((ARTICLE / file).read_bytes(), ".yaml"), made)
    assert quotation.too_long(found, made) == []
    assert {run.block for run in found} <= {1}


# --- what the summaries keep ----------------------------------------------------------------------------------------


def test_no_summary_stands_on_a_higher_rung_than_its_block(blocks, certainty):
    assert [(b.block, what) for b in blocks for what in faults_of_paraphrase(certainty, b.summary, b.block)] == []


@pytest.mark.parametrize("number", sorted(HEDGED))
def test_a_hedged_block_has_a_hedged_summary(blocks, certainty, number):
    assert [word for word, rung in cues(certainty, blocks[number].summary) if rung <= 3] != []


def test_the_summary_of_block_13_gives_the_german_uncorrected(blocks):
    assert "in name only" in blocks[13].summary
    assert "all but name" not in f"{blocks[13].summary} {blocks[13].note}"


def test_block_11_signals_and_nobody_is_told(blocks):
    assert "signalled" in blocks[11].summary
    assert not re.search(r"\btold\b|\bassured\b|\bpromised\b", blocks[11].summary)


def test_the_marked_words_of_the_recommendation_are_both_there(blocks):
    assert {"should", "threats", "measures"} <= set(re.findall(r"\w+", blocks[38].summary))


def test_nobody_is_named_as_the_writer_of_bullets_and_subheadings(blocks):
    accused = [b.block for b in blocks if b.voice == "paratext" and re.search(r"portal'?s? (added|wrote|invented|editor)", f"{b.function} {b.note}")]
    assert accused == []


# --- links ----------------------------------------------------------------------------------------------------------


def test_map_nodes_have_the_form_of_an_id_and_are_in_the_map(blocks, argument_map):
    assert [node for b in blocks for node in b.map_nodes if not re.fullmatch(r"[A-Z]{1,2}\d?[a-z]?(\.\d[a-z]?)?", node)] == []
    assert list(link_faults(blocks, nodes={node.id for node in argument_map.nodes})) == []


def test_the_body_names_the_cards_that_the_map_places_in_it(blocks, argument_map):
    stated = {b.block: {n.id for n in argument_map.nodes if n.explicit and n.kind != "rebuttal" and b.block in n.blocks} for b in blocks if b.role == "body"}
    assert {b.block: set(b.map_nodes) for b in blocks if b.role == "body"} == stated


def test_an_unknown_node_is_reported_with_its_neighbour_and_a_dropped_one_is_not(blocks):
    nodes = {node for b in blocks for node in b.map_nodes}
    found = list(link_faults(blocks, nodes=nodes - {"EF2", "R4"}, dropped={"R4"}))
    assert [place for place, _ in found] == [("blocks", 10, "map_nodes")]
    assert '"EF2"' in found[0][1] and "did you mean" in found[0][1]


def test_quotations_and_reports_say_how_they_were_checked(blocks):
    kinds = {"quoted speech", "quoted term"}
    quoted = [(b.block, voice) for b in blocks for voice in b.embedded if voice.kind in kinds]
    assert {number for number, _ in quoted} == {10, 11, 13, 18, 28, 29}
    assert [number for number, voice in quoted if not (voice.language_chain and voice.verification and voice.sources)] == []


# --- the real record ------------------------------------------------------------------------------------------------


def test_the_record_counts_the_words_of_the_blocks(blocks, record):
    counted = Counter()
    for block in blocks:
        counted[block.voice] += block.words
    assert record.words == dict(counted)


def test_english_wording_is_claimed_for_the_four_seen_blocks_only(record):
    assert {row.block for row in record.verified_wording} == {7, 8, 10, 11}


def test_no_address_stands_in_the_record(record):
    assert "http" not in (ARTICLE / "record.yaml").read_text(encoding="utf-8")
    assert record.issued is None and record.issued_note


# --- broken copies --------------------------------------------------------------------------------------------------


def test_a_summary_one_word_over_is_a_fault_at_its_place(raw):
    room = int(0.4 * int(raw["blocks"][6]["words"]))
    raw["blocks"][6]["summary"] = " ".join(["word"] * room)
    assert faults_of(raw) == []
    raw["blocks"][6]["summary"] += " more"
    [(place, what)] = faults_of(raw)
    assert place == "blocks[6].summary"
    assert f"has {room + 1} words" in what and f"({room})" in what


def test_a_long_summary_of_the_paratext_is_left_to_judgement(raw):
    raw["blocks"][8]["summary"] = " ".join(["word"] * 40)
    assert faults_of(raw) == []


def test_a_missing_block_is_one_fault_and_not_one_for_each_that_follows(raw):
    del raw["blocks"][4]
    [(place, what)] = faults_of(raw)
    assert place == "blocks" and what.startswith("lack 5;")


def test_two_blocks_out_of_order_are_found_where_they_stand(raw):
    rows = raw["blocks"]
    rows[9], rows[10] = rows[10], rows[9]
    [(place, what)] = faults_of(raw)
    assert place == "blocks[10].block" and "is 10 and follows 11" in what


def test_a_block_that_stands_twice_is_a_fault(raw):
    raw["blocks"].insert(3, copy.deepcopy(raw["blocks"][2]))
    assert [place for place, _ in faults_of(raw)] == ["blocks[3].block"]


def test_a_mistyped_role_is_named_with_its_neighbour(raw):
    raw["blocks"][8]["role"] = "sub-heading"
    found = dict(faults_of(raw))
    assert 'did you mean "subheading"?' in found["blocks[8].role"]


def test_a_block_that_the_page_does_not_have(blocks):
    with pytest.raises(KeyError, match="1 to 42, not 43"):
        blocks[43]


def test_nine_english_words_in_a_row_are_too_many(raw_record):
    raw_record["verified_wording"][0]["en"] = "one two three four five six seven eight nine"
    assert [place for place, _ in faults_of(raw_record, Record)] == ["verified_wording[0].en"]


def test_the_original_is_one_of_the_versions_and_agrees_with_it(raw_record):
    raw_record["original"] = "foreign-polcy"
    [(place, what)] = faults_of(raw_record, Record)
    assert place == "original" and 'did you mean "foreign-policy"?' in what
    raw_record["original"] = "ippen-media"
    assert [place for place, _ in faults_of(raw_record, Record)] == ["original"]
