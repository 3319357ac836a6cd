"""Boards that keep opinions: the vote on rival readings and the voice painter; what they log, compare and refuse."""

import json
from pathlib import Path

import pytest
from attrs import evolve

from opedlab import course, records
from opedlab.answers.bundle import pack
from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.context.world.rival_readings import RivalReadings
from opedlab.text.blocks import Blocks
from opedlab.views import voices_board, vote_board
from opedlab.views.class_shift import pooled

COURSE = course.find()


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "answers")


# --- rival-readings vote ----------------------------------------------------------------------------------------

POINTS = {"weakness": 60, "choice": 20, "gain": 10, "other": 10}
MOVED = {"weakness": 30, "choice": 20, "gain": 40, "other": 10}


def vote(log: AnswerLog, lesson: str = "13") -> vote_board.VoteBoard:
    return vote_board.open_board(COURSE, lesson, log)


def test_both_votes_are_logged_as_votes_and_are_there_on_another_day(log: AnswerLog) -> None:
    board = vote(log)
    board._on_message(board, {"type": "vote", "round": "before", "points": POINTS}, [])
    board._on_message(board, {"type": "vote", "round": "after", "points": MOVED}, [])
    lines = [json.loads(line) for file in log.folder.glob("*.jsonl") for line in file.read_text().splitlines()]
    assert [(e["event"], e["item"], e["response"]["round"]) for e in lines] == [("vote", "rival-readings", "before"), ("vote", "rival-readings", "after")]
    assert vote(AnswerLog(log.folder)).votes == {"before": POINTS, "after": MOVED}
    assert vote(AnswerLog(log.folder), "14").votes == {}
    assert vote(AnswerLog(log.folder)).twin == vote(AnswerLog(log.folder), "14").twin


def test_the_first_vote_stands_and_the_second_may_change(log: AnswerLog) -> None:
    board = vote(log)
    for which, points in (("before", POINTS), ("before", MOVED), ("after", MOVED), ("after", POINTS)):
        board._on_message(board, {"type": "vote", "round": which, "points": points}, [])
    assert board.state["votes"] == {"before": POINTS, "after": POINTS} == vote(AnswerLog(log.folder)).votes


def test_of_two_first_votes_in_two_notebooks_the_earlier_stands(log: AnswerLog) -> None:
    for which, given in (("after", MOVED), ("before", POINTS), ("before", MOVED), ("after", POINTS)):
        log.add("vote", "13", "rival-readings", response={"round": which, "points": given})
    assert vote(AnswerLog(log.folder)).votes == {"before": POINTS, "after": POINTS}


def test_start_over_takes_the_votes_back(log: AnswerLog) -> None:
    board = vote(log)
    board._on_message(board, {"type": "vote", "round": "before", "points": POINTS}, [])
    log.add("start-over", "13")
    assert vote(AnswerLog(log.folder)).votes == {}


@pytest.mark.parametrize(
    "bad",
    [{}, {"round": "later", "points": POINTS}, {"round": "before", "points": POINTS | {"gain": 11}}, {"round": "before", "points": {"weakness": 100}},
     {"round": "before", "points": POINTS | {"gain": -10, "other": 30}}, {"round": "before", "points": POINTS | {"gain": "10"}},
     {"round": "before", "points": POINTS | {"gain": 10.0}}, {"round": "after", "points": POINTS}],
)  # fmt: skip
def test_what_is_no_vote_is_refused_in_words_and_not_logged(log: AnswerLog, bad: dict) -> None:
    board = vote(log)
    board._on_message(board, {"type": "vote", **bad}, [])
    assert board.state["problem"] and board.state["votes"] == {}
    assert not list(log.folder.glob("*.jsonl"))


def as_events(who: str, *rounds: tuple[str, dict]) -> list[Event]:
    return [Event(f"2026-01-0{n}T00:00:00.000Z", who, "vote", "13", "rival-readings", response={"round": r, "points": p}) for n, (r, p) in enumerate(rounds, 1)]


