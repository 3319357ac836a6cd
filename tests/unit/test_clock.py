"""What `opedlab clock` counts: words of prose, minutes of items and of an instructor page's clock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opedlab.cli import main
from opedlab.course import Course
from opedlab.notebooks.clock import UnknownLesson, clock, named, seminar_minutes, slugs
from opedlab.notebooks.prose import prose_of, words

PAGE = """---
jupytext: {a: b}
---

# A heading is not counted

One two, *three* – four. [Five six](../a/b.md#seven-eight) <span lang="de">*sieben*</span>

+++

```{code-cell} ipython3
not_counted = 1
```

| nor | this |
|---|---|

> a quotation counts

- so does a point
1. and another
2024 was machine-translated.

## Sources

Not one of these.

## After

Last word.
"""


def test_prose_is_what_is_read_in_one_go() -> None:
    assert prose_of(PAGE).splitlines() == [
        "One two, *three* – four. [Five six] *sieben*", "a quotation counts", "so does a point", "and another", "2024 was machine-translated.", "Last word.",
    ]  # fmt: skip
    assert words(PAGE) == 7 + 3 + 4 + 2 + 3 + 2


def test_a_dash_is_no_word_and_a_compound_is_one() -> None:
    assert words("well-known – really · 1,271 a day") == 5


@pytest.mark.parametrize(
    ("cells", "sums"),
    [
        (("8", "6"), {90: 8, 45: 6}),
        (("8: one place now, two at home", "skip: homework"), {90: 8, 45: 0}),
        (("10", "skip the bullet: 5"), {90: 10, 45: 5}),
        (("14", "10: the questions on blocks 7, 11 and 23"), {90: 14, 45: 10}),
        (("7.5", "skip"), {90: 7.5, 45: 0}),
    ],
)
def test_a_cell_of_the_clock_says_its_minutes_first_or_last(tmp_path: Path, cells: tuple[str, str], sums: dict[int, float]) -> None:
    page = tmp_path / "x.md"
    page.write_text(f"# X\n\n## Clock\n\n| part | 90 minutes | 45 minutes |\n|---|---|---|\n| one | {cells[0]} | {cells[1]} |\n\n## Typical\n\n| 9 | 9 | 9 |\n")
    assert seminar_minutes(page) == sums


def test_without_an_instructor_page_or_its_clock_there_are_no_seminar_minutes(tmp_path: Path) -> None:
    assert seminar_minutes(tmp_path / "none.md") == {}
    (tmp_path / "bare.md").write_text("# X\n\n## Clock\n\nNo table yet.\n")
    assert seminar_minutes(tmp_path / "bare.md") == {}


def test_items_add_up_by_page_and_by_objective(real: Course) -> None:
    for slug in slugs(real):
        one = clock(real, slug)
        assert one.asked("lesson") + one.asked("exercise") == one.asked() == sum(one.asked(objective=o) for o in one.objectives)
        assert one.reading + one.exercise == one.minutes and sum(one.kinds.values()) == len(one.items)
        assert {item.page for item in one.items} == {"lesson", "exercise"}


def test_a_lesson_is_meant_by_its_number_or_the_beginning_of_its_name(real: Course) -> None:
    assert named(real, ["02", "00-seal"]) == ["02-ten-kinds-of-claim", "00-sealed-forecasts"]
    assert named(real, []) == slugs(real)
    for wrong in ("2", "99", "02-nine", ""):
        with pytest.raises(UnknownLesson, match="no lesson"):
            named(real, [wrong])


def test_the_command_prints_a_table_details_and_json(real: Course, capsys, monkeypatch) -> None:
    monkeypatch.chdir(real.root)
    assert main(["clock", "02", "03", "--items"]) == 0
    said = capsys.readouterr().out
    assert "02 Ten kinds of claim: " in said and "  for the memo: T02-01 " in said and "nobody has timed a class" in said
    total = clock(real, "02-ten-kinds-of-claim").minutes + clock(real, "03-main-point-and-five-reasons").minutes
    assert next(line for line in said.splitlines() if line.startswith("in all")).split()[2] == f"{total:g}"
    assert main(["clock", "02", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["lesson"] == "02-ten-kinds-of-claim" and row["seminar"] == {"90": 90, "45": 45}
    assert set(row) == {"lesson", "title", "minutes", "reading", "exercise", "seminar", "words", "objectives", "kinds", "items", "recalls"}
    assert sum(one["minutes"] for one in row["objectives"].values()) == sum(item["minutes"] for item in row["items"])


def test_an_unknown_lesson_is_one_line_and_exit_2(real: Course, capsys, monkeypatch) -> None:
    monkeypatch.chdir(real.root)
    assert main(["clock", "02-ten-kinds-of-clam-"]) == 2
    error = capsys.readouterr().err
    assert error.startswith('opedlab clock: no lesson "02-ten-kinds-of-clam-"') and "02-ten-kinds-of-claim" in error and error.count("\n") == 1
