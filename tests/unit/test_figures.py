"""Figures: the table has what the record has, the words name the range, nothing later than the cut-off slips in."""

import base64
import html
import re
import struct
import subprocess
import sys
import zlib
from datetime import date

import pytest

from opedlab import course, records
from opedlab.argument.model import ArgumentMap
from opedlab.context.estimates import Estimate, Series, SeriesList
from opedlab.context.forecasts import NotAProbability, Resolved, brier
from opedlab.context.world.manpower import Manpower
from opedlab.translation.certainty import Certainty
from opedlab.views.figures import CASUALTIES, NAMES, draw
from opedlab.views.figures.bearing import bearing
from opedlab.views.figures.calibration import EXAMPLE, calibration
from opedlab.views.figures.certainty import certainty
from opedlab.views.figures.estimates import estimates
from opedlab.views.figures.manpower import groups
from opedlab.views.markup import Shown

COURSE = course.find()


@pytest.fixture(scope="module")
def figures() -> tuple[Estimate, ...]:
    return records.load_table(COURSE.context / "estimates.csv", Estimate)


@pytest.fixture(scope="module")
def series() -> SeriesList:
    return records.load(COURSE.context / "series.yaml", SeriesList)


def table_of(shown: Shown, n: int = 0) -> list[list[str]]:
    """The cells of the nth table, without its head."""
    body = re.findall(r"<tbody>(.*?)</tbody>", shown.html, re.S)[n]
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]


def alt_of(shown: Shown) -> str:
    return html.unescape(re.search(r'alt="([^"]*)"', shown.html)[1])


def image_of(shown: Shown) -> bytes:
    return base64.b64decode(re.search(r"data:image/png;base64,([A-Za-z0-9+/=]+)", shown.html)[1], validate=True)


def chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG file; raises where a length or checksum is wrong."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(data):
        (length,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + body)
        found[name] = found.get(name, b"") + body
        at += 12 + length
    return found


def row(**changes: object) -> Estimate:
    fields = {
        "date": "2024-10", "series": "s", "value_low": None, "value": 10.0, "value_high": None, "unit": "persons", "who_says": "A",
        "what_it_counts": "killed", "knowable": date(2024, 11, 1), "sources": "a-1",
    }  # fmt: skip
    return Estimate(**(fields | changes))


def one_series() -> Series:
    return Series("s", "Things", "persons", "people", "Who counts.", "Take care.")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_a_whole_png_with_words_a_caption_and_a_table(name: str) -> None:
    shown = draw(COURSE, name)
    parts = chunks(image_of(shown))
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    pixels = zlib.decompress(parts[b"IDAT"])
    assert len(set(pixels[: 4 * width * height : 97])) > 5, "the picture is empty"
    assert height > 300 and 900 < width < 1300
    assert len(alt_of(shown)) > 60 and "table below" in alt_of(shown).replace("tables", "table")
    assert "<figcaption>" in shown.html and table_of(shown)


@pytest.mark.parametrize("name", NAMES)
def test_two_drawings_are_the_same_to_the_byte(name: str) -> None:
    assert draw(COURSE, name).html == draw(COURSE, name).html


def test_a_date_or_a_version_in_the_file_would_make_every_build_a_change() -> None:
    assert not {b"tEXt", b"iTXt", b"tIME"} & set(chunks(image_of(draw(COURSE, "bearing"))))


def test_estimates_print_every_row_with_who_says_so_and_what_it_counts(figures: tuple[Estimate, ...], series: SeriesList) -> None:
    shown = estimates(figures, series[CASUALTIES])
    expected = sorted([r.date, str(r.knowable), r.shown, r.who_says, r.what_it_counts] for r in figures if r.series == CASUALTIES)
    assert sorted(table_of(shown)) == expected
    for key in {key for r in figures if r.series == CASUALTIES for key in r.source_keys}:
        assert f'href="../source_texts/sources.md#{key}"' in shown.html and key in shown.plain


def test_estimates_of_a_day_hold_nothing_that_was_public_later() -> None:
    rows = [row(), row(date="2024-09", value=99.0, who_says="late witness", knowable=date(2024, 11, 6), sources="late-1")]
    shown = estimates(rows, one_series(), until=date(2024, 11, 5))
    assert len(table_of(shown)) == 1
    assert "late" not in shown.html and "late" not in shown.plain and "99" not in alt_of(shown)
    assert "late witness" in estimates(rows, one_series(), until=date(2024, 11, 6)).plain


def test_the_words_name_the_range_also_where_one_side_is_open() -> None:
    two = estimates([row(value_low=3.0, value=None, value_high=7.0), row(value=None, value_high=4200.0)], one_series())
    assert "from 3 to 4,200 persons" in alt_of(two)
    open_rows = [row(value=None, value_low=12.0), row(value=None, value_low=15.0)]
    assert "around 12 persons" in alt_of(estimates(open_rows, one_series()))


@pytest.mark.parametrize("of", [{"value": 0.0}, {"value": None, "value_high": 5.0}, {"value_low": 1.0, "value": 2.0, "value_high": 3.0}])
def test_odd_figures_can_be_drawn(of: dict[str, float]) -> None:
    assert chunks(image_of(estimates([row(**of)], one_series())))