def test_the_class_is_shown_only_after_the_second_vote_and_never_in_the_twin(log: AnswerLog) -> None:
    mates = [as_events("a", ("before", POINTS), ("after", MOVED)), as_events("b", ("before", POINTS), ("after", POINTS)), as_events("c", ("before", POINTS))]
    real = vote(log)
    board = vote_board.VoteBoard(records.load(COURSE.context / "rival_readings.yaml", RivalReadings), None, "13", log, lambda: mates)
    assert board.state["class"] is None
    board._on_message(board, {"type": "vote", "round": "before", "points": POINTS}, [])
    assert board.state["class"] is None, "the class's votes would sway the second one"
    board._on_message(board, {"type": "vote", "round": "after", "points": MOVED}, [])
    found = board.state["class"]
    assert (found["students"], found["once"], found["moved"], found["stayed"], found["median"]) == (2, 1, [0, 30], 1, 15)
    assert {row["id"]: (row["before"], row["after"]) for row in found["rows"]}["gain"] == (10, 25)
    assert board.twin.plain == real.twin.plain and "25" not in board.twin.plain.splitlines()[-1]


def test_the_board_reads_the_class_s_files_from_their_folder(log: AnswerLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPEDLAB_WORK", str(tmp_path))
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "broken.jsonl").write_bytes(b"\x00\x01")
    mate = AnswerLog(tmp_path / "mate")
    for which, given in (("before", POINTS), ("after", MOVED)):
        mate.add("vote", "13", "rival-readings", response={"round": which, "points": given})
    (tmp_path / "class" / "mate.jsonl").write_bytes(pack(mate.folder))
    board = vote(log)
    for which in ("before", "after"):
        board._on_message(board, {"type": "vote", "round": which, "points": POINTS}, [])
    assert (board.state["class"]["students"], board.state["class"]["moved"]) == (1, [30])


def test_a_class_of_damaged_votes_is_no_class() -> None:
    assert pooled([vote_board.votes_of(as_events("a", ("before", {"weakness": 3}), ("after", POINTS)), "13")], list(POINTS)) is None


# --- voice painter ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def blocks() -> Blocks:
    return records.load(COURSE.article / "blocks.yaml", Blocks)


def test_the_courses_reading_is_not_on_the_page_before_it_is_asked_for(blocks: Blocks, log: AnswerLog) -> None:
    other = [evolve(b, voice="page", role="body", function="other", embedded=()) for b in blocks]
    one, two = voices_board.VoicesBoard(tuple(blocks), "01", log), voices_board.VoicesBoard(other, "01", log)
    assert one.content == two.content and one.state == two.state and one.twin == two.twin


def test_disagreement_names_the_block_and_whose_words_stand_in_it(blocks: Blocks, log: AnswerLog) -> None:
    board = voices_board.VoicesBoard(tuple(blocks), "01", log)
    painted = {"1": "author", "14": "page", "18": "author", "19": "author", "38": "unsettled"}
    board._on_message(board, {"type": "compare", "voices": painted}, [])
    found = board.state["compared"]
    assert (found["agree"], found["settled"]) == (2, 4), "an unsettled block counts neither way"
    assert [(row["block"], row["course"]) for row in found["apart"]] == [(1, ["around"]), (18, ["reports"]), (38, ["author"])]
    assert "Choe Son Hui" in found["apart"][1]["who"][0]
    again = voices_board.VoicesBoard(tuple(blocks), "01", AnswerLog(log.folder))
    assert again.state["voices"] == painted and again.state["compared"] is None


def test_a_quoted_title_alone_leaves_two_readings_open(blocks: Blocks) -> None:
    assert voices_board.readings(blocks[13]) == ("author", "reports")
    assert voices_board.readings(blocks[23]) == ("reports",)
    assert voices_board.readings(blocks[11]) == ("reports",), "an inference of the author's own beside quoted speech"


@pytest.mark.parametrize("bad", [None, {"1": "nobody"}, {"x": "author"}, ["author"], {1: "author"}])
def test_what_is_no_painting_is_refused_and_not_kept(blocks: Blocks, log: AnswerLog, bad: object) -> None:
    board = voices_board.VoicesBoard(tuple(blocks), "01", log)
    board._on_message(board, {"type": "compare", "voices": bad}, [])
    assert board.state["problem"] and board.state["compared"] is None
    assert log.history("01", "voices").draft is None


def test_some_blocks_only_keep_to_those_and_an_unknown_block_is_named(log: AnswerLog) -> None:
    board = voices_board.open_board(COURSE, "01", log, [18, 7])
    assert [b["block"] for b in board.content["blocks"]] == [7, 18]
    board._on_message(board, {"type": "compare", "voices": {"7": "reports", "30": "author"}}, [])
    assert board.state["voices"] == {"7": "reports"}
    with pytest.raises(KeyError, match="1 to 42"):
        voices_board.open_board(COURSE, "01", log, [77])
