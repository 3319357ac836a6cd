"""Records: every fault at once, each with file, place, what was expected and what was found; compiled JSON says the same."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import attrs
import pytest
from attrs import frozen

from opedlab import records
from opedlab.items.bank import Bank
from opedlab.records import BlockNumber, Day, PartialDate, Percent, RecordFaults
from tests.unit.conftest import BANK


def faults_of(text: str, tmp_path: Path, cls: type = Bank) -> list[str]:
    path = tmp_path / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(fault) for fault in records.examine(path, cls, "bank.yaml").faults]


def test_all_faults_of_a_file_come_at_once_with_place_expected_and_found(tmp_path: Path) -> None:
    broken = BANK.replace("minutes: 2", "minutes: soon").replace("kind: extended-text", "kind: essay").replace("confidence: true", "confidense: true")
    said = faults_of(broken, tmp_path)
    assert 'items[0].minutes: expected a number, found "soon"' in said
    assert "items[1]: expected a `kind`: one of" in " ".join(said) and '"essay"' in " ".join(said)
    assert any('"confidense" is no field of Choice' in s and 'did you mean "confidence"?' in s for s in said)
    assert len(said) == 3


def test_a_fault_of_type_does_not_hide_faults_of_sense_in_other_rows(tmp_path: Path) -> None:
    broken = BANK.replace("minutes: 2", "minutes: soon").replace(
        "rubric: [{id: owner, text: It names the owner., met_when: Somebody could object.}]", "rubric: []"
    )
    said = faults_of(broken, tmp_path)
    assert len(said) == 2 and any("rubric: is empty" in s for s in said)


def test_rows_with_faults_are_remembered_so_that_links_to_them_do_not_dangle(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK.replace("minutes: 2", "minutes: soon"), encoding="utf-8")
    found = records.examine(path, Bank)
    assert "X01" in found.dropped and [item.id for item in found.value] == ["X02"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lesson: a\n\ttitle: b\n", "line 2: is indented with a tab"),
        ("lesson: a\nlesson: b\n", 'line 2: "lesson" stands twice'),
        ("lesson: [a\ntitle: b\n", "line 2"),
        ("- a\n- b\n", "expected a mapping"),
    ],
)
def test_what_is_no_yaml_of_ours_is_said_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    assert said in faults_of(text, tmp_path)[0]


def test_a_file_that_is_not_utf8_or_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes("lesson: schön\n".encode("latin-1"))
    assert "is not UTF-8" in str(records.examine(path, Bank).faults[0])
    assert "cannot be read" in str(records.examine(tmp_path / "none.yaml", Bank).faults[0])


@frozen
class Scalars:
    code: str
    answer: str
    block: BlockNumber
    share: Percent
    day: Day
    note: str | None = None
    month: PartialDate | None = None


def test_scalars_are_text_until_the_schema_converts_them(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("code: 011\nanswer: no\nblock: 7\nshare: 12.5\nday: 2024-11-05\nnote: ~\n")
    value = records.load(path, Scalars)
    assert value == Scalars("011", "no", 7, 12.5, Day(2024, 11, 5), None)


@pytest.mark.parametrize(
    ("field", "bad", "expected"),
    [
        ("block: 7", "block: 43", "a block number from 1 to 42"),
        ("share: 12.5", "share: 130", "a percentage from 0 to 100"),
        ("share: 12.5", "share: nan", "a number"),
        ("day: 2024-11-05", "day: 2024-02-30", "a date as 2024-11-05"),
        ("month: 2024-11", "month: 2024-13", "a date of the calendar"),
        ("month: 2024-11", "month: 2024-02-30", "a date of the calendar"),
    ],
)
def test_scalars_out_of_bounds_are_refused(field: str, bad: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("code: a\nanswer: b\nblock: 7\nshare: 12.5\nday: 2024-11-05\nmonth: 2024-11\n".replace(field, bad))
    with pytest.raises(RecordFaults) as raised:
        records.load(path, Scalars)
    assert expected in str(raised.value) and bad.split(": ")[1] in str(raised.value)


def test_every_date_of_every_record_is_one_of_the_calendar() -> None:
    """A date field typed as plain text would let 2024-02-30 through to code that counts days."""
    import typing

    from opedlab.registry import RECORDS

    seen: set[type] = set()

    def walk(kind: object) -> None:
        for inner in typing.get_args(kind):
            walk(inner)
        if isinstance(kind, type) and attrs.has(kind) and kind not in seen:
            seen.add(kind)
            for name, of in typing.get_type_hints(kind, include_extras=True).items():
                if re.search(r"(^|_)(date|issued|accessed|knowable|horizon|resolved_on|as_far_as)$", name):
                    assert not {str} & {of, *typing.get_args(of)} or PartialDate in (of, *typing.get_args(of)), f"{kind.__name__}.{name}"
                walk(of)

    for entry in RECORDS:
        walk(entry.cls)
    assert len(seen) > 40


@frozen
class Row:
    id: str
    share: Percent


def test_a_table_row_with_a_missing_cell_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,share\na,1\nb\nc,130\n")
    assert "line 3" in str(records.examine_table(path, Row).faults[0])
    path.write_text("id,share\na,1\nc,130\n")
    assert str(records.examine_table(path, Row).faults[0]).startswith("row 2.share: expected a percentage")


def test_compiled_is_the_same_value_and_is_made_anew_when_the_source_changes(tmp_path: Path) -> None:
    path, cache = tmp_path / "bank.yaml", tmp_path / "cache"
    path.write_text(BANK, encoding="utf-8")
    first = records.compiled(path, Bank, cache)
    assert first == records.load(path, Bank) == records.compiled(path, Bank, cache)
    kept = next(cache.iterdir())
    assert json.loads(kept.read_text())["data"]["lesson"] == "99-sample"
    path.write_text(BANK.replace("Which weather?", "What weather?"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert records.compiled(path, Bank, cache)["X01"].title == "What weather?"
    kept.write_text('{"stamp": [')
    assert records.compiled(path, Bank, cache)["X01"].title == "What weather?"


def test_a_folder_that_cannot_be_written_only_costs_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    (tmp_path / "file").write_text("")
    assert records.compiled(path, Bank, tmp_path / "file" / "cache") == records.load(path, Bank)


def test_the_report_counts_per_file() -> None:
    shown = records.report([records.Fault("a.yaml", "x[1]", "is odd"), records.Fault("a.yaml", "", "is empty"), records.Fault("b.yaml", "y", "is odd")])
    assert shown.splitlines() == ["a.yaml: 2 faults", "  x[1]: is odd", "  is empty", "b.yaml: 1 fault", "  y: is odd"]
