"""Products: one's own text where there is one, else the ready-made one; the board's twin never sees the student's."""

from __future__ import annotations

from pathlib import Path

import pytest

from opedlab.answers.log import AnswerLog
from opedlab.answers.products import as_markdown, own_text, products, ready_made
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import examine, load
from opedlab.views.products_board import ProductsBoard

FORM = """
  - id: X03
    kind: form
    title: A row
    product: An outcome row
    objective: "99.2"
    minutes: 5
    prompt: Fill it in.
    fields:
      - {id: day, label: Day, type: date, required: true}
      - {id: why, label: Why, type: text}
    rows_high: 3
    model: [{day: 2026-01-31, why: It rained.}]
    model_note: A day and a reason.
    rubric: [{id: day, text: It has a day., met_when: It can be looked up.}]
"""


@pytest.fixture
def bank(course: Course) -> Bank:
    path = course.items / "99-sample.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Say it yourself", "title: Say it yourself\n    product: My sentence") + FORM, encoding="utf-8"
    )
    return load(path, Bank)


def test_without_an_answer_it_is_ready_made(bank: Bank) -> None:
    text, form = products([bank], {})
    assert (text.title, text.own, text.ready_made) == ("My sentence", None, "It may rain, says the radio.")
    assert (form.title, form.ready_made) == ("An outcome row", "Row 1. Day: 2026-01-31; Why: It rained.")


def test_the_last_answer_is_the_student_s_own(bank: Bank, tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "answers")
    log.add("response", "99-sample", "X02", response={"text": "First."})
    log.add("response", "99-sample", "X02", response={"text": "Second.", "met": ["owner"]})
    log.add("response", "99-sample", "X03", response={"rows": [{"row": "1", "day": "2026-02-01", "why": ""}]})
    text, form = products([bank], log.histories)
    assert text.own == "Second." and text.at
    assert form.own == "Row 1. Day: 2026-02-01"
    page = as_markdown([text, form])
    assert "## My sentence\n" in page and "ready-made" not in page and "Second." in page


def test_starting_over_brings_the_ready_made_one_back_and_a_damaged_answer_is_none(bank: Bank, tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "answers")
    log.add("response", "99-sample", "X02", response={"text": "First."})
    log.add("start-over", "99-sample")
    assert products([bank], log.histories)[0].own is None
    assert own_text(bank["X02"], {"text": 3}) is None and own_text(bank["X02"], " ") is None
    assert own_text(bank["X03"], {"rows": "none"}) is None and own_text(bank["X03"], {"rows": [{"row": "1", "day": "soon"}]}) is None
    assert "(ready-made by the course)" in as_markdown(products([bank], {}))


def test_only_texts_and_forms_are_products(course: Course) -> None:
    path = course.items / "99-sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Which weather?", "title: Which weather?\n    product: Weather"), encoding="utf-8")
    (fault,) = examine(path, Bank, "bank").faults
    assert "product" in str(fault) and "extended-text" in str(fault)


def test_the_board_s_twin_depends_on_the_bank_alone(bank: Bank, tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "answers")
    empty = ProductsBoard([bank], log)
    log.add("response", "99-sample", "X02", response={"text": "A secret of mine."})
    board = ProductsBoard([bank], log)
    assert repr(board) == repr(empty) and "secret" not in board.twin.html
    assert board.content == empty.content and board.state["own"][0]["text"] == "A secret of mine."


def test_every_product_of_the_course_has_a_ready_made_text(real: Course) -> None:
    for path in sorted(real.items.glob("*.yaml")):
        for item in load(path, Bank):
            if item.product:
                assert len(ready_made(item).split()) >= 15, f"{item.id}: a ready-made product is worth reading"
