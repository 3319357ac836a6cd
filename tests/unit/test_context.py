"""The world around the op-ed: tables under their Frictionless description, records under their classes, links, cut-off."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from opedlab import records
from opedlab.context import estimates, timeline
from opedlab.context.estimates import Estimate, SeriesList, by_series, envelope
from opedlab.context.timeline import ARTICLE_DAY, Event, happened_by, knowable_on
from opedlab.context.world import RECORDS, SCHEMAS, cited, link_faults
from opedlab.context.world.actors import Actors
from opedlab.context.world.manpower import Manpower
from opedlab.context.world.votes import Vote

CONTEXT = Path(__file__).resolve().parents[2] / "source_texts" / "context"
ROWS = {"timeline.csv": Event, "estimates.csv": Estimate}


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return records.load_table(CONTEXT / "timeline.csv", Event, "timeline.csv")


@pytest.fixture(scope="module")
def figures() -> tuple[Estimate, ...]:
    return records.load_table(CONTEXT / "estimates.csv", Estimate, "estimates.csv")


@pytest.fixture(scope="module")
def series() -> SeriesList:
    return records.load(CONTEXT / "series.yaml", SeriesList, "series.yaml")


def changed(tmp_path: Path, table: str, change) -> Path:
    """A copy of a table with ``change`` applied to its list of rows (the header is row 0)."""
    with open(CONTEXT / table, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with open(tmp_path / table, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return tmp_path / table


# --- the tables ---------------------------------------------------------------------------------------------------


def test_both_tables_are_valid_under_the_datapackage() -> None:
    report = Package(str(CONTEXT / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(ROWS)


def test_the_datapackage_and_the_row_classes_name_the_same_columns() -> None:
    resources = json.loads((CONTEXT / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    described = {r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in resources}
    assert described == {table: list(records.hints(row)) for table, row in ROWS.items()}


def test_frictionless_finds_a_broken_row(tmp_path: Path) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[4][0] = "2024-13-01"
        rows[6][5] = "weather"

    changed(tmp_path, "timeline.csv", spoil)
    (tmp_path / "estimates.csv").write_bytes((CONTEXT / "estimates.csv").read_bytes())
    (tmp_path / "datapackage.json").write_bytes((CONTEXT / "datapackage.json").read_bytes())
    found = Package(str(tmp_path / "datapackage.json")).validate().flatten(["rowNumber", "fieldName"])
    assert [5, "date"] in found and [7, "theme"] in found


@pytest.mark.parametrize("table", ROWS)
def test_a_row_with_a_missing_column_is_reported_with_file_and_line(tmp_path: Path, table: str) -> None:
    path = changed(tmp_path, table, lambda rows: rows[3].pop())
    (fault,) = records.examine_table(path, ROWS[table], table).faults
    assert (fault.file, fault.place) == (table, "line 4")
    assert "9 cells" in fault.what and "10" in fault.what


def test_bad_dates_and_words_are_all_reported_with_their_rows(tmp_path: Path) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[2][0] = "2 March 2022"
        rows[3][1] = "week"
        rows[5][2] = "2024-02-30"

    found = records.examine_table(changed(tmp_path, "timeline.csv", spoil), Event, "timeline.csv")
    assert [f.place for f in found.faults] == ["row 2.date", "row 3.precision", "row 5.knowable"]


def test_a_table_without_a_column_says_which(tmp_path: Path) -> None:
    def drop(rows: list[list[str]]) -> None:
        for row in rows:
            del row[7]

    found = records.examine_table(changed(tmp_path, "timeline.csv", drop), Event, "timeline.csv")
    assert (found.faults[0].place, found.faults[0].what) == ("row 1.status", 'lacks "status"')


# --- the timeline -------------------------------------------------------------------------------------------------


def event(**parts) -> Event:
    base = dict(date=date(2024, 10, 8), precision="day", knowable=date(2024, 10, 18), event="e", actors="dprk", theme="deployment")
    return Event(**{**base, "side": "before", "status": "confirmed", "note": None, "sources": "a-1; b-2", **parts})


def whats(thing) -> list[str]:
    return [".".join(map(str, place)) for place, _ in thing.faults()]


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.lists(st.dates(date(2022, 1, 1), date(2026, 12, 31)), max_size=8))
def test_nothing_later_than_the_day_is_knowable_on_it(day: date, public: list[date]) -> None:
    rows = [event(knowable=one, event=str(n)) for n, one in enumerate(public)]
    shown = knowable_on(rows, day)
    assert all(row.knowable <= day for row in shown)
    assert all(row.knowable > day for row in rows if row not in shown)
    assert list(shown) == [row for row in rows if row in shown]


def test_what_was_shipped_on_8_october_was_not_known_before_18_october() -> None:
    shipped = event()
    assert happened_by([shipped], date(2024, 10, 9)) == (shipped,)
    assert knowable_on([shipped], date(2024, 10, 17)) == ()
    assert knowable_on([shipped], date(2024, 10, 18)) == (shipped,)


def test_on_the_day_of_the_article_nobody_knew_of_the_decision_on_atacms(events: tuple[Event, ...]) -> None:
    shown = knowable_on(events, ARTICLE_DAY)
    assert not [e for e in shown if "ATACMS" in e.event]
    assert [e for e in events if "ATACMS" in e.event and e.date == date(2024, 11, 17)]
    assert {e.side for e in shown} == {"before"}


def test_estimates_have_the_same_cut_off(figures: tuple[Estimate, ...]) -> None:
    daily = [e.shown for e in knowable_on(by_series(figures)["ru-casualties-per-day"], ARTICLE_DAY)]
    assert daily == ["1,271 persons per day"]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"side": "after"}, "side"),
        ({"knowable": date(2024, 10, 7)}, "knowable"),
        ({"precision": "month"}, "date"),
        ({"precision": "year", "date": date(2024, 10, 1)}, "date"),
        ({"sources": "a-1; B 2"}, "sources"),
        ({"sources": "a-1; a-1"}, "sources"),
        ({"actors": "North Korea"}, "actors"),
    ],
)
def test_an_event_objects_to(parts: dict, place: str) -> None:
    assert whats(event()) == []
    assert whats(event(**parts)) == [place]


def test_an_announced_event_may_be_known_beforehand() -> None:
    assert whats(event(status="announced", knowable=date(2024, 10, 1))) == []


def test_links_of_the_timeline(events: tuple[Event, ...]) -> None:
    actors = records.load(CONTEXT / "actors.yaml", Actors).ids
    keys = {key for e in events for key in e.source_keys}
    assert list(timeline.link_faults(events, sources=keys, actors=actors)) == []
    rows = [event(sources="a-1; b-3"), event(date=date(2024, 10, 7), actors="dprk; atlantis")]
    found = list(timeline.link_faults(rows, sources={"a-1", "b-2"}, actors={"dprk"}))
    assert [place for place, _ in found] == [("row 1", "sources"), ("row 2", "actors"), ("row 2", "date")]
    assert 'did you mean "b-2"' in found[0][1]
    assert list(timeline.link_faults([event()], sources={"a-1"}, actors={"dprk"}, dropped={"b-2"})) == []


# --- estimates ----------------------------------------------------------------------------------------------------


def figure(**parts) -> Estimate:
    base = dict(date="2024-10-31", series="s", value_low=None, value=1354.0, value_high=None, unit="persons", who_says="w", what_it_counts="c")
    return Estimate(**{**base, "knowable": date(2024, 11, 8), "sources": "a-1", **parts})


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"value_low": 1400.0}, "value"),
        ({"value_high": 1300.0}, "value"),
        ({"value": None}, "value"),
        ({"value": None, "value_low": 3.0, "value_high": 2.0}, "value"),
        ({"value": -1.0}, "value"),
        ({"knowable": date(2024, 10, 30)}, "knowable"),
    ],
)
def test_an_estimate_objects_to(parts: dict, place: str) -> None:
    assert whats(figure()) == []
    assert whats(figure(**parts)) == [place]


def test_every_figure_lies_between_its_bounds(figures: tuple[Estimate, ...]) -> None:
    for one in figures:
        low, high = one.interval
        assert (low is None or high is None or low <= high) and (one.value is None or low <= one.value <= high), one


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({}, "1,354 persons"),
        ({"value": None, "value_low": 3000.0}, "at least 3,000 persons"),
        ({"value": None, "value_high": 1.2}, "up to 1.2 persons"),
        ({"value": None, "value_low": 1.7, "value_high": 5.5}, "1.7 to 5.5 persons"),
        ({"value": 0.0}, "0 persons"),
    ],
)
def test_a_figure_shows_its_open_side(parts: dict, shown: str) -> None:
    assert figure(**parts).shown == shown


def test_a_figure_never_comes_without_who_what_and_when(figures: tuple[Estimate, ...]) -> None:
    for one in figures:
        assert one.who_says in one.attribution and one.what_it_counts in one.attribution and str(one.knowable) in one.attribution
    casualties = [e for e in figures if "casualties" in e.series]
    assert casualties and all(re.search(r"killed.*wounded", e.what_it_counts) for e in casualties)


def test_killed_and_wounded_add_up_to_the_casualties_of_the_same_briefing(figures: tuple[Estimate, ...]) -> None:
    rows = by_series(figures)
    for day in ("2025-01-13", "2025-04-30"):
        killed, wounded, both = (next(e.value for e in rows[s] if e.date == day) for s in ("nk-killed", "nk-wounded", "nk-casualties"))
        assert killed + wounded == both


def test_series_stand_in_order_of_time_and_span_their_bounds() -> None:
    late, early, open_ended = figure(date="2024-12", value=5.0), figure(date="2024-02-01", value=9.0), figure(date="2024-06", value=None, value_low=1.0)
    assert by_series([late, open_ended, early]) == {"s": (early, open_ended, late)}
    assert envelope([late, early, open_ended]) == (1.0, 9.0)
    assert envelope([open_ended]) == (1.0, None)


def test_links_of_the_estimates(figures: tuple[Estimate, ...], series: SeriesList) -> None:
    keys = {key for e in figures for key in e.source_keys}
    assert list(estimates.link_faults(figures, series, sources=keys)) == []
    odd = [evolve(figures[0], unit="roubles"), evolve(figures[1], series="china-nk-trad"), evolve(figures[2], sources="no-such-key")]
    found = list(estimates.link_faults([*figures[3:], *odd], series, sources=keys))
    assert [place[1] for place, _ in found] == ["unit", "series", "sources"]
    assert list(estimates.link_faults([e for e in figures if e.series != "kursk-area"], series, sources=keys))[0][0][0] == "series"


# --- the YAML records ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_free_of_faults_and_cites_its_sources(name: str) -> None:
    record = records.load(CONTEXT / name, RECORDS[name], name)
    actors = records.load(CONTEXT / "actors.yaml", Actors).ids
    keys = cited(record)
    assert keys or name == "series.yaml"
    assert list(link_faults(record, sources=keys, actors=actors, blocks=range(1, 43))) == []
    if keys:
        gone = sorted(keys)[0]
        found = list(link_faults(record, sources=keys - {gone}, actors=actors, blocks=range(1, 43)))
        assert found and all(gone in what for _, what in found)


def test_every_yaml_file_has_a_class_and_names_its_schema() -> None:
    elsewhere = {"mqm.yaml", "standards.yaml", "yardsticks.yaml", "post_editing.yaml"} | {"annotators.yaml", "memos.yaml"}  # in translation/; beside world/
    assert {p.name for p in CONTEXT.glob("*.yaml")} - elsewhere == set(RECORDS) == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        first = (CONTEXT / name).read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../../docs/schemas/{schema}.schema.json"


def test_a_link_to_an_unknown_actor_or_block_is_found() -> None:
    ladder = records.load(CONTEXT / "weapons_ladder.yaml", RECORDS["weapons_ladder.yaml"])
    rung = evolve(ladder.rungs[0], actor="utopia", blocks=(41,))
    found = dict(link_faults(evolve(ladder, rungs=(rung,), bearings=()), sources=cited(ladder), actors={"usa"}, blocks=range(1, 41)))
    assert set(found) == {("rungs", 0, "actor"), ("rungs", 0, "blocks")}


def test_a_vote_must_name_as_many_states_as_it_counts() -> None:
    votes = records.load(CONTEXT / "votes.yaml", RECORDS["votes.yaml"]).votes
    assert [(v.in_favour, v.against, v.abstained, v.not_voting) for v in votes] == [(141, 5, 35, 12), (143, 5, 35, 10)]
    assert all("Democratic People's Republic of Korea" in v.voted_against for v in votes)
    short: Vote = evolve(votes[0], voted_against=votes[0].voted_against[:4])
    assert whats(short) == ["voted_against"]
    assert whats(evolve(votes[0], in_favour=160)) == ["in_favour"]


def test_a_share_is_computed_from_its_own_numerator() -> None:
    manpower: Manpower = records.load(CONTEXT / "manpower.yaml", Manpower)
    wrong = evolve(manpower.budget_shares[0], computed=6.9)
    assert whats(evolve(manpower, budget_shares=(wrong,))) == ["budget_shares.0.computed"]


def test_rungs_out_of_order_are_found() -> None:
    ladder = records.load(CONTEXT / "weapons_ladder.yaml", RECORDS["weapons_ladder.yaml"])
    swapped = (ladder.rungs[1], ladder.rungs[0])
    assert whats(evolve(ladder, rungs=swapped)) == ["rungs.1.date"]


def test_long_quotations_are_found() -> None:
    ladder = records.load(CONTEXT / "weapons_ladder.yaml", RECORDS["weapons_ladder.yaml"])
    assert whats(evolve(ladder.rungs[0], quote="one two three four five six seven eight nine")) == ["quote"]


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_survives_being_compiled(name: str, tmp_path: Path) -> None:
    first = records.compiled(CONTEXT / name, RECORDS[name], tmp_path, name)
    assert records.compiled(CONTEXT / name, RECORDS[name], tmp_path, name) == first == records.load(CONTEXT / name, RECORDS[name])


def test_no_address_stands_outside_the_list_of_sources() -> None:
    for path in CONTEXT.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|\bwww\.|\burl\b", text), path.name


def test_readings_from_ukraine_china_russia_and_korea_are_there() -> None:
    readings = records.load(CONTEXT / "rival_readings.yaml", RECORDS["rival_readings.yaml"])
    assert {"Ukraine", "China", "Russia", "South Korea"} <= {r.country for r in readings}
    assert all(r.sources and r.how_seen for r in readings)


def test_a_reading_leans_to_a_side_or_to_other_and_not_to_both() -> None:
    first = records.load(CONTEXT / "rival_readings.yaml", RECORDS["rival_readings.yaml"]).readings[0]
    for leans in ((), ("gain", "gain"), ("gain", "other")):
        assert whats(evolve(first, leans=leans)) == ["leans"]
