"""Boards: what they send to the page, what their twin says, and what they refuse."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from opedlab import course, records
from opedlab.answers.events import Event as Logged
from opedlab.answers.log import AnswerLog
from opedlab.context.estimates import Estimate, SeriesList
from opedlab.context.sources import Sources
from opedlab.context.timeline import ARTICLE_DAY, Event, happened_by, knowable_on
from opedlab.items.bank import Bank
from opedlab.translation.certainty import Certainty
from opedlab.translation.yardsticks import Yardsticks
from opedlab.views import estimates_board, ladder_board, timeline_board
from opedlab.views.board import named, source_name
from opedlab.views.days import NoSuchDay
from opedlab.views.ladder_ranges import NoSuchGroup, NotRanges, groups_of, of_class, read_ranges

COURSE = course.find()


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return records.load_table(COURSE.context / "timeline.csv", Event)


@pytest.fixture(scope="module")
def certainty() -> Certainty:
    return records.load(COURSE.article / "certainty.yaml", Certainty)


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "answers")


def ladder(certainty: Certainty, log: AnswerLog) -> ladder_board.LadderBoard:
    return ladder_board.LadderBoard(certainty, records.load(COURSE.context / "yardsticks.yaml", Yardsticks), "07", log)


# --- timeline ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2022, 2, 24), date(2024, 10, 29), ARTICLE_DAY, date(2025, 4, 27)])
def test_the_twin_of_a_day_has_every_event_then_public_and_no_other(events: tuple[Event, ...], day: date) -> None:
    shown = timeline_board.TimelineBoard(events, until=day).twin
    for event in events:
        assert (event.event in shown.plain) == (event.knowable <= day), event.event
    assert shown.html.count("<li>") == len(knowable_on(events, day))


def test_a_board_with_a_last_day_is_not_sent_what_became_public_after_it(events: tuple[Event, ...]) -> None:
    board = timeline_board.TimelineBoard(events, until=date(2024, 6, 30), last=ARTICLE_DAY)
    assert [event["event"] for event in board.content["events"]] and all(event["knowable"] <= str(ARTICLE_DAY) for event in board.content["events"])
    assert (board.content["last"], board.content["jumps"][-1]["day"]) == (str(ARTICLE_DAY), str(ARTICLE_DAY))
    with pytest.raises(NoSuchDay, match="choose a day from .* to 2024-11-05"):
        timeline_board.TimelineBoard(events, until=date(2024, 11, 6), last=ARTICLE_DAY)


def test_an_event_that_had_happened_and_was_not_yet_known_is_counted_and_not_told(events: tuple[Event, ...]) -> None:
    day = date(2024, 10, 10)  # soldiers were being shipped since 8 October; it became public on 18 October
    hidden = [event for event in happened_by(events, day) if event.knowable > day]
    assert hidden, "the example has gone; choose another day"
    plain = timeline_board.TimelineBoard(events, until=day).twin.plain
    assert f"{len(hidden)} more had happened" in plain
    assert not any(event.event in plain for event in hidden)


def test_the_page_gets_every_event_newest_first_and_only_days_it_can_reach(events: tuple[Event, ...]) -> None:
    made = timeline_board.TimelineBoard(events).content
    assert made["until"] == "2024-11-05"
    dates = [row["date"] for row in made["events"]]
    assert len(dates) == len(events) and dates == sorted(dates, reverse=True)
    assert all(made["first"] <= jump["day"] <= made["last"] for jump in made["jumps"])
    assert made["last"] == max(row["knowable"] for row in made["events"])


def test_a_contested_event_says_so_and_a_vague_date_stays_vague(events: tuple[Event, ...]) -> None:
    contested = next(e for e in events if e.status == "contested")
    vague = next(e for e in events if e.precision == "month")
    plain = timeline_board.TimelineBoard(events, until=max(e.knowable for e in events)).twin.plain
    assert f"{contested.event} (contested)" in plain
    line = next(line for line in plain.split("\n") if vague.event in line)
    assert re.match(r"  [A-Z][a-z]+ \d{4}: ", line)


@pytest.mark.parametrize("day", ["5 November", "2024-02-31", "1999-01-01", "2099-01-01"])
def test_a_day_that_is_none_is_refused_with_what_is_possible(day: str) -> None:
    with pytest.raises(NoSuchDay, match="2024-11-05|from 2022-02-24"):
        timeline_board.open_board(COURSE, day)


def test_a_source_without_a_link_gets_none() -> None:
    sources = records.load(COURSE.source_texts / "sources.yaml", Sources)
    unlinked = next(source for source in sources if source.url is None)
    (row,) = named(sources, [unlinked.key])
    assert row["url"] is None and row["name"] == source_name(unlinked)
    assert named(sources, ["no-such-key"]) == [{"key": "no-such-key", "name": "no-such-key", "url": None}]


# --- estimates --------------------------------------------------------------------------------------------------


def test_the_explorer_has_every_row_once_and_opens_on_killed_and_wounded() -> None:
    rows = records.load_table(COURSE.context / "estimates.csv", Estimate)
    board = estimates_board.open_board(COURSE)
    sent = [(s["id"], r["shown"], r["who"], r["counts"], r["knowable"]) for s in board.content["series"] for r in s["rows"]]
    assert sorted(sent) == sorted((r.series, r.shown, r.who_says, r.what_it_counts, str(r.knowable)) for r in rows)
    assert board.content["chosen"] == "ru-casualties-total"
    for row in rows:
        assert (row.series != "ru-casualties-total") or (row.who_says in board.twin.plain and row.what_it_counts in board.twin.plain)


def test_an_open_side_reaches_the_page_as_nothing_not_as_zero() -> None:
    rows = records.load_table(COURSE.context / "estimates.csv", Estimate)
    series = records.load(COURSE.context / "series.yaml", SeriesList)
    at_least = evolve(rows[0], date="2020", value_low=5.0, value=None, value_high=None)
    up_to = evolve(rows[0], date="2021", value_low=None, value=None, value_high=9.0)
    made = estimates_board.content([at_least, up_to], series, None, rows[0].series)
    assert [(r["low"], r["high"]) for s in made["series"] for r in s["rows"]] == [(5.0, None), (None, 9.0)]


def test_an_unknown_series_is_named() -> None:
    with pytest.raises(KeyError, match="no-such-series"):
        estimates_board.open_board(COURSE, "no-such-series")


# --- certainty ladder -------------------------------------------------------------------------------------------


def test_neither_rung_nor_finding_reaches_the_page_before_ranges(certainty: Certainty, log: AnswerLog) -> None:
    board = ladder(certainty, log)
    upside_down = evolve(
        certainty,
        markers=tuple(evolve(m, rung=5 - m.rung, note="other") for m in certainty.markers),
        words=tuple(evolve(w, rung=5 - w.rung, note="other") for w in certainty.words),
        ladders=tuple(evolve(row, finding="other") for row in certainty.ladders),
    )
    other = ladder(upside_down, log)
    assert board.content == other.content and board.state == other.state
    assert (board.twin.plain, board.twin.html) == (other.twin.plain, other.twin.html)


def test_a_finding_comes_when_its_own_ladder_is_done_and_is_there_on_another_day(certainty: Certainty, log: AnswerLog) -> None:
    board = ladder(certainty, log)
    first, second = certainty.ladders[:2]
    ranges = {step: [10, 20] for step in first.steps}
    board._on_message(board, {"type": "ranges", "ranges": ranges | {second.steps[0]: [50, 50]}}, [])
    assert board.state["findings"] == {first.id: first.finding}
    again = ladder(certainty, AnswerLog(log.folder))
    assert again.state["ranges"] == board.state["ranges"] and again.state["findings"] == board.state["findings"]
    assert again.twin == board.twin, "the twin depends on the student"


@pytest.mark.parametrize(
    "bad",
    [None, [], {"MO99": [1, 2]}, {"MO07": [2, 1]}, {"MO07": [1]}, {"MO07": [1, 101]}, {"MO07": ["1", "2"]}, {"MO07": [True, 2]}, {"MO07": "12"}],
)
def test_what_is_no_range_is_refused_in_words_and_not_kept(certainty: Certainty, log: AnswerLog, bad: object) -> None:
    with pytest.raises(NotRanges):
        read_ranges(groups_of(certainty).places, bad)
    board = ladder(certainty, log)
    board._on_message(board, {"type": "ranges", "ranges": bad}, [])
    assert board.state["problem"] and not board.state["ranges"]
    assert log.history("07", "ladder").draft is None


def test_ranges_of_another_notebook_stay_and_one_s_own_can_be_taken_back(certainty: Certainty, log: AnswerLog) -> None:
    here, there = ladder(certainty, log), ladder(certainty, AnswerLog(log.folder))
    here._on_message(here, {"type": "ranges", "group": "words", "ranges": {"koennte": [5, 60], "offenbar": [50, 80]}}, [])
    there._on_message(there, {"type": "ranges", "group": "L1", "ranges": {"MO07": [90, 100]}}, [])
    here._on_message(here, {"type": "ranges", "group": "words", "ranges": {"koennte": [10, 60]}}, [])
    assert here.ranges == {"koennte": (10, 60), "MO07": (90, 100)}


def test_a_group_that_is_none_is_refused_in_words(certainty: Certainty, log: AnswerLog) -> None:
    board = ladder(certainty, log)
    board._on_message(board, {"type": "ranges", "group": "L99", "ranges": {}}, [])
    assert "L99" in board.state["problem"]
    with pytest.raises(NoSuchGroup, match="words, L1"):
        ladder_board.open_board(COURSE, "07", log, "L99")


def drafted(*drafts: str) -> list[Logged]:
    return [Logged(f"2026-11-2{n}T10:00:00.000Z", "aaaa-bb", "draft", "07", "ladder", response=draft) for n, draft in enumerate(drafts, 1)]


def test_a_class_counts_each_student_s_last_ranges_and_leaves_out_the_damaged(certainty: Certainty) -> None:
    students = {
        "a": drafted('{"koennte": [1, 2]}', '{"koennte": [20, 60]}'), "b": drafted('{"koennte": [5, 30]}'), "c": drafted("{"), "d": [],
        "e": [evolve(drafted('{"koennte": [9, 9]}')[0], lesson="08")],
    }  # fmt: skip
    assert of_class(certainty, students, "07") == {"koennte": [(5, 30), (20, 60)]}


def test_the_sliders_of_words_are_items_of_lesson_07_that_ask_for_a_range(certainty: Certainty) -> None:
    bank = records.load(COURSE.items / "07-the-certainty-ladder.yaml", Bank)
    for word in certainty.words:
        if word.slider:
            item = bank[word.slider]
            assert (item.kind, item.ask, item.low, item.high) == ("slider", "range", 0, 100) and word.word.split()[0] in item.card.phrases[0].de


def test_a_class_that_sent_work_codes_counts_by_its_sliders_and_the_board_wins(certainty: Certainty) -> None:
    slider = next(word.slider for word in certainty.words if word.id == "koennte")
    tried = [Logged("", "a", "response", "07", slider, response=given) for given in ({"low": 1, "high": 9}, "x", [9, 1])]
    students = {"a": tried[:1], "b": [*tried[:1], *drafted('{"koennte": [5, 30]}')], "c": tried[1:2], "d": tried[2:]}
    assert of_class(certainty, students, "07") == {"koennte": [(1, 9), (5, 30)]}


def test_the_class_shows_only_beside_one_s_own_range_and_never_in_the_twin(certainty: Certainty, log: AnswerLog) -> None:
    yardsticks = records.load(COURSE.context / "yardsticks.yaml", Yardsticks)
    board = ladder_board.LadderBoard(certainty, yardsticks, "07", log, students={"b": drafted('{"koennte": [5, 30], "offenbar": [1, 2]}')})
    assert board.state["class"] == {}
    board._on_message(board, {"type": "ranges", "group": "words", "ranges": {"koennte": [10, 60]}}, [])
    assert board.state["class"] == {"koennte": [[5, 30]]}
    assert board.twin == ladder(certainty, log).twin and board.content == ladder(certainty, log).content


@pytest.mark.parametrize("kept", ["{", '{"MO99": [1, 2]}', "[" * 5000, json.dumps({"MO07": [float("nan"), 3]})])
def test_a_damaged_draft_counts_as_nothing_kept(certainty: Certainty, log: AnswerLog, kept: str) -> None:
    log.add("draft", "07", "ladder", response=kept)
    assert ladder(certainty, log).ranges == {}
