"""Every figure in the prose of lessons 11 to 15 has a source in its sentence, stands in a record, or is allowed with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.course.numbers import Figure, Row, answered, counts_of, figures, passages, rows_of, value_of, words_of

ROOT = Path(__file__).resolve().parents[2]
BOOKS = [path for folder in ("lessons", "solutions") for path in sorted((ROOT / folder).glob("1[1-5]-*.md"))]
ALLOWED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "numbers_allowed.yaml").read_text(encoding="utf-8"))["allowed"]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(ROOT)


def own(slug: str) -> frozenset[float]:
    path = ROOT / "exercises" / "items" / f"{slug}.yaml"
    return counts_of(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)) if path.exists() else frozenset()


def open_figures(path: Path, rows: list[Row]) -> list[Figure]:
    return [figure for figure in figures(path.read_text(encoding="utf-8"), own(path.stem)) if not answered(figure, rows)]


def allows(entry: dict[str, Any], path: Path, figure: Figure) -> bool:
    if (entry["lesson"], entry["in"]) != (path.stem, path.parent.name):
        return False
    if "section" in entry:  # a whole part with invented numbers
        return bool(figure.section == entry["section"])
    return " ".join(str(entry["passage"]).split()) in " ".join(figure.passage.split()) and figure.value in map(float, entry["figures"])


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_figure_in_prose_is_answered_for(path: Path, rows: list[Row]) -> None:
    homeless = [str(figure) for figure in open_figures(path, rows) if not any(allows(entry, path, figure) for entry in ALLOWED)]
    assert not homeless, "\n".join([f"{path.parent.name}/{path.name}: link a source in the sentence, or put the figure into a record:", *homeless])


def test_every_allowance_is_needed_and_has_its_reason(rows: list[Row]) -> None:
    for entry in ALLOWED:
        assert len(str(entry["why"])) > 20, f"an allowance without a reason: {entry}"
        path = ROOT / entry["in"] / f"{entry['lesson']}.md"
        needed = {figure.value for figure in open_figures(path, rows) if allows(entry, path, figure)}
        assert needed and ("section" in entry or needed == set(map(float, entry["figures"]))), f"no longer needed, or never: {entry}"


def test_some_book_is_looked_at() -> None:
    assert {path.stem[:2] for path in BOOKS} and all(list(passages(path.read_text(encoding="utf-8"))) for path in BOOKS)


# --- the test itself, on invented prose -----------------------------------------------------------------------------

LEDGER = [
    Row(frozenset({3.8, 36.6}), words_of("families of the dead alone: 3.8 per cent of the spending")),
    Row(frozenset({700.0}), words_of("contracts a day")),
]


@pytest.mark.parametrize(
    "prose",
    [
        "Some 4,711 soldiers were killed.",
        "By one count 3.8 million tons of rice were sent.",  # the figure is in a record, and speaks of something else
        "That is true ([AP](../source_texts/sources.md#ap-2024)). But 4,711 of them came back.",  # the source is another sentence's
        "| killed | 4,711 |",
        "- About 4711 came back.",
        "On 23 October there were 4,711.",
        "The 12 questions take 9 minutes each and cost 4,711 roubles.",
    ],
)
def test_a_figure_without_an_owner_is_found(prose: str) -> None:
    found = [figure for figure in figures(prose, frozenset({12.0})) if not answered(figure, LEDGER)]
    assert [figure.value for figure in found] in ([4711.0], [3.8])


@pytest.mark.parametrize(
    "prose",
    [
        "About 4,711 came back ([AP, 23 Oct 2024](../source_texts/sources.md#ap-2024)).",
        "| 4,711 | killed | [AP](../source_texts/sources.md#ap-2024) |",
        "The families alone make 3.8 per cent.",
        "On 23, 28 and 31 October 2024, and again in 2025, articles 3 and 4 were cited; so were resolutions 1718 and 1874, and ES-11/1.",
        "Blocks 26 to 28 are for lesson 05; Part 3 takes 45 minutes and checks 11.2, with R1, I1.5 and c11b-a.",
        "The 12 questions of the exercise.",
        "The cell has `spending = 36.6` in it.",
        "## 17 things\n\nNothing here.",
        "1. First this.\n2. Then that.",
        "Change the 80.\n\n```{code-cell} ipython3\nsure = 80\n```",
    ],
)
def test_what_needs_no_answer_gets_none(prose: str) -> None:
    assert not [str(figure) for figure in figures(prose, frozenset({12.0})) if not answered(figure, LEDGER)]


@pytest.mark.parametrize(("token", "value"), [("10,000", 10000), ("6.3", 6.3), ("1,271", 1271), ("36.6", 36.6), ("600 000", 600000)])
def test_a_figure_is_read_as_it_is_written(token: str, value: float) -> None:
    assert value_of(token) == value
