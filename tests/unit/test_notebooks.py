"""Built files: nothing edited by hand passes, the stripper fails closed, frames and manners are kept."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from opedlab.check import check as check_course
from opedlab.course import Course
from opedlab.notebooks.build import check
from opedlab.notebooks.lint import lint_notebooks
from opedlab.notebooks.pairs import BuildError, expected, pairs
from opedlab.notebooks.strip import exercise_of

LESSON = "02-ten-kinds-of-claim"
HEADER = '---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\nopedlab:\n  lesson: "99"\n  kind: exercise\n  minutes: 5\n---\n'
SOLUTION = (
    HEADER
    + '\n# T\n\n```{code-cell} ipython3\nhere.item("X01")\n```\n\n```{code-cell} ipython3\n:tags: [solution]\n\nhere.solution("X01")\n```\n\n+++ {"tags": ["solution"]}\n\nBecause.\n\n+++\n\nEnd.\n'
)


def test_the_course_has_no_faults_and_every_built_file_is_what_its_source_asks_for(real: Course) -> None:
    assert [f"{f.file} {f}" for f in check_course(real)] == []
    assert check(real) == []


def test_every_code_cell_was_run_and_says_nothing_on_stderr(real: Course) -> None:
    seen = 0
    for pair in pairs(real):
        for cell in nbformat.read(pair.ipynb, as_version=4).cells:
            if cell.cell_type == "code":
                seen += 1
                assert cell.execution_count, f"{pair.name}: a cell without a number passes nbval unchecked"
                assert not any(output.get("name") == "stderr" or output.output_type == "error" for output in cell.outputs)
    assert seen > 40


@pytest.mark.parametrize("damage", ["source", "id", "metadata", "output", "count", "missing", "stray", "exercise", "generated"])
def test_an_edit_by_hand_is_found(copy_of_course: Course, damage: str) -> None:
    path = copy_of_course.lessons / f"{LESSON}.ipynb"
    book = json.loads(path.read_text())
    code = next(cell for cell in book["cells"] if cell["cell_type"] == "code" and cell["outputs"])
    if damage == "source":
        code["source"] = 'here.item("C02-02")'
    elif damage == "id":
        code["id"] = "abc"
    elif damage == "metadata":
        book["metadata"]["opedlab"]["start"] = False
    elif damage == "output":
        code["outputs"][0]["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "x"}
    elif damage == "count":
        code["execution_count"] = None
    elif damage == "stray":
        (copy_of_course.lessons / "98-stray.ipynb").write_text(json.dumps(book))
    elif damage == "exercise":
        (copy_of_course.exercises / f"{LESSON}.md").open("a").write("\nmore\n")
    elif damage == "generated":
        (copy_of_course.source_texts / "sources.md").open("a").write("\nmore\n")
    path.write_text(json.dumps(book))
    if damage == "missing":
        path.unlink()
    found = check(copy_of_course)
    assert len(found) == (2 if damage == "exercise" else 1), found  # an exercise's notebook no longer fits its page either


def test_cell_ids_stay_when_another_cell_is_added(copy_of_course: Course) -> None:
    pair = next(p for p in pairs(copy_of_course) if p.md.parent == copy_of_course.lessons and p.md.stem == LESSON)
    before = [cell.id for cell in expected(pair).cells]
    text = pair.md.read_text()
    pair.md.write_text(text.replace("## Minutes", "## Minutes\n\n+++\n\nA new cell.\n\n+++\n", 1))
    after = [cell.id for cell in expected(pair).cells]
    assert len(set(after)) == len(after) and len(set(before) - set(after)) <= 1


def test_an_exercise_is_its_solution_without_the_solutions() -> None:
    made = exercise_of(SOLUTION, "solutions/99.md")
    assert 'here.item("X01")' in made and "here.solution" not in made and "Because" not in made and "End." in made and "built_from: solutions/99.md" in made


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":tags: [solution]", ":tags: [solutoin]", "known tags"),
        (':tags: [solution]\n\nhere.solution("X01")', 'here.solution("X01")', "is solved in a cell that is not tagged"),
        ('here.solution("X01")', 'here.solution("X02")', "stands on one side only"),
        ('here.item("X01")', "here", "stands on one side only"),
        ('here.item("X01")', 'here.item("X01").respond("a")', "is solved in a cell"),
        ('```{code-cell} ipython3\nhere.item("X01")', '```{code-cell} ipython3\n:tags: [solution]\n\nhere.item("X01")', "nothing to do is left"),
        ("---\njupytext", "jupytext", "without a header"),
        ("  minutes: 5\n", "", "needs opedlab"),
    ],
)
def test_the_stripper_fails_closed(old: str, new: str, said: str) -> None:
    assert old in SOLUTION
    with pytest.raises(BuildError, match=said):
        exercise_of(SOLUTION.replace(old, new, 1), "solutions/99.md")


def test_a_solution_without_solutions_is_refused() -> None:
    bare = SOLUTION.replace(':tags: [solution]\n\nhere.solution("X01")', "1 + 1").replace('+++ {"tags": ["solution"]}', "+++")
    with pytest.raises(BuildError, match="no cell is tagged"):
        exercise_of(bare, "solutions/99.md")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n# ", "\n## ", "exactly one H1"),
        ("**Driving question.**", "**Question.**", "Driving question"),
        ("## In the seminar", "## Seminar", 'lacks "## In the seminar"'),
        ("- **02.1**", "- **03.1**", "belongs to another lesson"),
        ("minutes: 70", "minutes: 71", "add up to 70"),
        ("examples: [16, 24]", "examples: [16, 11]", "K02 is set on it"),
        ("- **02.2**", "- **02.4**", "promises 02.4, and no item"),
        ("examples: [16, 24]", "example: 16", "lacks opedlab.examples"),
        ('here.item("C02-01")', 'here.item("C02-09")', "is no item of"),
        ('here.item("C02-01")', 'here.item("C02-01");', "semicolon"),
        ('here.item("C02-01")', 'a = 1\nb = 2\nc = 3\nhere.item("C02-01")', "lines of code"),
        ('here.item("C02-01")', 'input("x"), here.item("C02-01")', "hangs under nbval"),
        ("## What to keep", "#### What to keep", "jumps from heading level"),
    ],
)
def test_a_careless_lesson_is_found_out(copy_of_course: Course, old: str, new: str, said: str) -> None:
    path = copy_of_course.lessons / f"{LESSON}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(said in str(fault) for fault in lint_notebooks(copy_of_course)), said


def test_an_item_that_no_notebook_shows_is_found(copy_of_course: Course) -> None:
    path = copy_of_course.lessons / f"{LESSON}.md"
    path.write_text(path.read_text().replace('here.item("C02-01")', 'here.item("C02-02")', 1))
    assert any("C02-01" in str(fault) and "no notebook" in str(fault) for fault in lint_notebooks(copy_of_course))


def test_a_broken_record_is_reported_once_and_does_not_flood(copy_of_course: Course) -> None:
    path = copy_of_course.article / "map.yaml"
    path.write_text("nodes: [\n")
    faults = check_course(copy_of_course)
    assert {fault.file for fault in faults} == {"source_texts/schake-2024/map.yaml"} | {f.file for f in faults if "sources.yaml" in f.file}


def test_links_between_records_are_checked(copy_of_course: Course) -> None:
    path = copy_of_course.items / f"{LESSON}.yaml"
    path.write_text(path.read_text().replace("sources: [", "sources: [no-such-source, ", 1))
    assert any("no-such-source" in str(fault) for fault in check_course(copy_of_course))


def test_relative_links_of_pages_lead_somewhere(real: Course) -> None:
    import re

    pages = [*real.lessons.glob("*.md"), *real.solutions.glob("*.md"), *(real.root / "docs").rglob("*.md"), *real.root.glob("*.md")]
    keys = set(re.findall(r'<a id="([^"]+)"', (real.source_texts / "sources.md").read_text()))
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)", page.read_text()):
            name, _, anchor = target.partition("#")
            assert (page.parent / name).exists(), f"{page.name}: {target}"
            if name.endswith("sources.md") and anchor:
                assert anchor in keys, f"{page.name}: {target}"


def test_first_cell_says_what_it_is_built_from(real: Course) -> None:
    for pair in pairs(real):
        first = json.loads(Path(pair.ipynb).read_text())["cells"][0]
        assert pair.md.name in "".join(first["source"]) and "notebook:run-all-cells" in "".join(first["source"])
