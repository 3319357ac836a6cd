"""The bench and the export board: what they keep, send and say; their twins know nothing of the student."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.translation.post_editing import PostEditing
from opedlab.views.bench_board import MOST, BenchBoard
from opedlab.views.export_board import ExportBoard

SLUG = "08-errors-that-change-the-argument"


@pytest.fixture(scope="module")
def pairs(real: Course) -> PostEditing:
    return load(real.context / "post_editing.yaml", PostEditing)


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "answers")


def ask(board: BenchBoard, text: str, sentence: str = "pact") -> None:
    board._on_message(None, {"type": "score", "sentence": sentence, "text": text}, None)


def test_a_version_is_scored_kept_and_there_again_on_another_day(pairs: PostEditing, log: AnswerLog) -> None:
    board = BenchBoard(pairs, SLUG, log)
    assert board.state["rows"] == {} and board.state["signatures"] == []
    turned = next(v for v in pairs["pact"].versions if v.does == "reverses")
    ask(board, "Ein Bündnis ohne Namen.")
    ask(board, f"  {turned.de}\n")
    rows = board.state["rows"]["pact"]
    assert [(row["does"], row["chrf"]) for row in rows][0] == ("reverses", 62.1) and rows[1]["does"] is None
    assert board.state["signatures"][0].startswith("chrF2|")
    again = BenchBoard(pairs, SLUG, AnswerLog(log.folder))
    assert again.state["rows"] == board.state["rows"] and again.twin == board.twin


def test_nothing_is_lost_by_what_cannot_be_scored(pairs: PostEditing, log: AnswerLog) -> None:
    board = BenchBoard(pairs, SLUG, log)
    ask(board, "Ein Bündnis.")
    kept = board.state["rows"]
    for text, sentence, said in (("", "pact", "write a version first"), ("x" * 601, "pact", "601"), ("x", "pakt", 'did you mean "pact"')):
        ask(board, text, sentence)
        assert said in board.state["problem"] and board.state["rows"] == kept
    ask(board, "Ein Pakt.")
    assert board.state["problem"] is None


def test_the_oldest_versions_go_and_a_strange_draft_counts_as_none(pairs: PostEditing, log: AnswerLog) -> None:
    board = BenchBoard(pairs, SLUG, log)
    for n in range(MOST + 3):
        ask(board, f"Bündnis {n}")
    assert len(board.state["rows"]["pact"]) == MOST and not any(row["text"] == "Bündnis 0" for row in board.state["rows"]["pact"])
    for draft in ("[1", '{"pact": 7}', '{"pact": ["", 3]}', '{"gone": ["x"]}'):
        log.add("draft", SLUG, "bench", response=draft)
        assert BenchBoard(pairs, SLUG, log).state["rows"] == {}


def test_the_twin_has_every_version_and_no_score_and_no_text_of_the_student(pairs: PostEditing, log: AnswerLog) -> None:
    board = BenchBoard(pairs, SLUG, log)
    ask(board, "Ein geheimer Satz.")
    assert "geheimer" not in board.twin.plain + board.twin.html and "62.1" not in board.twin.plain
    for sentence in pairs.sentences:
        assert sentence.de in board.twin.plain and all(version.de in board.twin.html for version in sentence.versions)


def test_files_go_over_the_comm_and_stand_in_no_state(real: Course, pairs: PostEditing, log: AnswerLog, monkeypatch: pytest.MonkeyPatch) -> None:
    board = ExportBoard([load(real.items / f"{SLUG}.yaml", Bank)], pairs, log)
    sent: list[tuple[dict, list[bytes]]] = []
    monkeypatch.setattr(board, "send", lambda content, buffers=None: sent.append((content, buffers or [])))
    board._on_message(None, {"type": "export", "form": "xliff"}, None)
    assert sent == [] and board.state["said"] == {"name": None}
    marks = [{"segment": "ranks", "start": 5, "end": 6, "type": "MQMC_003000", "severity": "major"}]
    log.add("response", SLUG, "E08-03", tried=1, response={"marks": marks})
    board._on_message(None, {"type": "export", "form": "xliff"}, None)
    content, (data,) = sent[0]
    assert content["name"].endswith(".xlf") and b"Opfern" in data
    assert board.state["said"] == {"name": content["name"], "n": 6, "marks": 1, "pairs": False} and "Opfern" not in json.dumps(board.state)
    board._on_message(None, {"type": "export", "form": "tmx"}, None)
    assert board.state["said"]["pairs"] and sent[1][0]["name"] == "opedlab-sentences.tmx"
    board._on_message(None, {"type": "export", "form": "docx"}, None)
    assert len(sent) == 2
