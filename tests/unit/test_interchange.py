"""What leaves the course is read back by parsers that did not write it: csv, lxml, and the OASIS schema where the machine has it."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog, History
from opedlab.course import Course
from opedlab.interchange import mqm_table
from opedlab.interchange.forms import FORMS, write
from opedlab.interchange.reviews import NothingToWrite, reviews
from opedlab.interchange.tmx import tmx
from opedlab.interchange.xliff import NAMESPACE, clean, xliff
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.translation.caveats import Caveats, quotes
from opedlab.translation.certainty import Certainty
from opedlab.translation.post_editing import PostEditing
from opedlab.translation.quotes import words_of

SLUG = "08-errors-that-change-the-argument"
X = {"x": NAMESPACE}
SCHEMAS = (
    os.environ.get("OPEDLAB_XLIFF_SCHEMA", ""),
    "/usr/share/php/Symfony/Component/Translation/Resources/schemas/xliff-core-2.0.xsd",
)
"""Where the OASIS core schema may be: not part of this repository; Debian has it in the package php-symfony-translation."""
MARKS = [
    {"segment": "ranks", "start": 4, "end": 5, "type": "MQMC_003000", "severity": "major"},
    {"segment": "ranks", "start": 5, "end": 6, "type": "MQMC_003000", "severity": "critical"},
    {"segment": "kursk", "start": 2, "end": 4, "type": "MQMC_204000", "severity": "minor"},
    {"segment": "summit", "start": 2, "end": 3, "type": "MQMC_303000", "severity": "neutral"},
    {"segment": "summit", "start": 3, "end": 4, "type": "MQMC_303000", "severity": "minor"},
]


def answered(item: str, response: object, at: str = "2026-11-30T10:00:00.000Z", who: str = "k7f3-q2") -> dict[tuple[str, str], History]:
    return {(SLUG, item): History((Event(at, who, "response", SLUG, item, 1, response),))}


@pytest.fixture(scope="module")
def bank(real: Course) -> Bank:
    return load(real.items / f"{SLUG}.yaml", Bank)


@pytest.fixture(scope="module")
def pairs(real: Course) -> PostEditing:
    return load(real.context / "post_editing.yaml", PostEditing)


def table(bank: Bank, histories: dict[tuple[str, str], History]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(mqm_table.tsv(reviews([bank], histories))), delimiter="\t", quoting=csv.QUOTE_NONE))


def document(bank: Bank, histories: dict[tuple[str, str], History]) -> etree._Element:
    return etree.fromstring(xliff(reviews([bank], histories)).encode())


# --- the table of the WMT evaluations ----------------------------------------------------------------------------------


def test_the_table_has_the_ten_columns_and_a_line_for_each_mark_and_each_clean_segment(bank: Bank) -> None:
    rows = table(bank, answered("E08-03", {"marks": MARKS}))
    assert tuple(rows[0]) == ("system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata")
    marked = [row for row in rows if row["category"] != "no-error"]
    assert len(marked) == len(MARKS)
    assert len({row["docSegId"] for row in rows}) == len(bank["E08-03"].segments)
    one = next(row for row in marked if row["severity"] == "critical")
    assert one["target"] == "bezeichnet … noch nicht … Schwall … Arbeitskräften … <v>Opfern</v>"
    assert (one["category"], one["rater"], one["source"]) == ("Terminology/Wrong term", "k7f3-q2", "")
    about = json.loads(one["metadata"])
    assert about["source_not_seen"] is True and about["mqm_core_id"] == "MQMC_003000" and about["timestamp"] == 1796032800000
    for about in (json.loads(row["metadata"]) for row in marked):
        (first, last), tokens = about["target_spans"][0], about["segment"]["target_tokens"]
        assert " ".join(tokens[first : last + 1]) == about["marked_text"]


def test_a_blank_review_is_a_table_without_errors(bank: Bank) -> None:
    rows = table(bank, answered("E08-03", {"marks": []}))
    assert {(row["category"], row["severity"]) for row in rows} == {("no-error", "no-error")}


def test_for_a_spreadsheet_the_same_rows_are_quoted_and_no_cell_is_a_formula(bank: Bank) -> None:
    found = reviews([bank], answered("E08-03", {"marks": MARKS}, who='=cmd|"x"!A1'))
    text = mqm_table.comma_separated(found)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(list(mqm_table.rows(found)))
    assert {row["rater"] for row in rows} == {'\'=cmd|"x"!A1'}


def test_a_moment_that_cannot_be_read_and_a_name_with_a_tab_break_no_line(bank: Bank) -> None:
    rows = table(bank, answered("E08-03", {"marks": MARKS}, at="", who="a\tb\nc"))
    assert {row["rater"] for row in rows} == {"a b c"} and "timestamp" not in json.loads(rows[0]["metadata"])


# --- XLIFF --------------------------------------------------------------------------------------------------------------


def test_every_mark_is_an_annotation_around_its_words_that_points_to_its_note(bank: Bank) -> None:
    root = document(bank, answered("E08-03", {"marks": MARKS}))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en", "de")
    found = {}
    for unit in root.iterfind(".//x:unit", X):
        notes = {note.get("id"): note.text for note in unit.iterfind("x:notes/x:note", X)}
        for mrk in unit.iterfind("x:segment/x:target/x:mrk", X):
            assert mrk.get("type") == "comment"
            found[unit.get("id"), mrk.text] = notes[mrk.get("ref").removeprefix("#n=")]
    assert found["ranks", "Opfern"] == "Terminology / Wrong term (MQMC_003000), critical"
    assert found["kursk", "zunichte machen"] == "Linguistic conventions / Spelling (MQMC_204000), minor"
    assert len(found) == len(MARKS)


def test_the_words_are_whole_also_where_two_marks_stand_side_by_side(bank: Bank) -> None:
    root = document(bank, answered("E08-03", {"marks": MARKS}))
    said = {unit.get("id"): "".join(unit.find("x:segment/x:target", X).itertext()) for unit in root.iterfind(".//x:unit", X)}
    assert said == {segment.id: segment.de for segment in bank["E08-03"].segments}
    assert all(source.text is None for source in root.iterfind(".//x:source", X)), "the source was not seen"


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert clean("a\x00b\ud800c\x0b") == "a\ufffdb\ufffdc\ufffd"


def test_hostile_names_stay_text(bank: Bank) -> None:
    root = document(bank, answered("E08-03", {"marks": MARKS}, who="<x>&\x00"))
    assert "<x>&\ufffd" in root.find(".//x:note", X).text


def test_the_oasis_schema_takes_it(bank: Bank) -> None:
    schema = next((Path(path) for path in SCHEMAS if path and Path(path).is_file()), None)
    if schema is None:
        pytest.skip("the OASIS schema is not on this machine; install php-symfony-translation or set OPEDLAB_XLIFF_SCHEMA")
    checker = xmlschema.XMLSchema(str(schema))
    both = answered("E08-03", {"marks": MARKS}) | answered("E08-04", {"marks": []})
    for histories in (both, answered("E08-04", {"marks": []})):
        assert [str(error) for error in checker.iter_errors(xliff(reviews([bank], histories)))] == []
    broken = xliff(reviews([bank], both)).replace('<unit id="ranks"', "<unit")
    assert list(checker.iter_errors(broken)), "the schema must object to a unit without an id"


# --- TMX ----------------------------------------------------------------------------------------------------------------


def test_the_memory_holds_sources_with_references_and_no_other_version(pairs: PostEditing) -> None:
    root = etree.fromstring(tmx(pairs).encode())
    header = root.find("header")
    required = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
    assert root.get("version") == "1.4" and all(header.get(name) for name in required)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    found = [{tuv.get(lang): tuv.findtext("seg") for tuv in unit.iterfind("tuv")} for unit in root.iterfind("body/tu")]
    assert found == [{"en": one.en, "de": one.de} for one in pairs.sentences]


# --- all of them --------------------------------------------------------------------------------------------------------


def test_nothing_leaves_but_what_the_two_records_of_quotations_hold(bank: Bank, real: Course) -> None:
    """Every run of German words in an exercise, and so in a file made from it, is a quotation of caveats.yaml or certainty.yaml."""
    known = {words_of(quote) for _, quote in quotes(load(real.article / "caveats.yaml", Caveats))}
    known |= {words_of(marker.marker) for marker in load(real.article / "certainty.yaml", Certainty).markers}
    for item in (bank["E08-03"], bank["E08-04"]):
        for segment in item.segments:
            assert all(words_of(part) in known for part in segment.de.split(" … ")), segment.id


@pytest.mark.parametrize("form", FORMS)
def test_the_same_answers_give_the_same_bytes_and_say_how_much_is_in_them(form: str, bank: Bank, pairs: PostEditing) -> None:
    made = [write(form, [bank], answered("E08-03", {"marks": MARKS}), "k7f3-q2", pairs) for _ in range(2)]
    assert made[0] == made[1]
    assert (made[0].units, made[0].marks) == ((len(pairs.sentences), 0) if form == "tmx" else (len(bank["E08-03"].segments), len(MARKS)))


def test_without_a_review_it_is_said_what_to_do_and_the_memory_comes_all_the_same(bank: Bank, pairs: PostEditing) -> None:
    with pytest.raises(NothingToWrite, match="E08-03"):
        write("xliff", [bank], {}, "", pairs)
    assert write("tmx", [bank], {}, "", pairs).units == len(pairs.sentences)
    with pytest.raises(KeyError, match="mqm-tsv"):
        write("docx", [bank], {}, "", pairs)


def test_an_answer_of_an_earlier_version_of_the_exercise_is_passed_over(bank: Bank) -> None:
    old = answered("E08-03", {"marks": [MARKS[0] | {"segment": "gone"}]})
    assert [one.item.id for one in reviews([bank], old | answered("E08-04", {"marks": []}))] == ["E08-04"]


def test_the_command_writes_a_file_and_says_what_is_missing(real: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    from opedlab.cli import main

    monkeypatch.chdir(real.root)
    monkeypatch.setenv("OPEDLAB_WORK", str(tmp_path))
    assert main(["work", "export", "--as", "xliff"]) == 2
    assert "answer a review exercise first" in capsys.readouterr().err
    AnswerLog(tmp_path / "answers").add("response", SLUG, "E08-03", tried=1, response={"marks": MARKS})
    out = tmp_path / "marks.tsv"
    assert main(["work", "export", "--out", str(out)]) == 0
    assert "6 segments, 5 marks" in capsys.readouterr().out and "<v>Opfern</v>" in out.read_text(encoding="utf-8")
    assert main(["work", "export", "--as", "tmx", "--out", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