def test_a_day_before_every_figure_is_said_and_not_drawn() -> None:
    shown = estimates([row()], one_series(), until=date(2020, 1, 1))
    assert "<img" not in shown.html and "public by 2020-01-01" in shown.plain


def test_hostile_words_in_a_table_stay_text() -> None:
    shown = estimates([row(who_says='<script>x</script>"', what_it_counts="$a_b$ & <b>")], one_series())
    assert "<script>" not in shown.html and "&lt;script&gt;" in shown.html


def test_certainty_counts_every_marker_once() -> None:
    record = records.load(COURSE.article / "certainty.yaml", Certainty)
    shown = certainty(record)
    counted = sum(int(n) for line in table_of(shown, 1) for n in re.findall(r"\((\d+)\)", line[2]))
    assert counted == len(record.markers)
    author, around, reported, body = ([int(cell) for cell in line[1:]] for line in table_of(shown))
    assert all(sum(line[:-1]) == line[-1] for line in (author, around, reported, body)) and body[-1] + around[-1] == len(record.markers)
    assert body == [a + b for a, b in zip(author, reported, strict=True)]
    assert f"{len(record.markers)} certainty markers" in alt_of(shown)


def test_calibration_table_has_the_bins_and_the_parts_add_up() -> None:
    pairs = [(90, True), (95, True), (10, False), (30, True)]
    shown = calibration(pairs, width=50)
    assert [line[1] for line in table_of(shown)] == ["2", "2"]
    assert [line[3] for line in table_of(shown)] == ["1", "2"]
    parts = {line[0]: float(line[1]) for line in table_of(shown, 1)}
    assert parts["Brier score"] == pytest.approx(brier(Resolved(*p) for p in pairs), abs=0.001)
    assert parts["reliability"] - parts["resolution"] + parts["uncertainty"] == pytest.approx(parts["Brier score"], abs=0.002)
    assert "from 50% to 100%" in alt_of(shown)


def test_an_example_says_that_it_is_made_up_and_own_forecasts_do_not() -> None:
    assert "made-up" in calibration().plain
    assert "made-up" not in calibration(EXAMPLE).plain
    assert "<img" not in calibration([]).html
    with pytest.raises(NotAProbability):
        calibration([(120, True)])


def test_bearing_says_cell_by_cell_what_the_map_says() -> None:
    argument_map = records.load(COURSE.article / "map.yaml", ArgumentMap)
    cells = table_of(bearing(argument_map))
    assert [line[1:4] for line in cells] == [[b.weakness_of_russia, b.weakness_of_north_korea, b.backlash] for b in argument_map.bears_on]
    assert [line[4] for line in cells] == [", ".join(b.cost_falls_on) for b in argument_map.bears_on]


def test_manpower_has_who_says_so_and_divides_by_the_days_that_it_names(figures: tuple[Estimate, ...]) -> None:
    money = records.load(COURSE.context / "manpower.yaml", Manpower)
    parts = groups(figures, money)
    cells = table_of(draw(COURSE, "manpower"))
    assert [[line[1], line[2], line[4]] for line in cells] == [[row.date, str(row.knowable), row.who_says] for part in parts for row in part.rows]
    year = next(row for row in parts[0].rows if "450,000 persons, divided by 366 days" in row.what_it_counts)
    assert year.value == round(450_000 / 366)
    assert [row.interval for row in parts[0].rows if "third quarter" in row.what_it_counts] == [(538, 900)], "49,500 and 82,800 over 92 days"
    assert len(parts[3].rows) == len(money.signing_bonus)


def test_manpower_until_a_day_shows_nothing_that_came_out_later() -> None:
    cells = table_of(draw(COURSE, "manpower", until="2024-11-05"))
    assert cells and all(line[2] <= "2024-11-05" for line in cells)
    assert "1,720" not in draw(COURSE, "manpower", until="2024-11-05").plain
    assert "<img" not in draw(COURSE, "manpower", until="2020-01-01").html


def test_the_title_of_manpower_is_borne_out_by_its_figures(figures: tuple[Estimate, ...]) -> None:
    signed, lost = (part.rows for part in groups(figures, records.load(COURSE.context / "manpower.yaml", Manpower))[:2])
    by = {row.what_it_counts.split(" of 2024")[0].removeprefix("contracts in the "): row.interval for row in signed if row.who_says.startswith("Janis Kluge")}
    september = next(row for row in lost if "September 2024" in row.what_it_counts).interval
    october = [row.interval for row in lost if "October 2024" in row.what_it_counts]
    assert by["third quarter"][1] < september[0] and by["fourth quarter"][0] > max(high for _, high in october)


def test_a_mistyped_figure_names_the_near_one() -> None:
    with pytest.raises(KeyError, match="Did you mean estimates"):
        draw(COURSE, "estimate")


def test_a_day_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="write it as 2024-11-05"):
        draw(COURSE, "estimates", until="5 November")


def test_no_global_state_of_pyplot_is_touched() -> None:
    code = "import sys; from opedlab import course; from opedlab.views.figures import draw; draw(course.find(), 'bearing'); "
    code += "print('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=COURSE.root).stdout.strip() == "False"
