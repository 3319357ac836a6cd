"""The library task: verdicts are counted by guess, the later look wins, and nobody is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opedlab.answers.events import Event, to_line
from opedlab.answers.log import AnswerLog
from opedlab.answers.settled import last_answers, pool
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.items.form import Form
from opedlab.records import load
from opedlab.translation.caveats import Caveat, Caveats
from opedlab.views.settled_board import SettledBoard

SLUG = "08-errors-that-change-the-argument"
SEEN = {"row": "tc01", "verdict": "confirmed", "words": "an alliance in all but name", "where": "print, p. 1", "day": "2026-12-01"}


@pytest.fixture(scope="module")
def bank(real: Course) -> Bank:
    return load(real.items / f"{SLUG}.yaml", Bank)


@pytest.fixture(scope="module")
def form(bank: Bank) -> Form:
    found = bank["F08-01"]
    assert isinstance(found, Form)
    return found


def response(who: str, *rows: dict[str, str], at: str = "2026-12-01T10:00:00.000Z") -> Event:
    return Event(at, who, "response", SLUG, "F08-01", 1, {"rows": list(rows)})


def test_every_row_is_a_guess_of_the_catalogue_word_for_word(form: Form, real: Course) -> None:
    catalogue = load(real.article / "caveats.yaml", Caveats)
    for row in form.rows:
        caveat = catalogue[row.id.upper()]
        assert isinstance(caveat, Caveat) and caveat.hypothesis.status == "hypothesis"
        assert f"Block {caveat.block}, *{caveat.quote}*" == row.label
        assert row.text and caveat.hypothesis.english
        assert set(row.text.removeprefix("guess: ").lower().split()) <= set(caveat.hypothesis.english.lower().replace("/", " ").split()), row.id


def test_the_rows_are_those_that_the_table_of_hypotheses_shows(form: Form, real: Course) -> None:
    from opedlab.views.tables.errors import hypotheses

    assert [row.id.upper() for row in form.rows] == [one.id for one in hypotheses(load(real.article / "caveats.yaml", Caveats))]


def test_looks_are_counted_by_row_and_a_row_without_a_verdict_is_none(form: Form) -> None:
    other = {"row": "tc01", "verdict": "other", "words": "an alliance in name only"}
    pooled = {
        one.row.id: one for one in pool(form, [{"rows": [SEEN, {"row": "tc02", "words": "no verdict"}]}, {"rows": [other]}, {"rows": [{"row": "gone"}]}, 7])
    }
    assert [look.verdict for look in pooled["tc01"].looks] == ["confirmed", "other"] and pooled["tc01"].split
    assert pooled["tc02"].looks == () and not pooled["tc02"].split
    assert pooled["tc01"].looks[0].seen == {"words": "an alliance in all but name", "where": "print, p. 1", "day": "2026-12-01"}


def test_no_access_contradicts_nobody(form: Form) -> None:
    pooled = pool(form, [{"rows": [SEEN]}, {"rows": [{"row": "tc01", "verdict": "no-access"}]}])
    assert not next(one for one in pooled if one.row.id == "tc01").split


def test_the_later_look_of_a_student_counts() -> None:
    events = (response("a", SEEN, at="2026-12-02T10:00:00.000Z"), response("a", {"row": "tc01", "verdict": "no-access"}))
    assert last_answers({"a": events}, SLUG, "F08-01")["a"]["rows"] == [SEEN]


def test_the_board_pools_the_class_with_one_s_own_and_its_twin_knows_nobody(bank: Bank, tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "answers")
    log.add("response", SLUG, "F08-01", tried=1, response={"rows": [{"row": "tc01", "verdict": "no-access"}]})
    folder = tmp_path / "class"
    folder.mkdir()
    before = SettledBoard(bank, "F08-01", folder, log)
    assert before.state["students"] == 1
    (folder / "one.jsonl").write_bytes(to_line(response("k7f3-q2", SEEN)))
    before._on_message(None, {"type": "look"}, None)
    row = before.state["rows"]["tc01"]
    assert row["counts"] == [{"text": "as guessed", "n": 1}, {"text": "no access to the page", "n": 1}] and row["split"] is False
    assert row["seen"] == ["as guessed: an alliance in all but name · print, p. 1 · 2026-12-01"]
    assert "k7f3-q2" not in json.dumps(before.state) and log.who not in json.dumps(before.state)
    empty = SettledBoard(bank, "F08-01", tmp_path / "none", AnswerLog(tmp_path / "other"))
    assert empty.twin == before.twin and empty.state["rows"] == {}


def test_another_item_is_refused_in_words(bank: Bank, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="T08-01 is no form"):
        SettledBoard(bank, "T08-01", tmp_path, AnswerLog(tmp_path / "answers"))
