"""Tracks: each fault is named at its place, and a plan adds up what the data say."""

from __future__ import annotations

from pathlib import Path

import pytest

from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import examine, load
from opedlab.seminar.plan import plan, self_study
from opedlab.seminar.tracks import CAPSTONE, Tracks, link_faults, skipped

GOOD = """\
tracks:
  - id: tiny
    title: A tiny track
    whom: Nobody.
    about: For a test.
    memo: short
    meetings:
      - title: First
        minutes: 90
        lessons: [{lesson: 99-sample, minutes: 30}, {lesson: 98-other}]
      - title: Last
        minutes: 45
        lessons: [{lesson: 15-write-the-memo, how: the short memo}]
        steps: [{minutes: 15, what: Arrive.}, {minutes: 30, what: Write., page: lessons/home.ipynb, sources: [cnn-2024]}]
"""


def tracks(tmp_path: Path, text: str = GOOD) -> Tracks:
    path = tmp_path / "tracks.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, Tracks)


@pytest.fixture
def bank(course: Course) -> Bank:
    return load(course.items / "99-sample.yaml", Bank)


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ("minutes: 30, what: Write.", "minutes: 31, what: Write.", "take 46 minutes together; the meeting has 45"),
        ("memo: short", "memo: none", 'is "none"'),
        ("lessons: [{lesson: 99-sample, minutes: 30}, {lesson: 98-other}]", "lessons: []", "say what happens in this meeting"),
        ("minutes: 90", "minutes: 0", "minutes from 1 to 600"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "tracks.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    found = examine(path, Tracks, "tracks.yaml").faults
    assert len(found) == 1, found
    assert fault in str(found[0])


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    found = [what for _, what in link_faults(tracks(tmp_path), lessons={"99-sample", "98-others", CAPSTONE}, sources={"cnn-2025"})]
    assert found == [
        '"98-other" is no lesson of the course; did you mean "98-others"?',
        '"cnn-2024" is no key of source_texts/sources.yaml; did you mean "cnn-2025"?',
    ]


def test_a_plan_adds_up_and_links(tmp_path: Path, bank: Bank) -> None:
    (track,) = tracks(tmp_path)
    minutes = {"99-sample": 75.0, "98-other": 60.0, CAPSTONE: 180.0}
    assert self_study(track, minutes) == 30 + 60 + 180
    page = plan(track, minutes, {"99-sample": bank}, {"cnn-2024": "CNN, 2024"})
    assert "2 meetings, 135 minutes in all; self-study of 4.5 hours" in page
    assert "| 15 | 30 | Write. ([page](../../lessons/home.ipynb)) Sources: [CNN, 2024](../../source_texts/sources.md#cnn-2024). |" in page
    assert "[99 A sample](../../lessons/99-sample.ipynb)" in page


def test_what_a_track_leaves_out_comes_ready_made(tmp_path: Path, bank: Bank, course: Course) -> None:
    (track,) = tracks(tmp_path)
    text = (course.items / "99-sample.yaml").read_text(encoding="utf-8")
    (course.items / "97-kept.yaml").write_text(
        text.replace("99-sample", "97-kept").replace("title: Say it yourself", "title: Say it\n    product: A sentence"), encoding="utf-8"
    )
    kept = load(course.items / "97-kept.yaml", Bank)
    assert skipped(track, {"99-sample": bank, "97-kept": kept}) == ("97-kept",)
    assert "## Ready-made" in plan(track, {}, {"97-kept": kept}, {}) and "A sentence" in plan(track, {}, {"97-kept": kept}, {})


def test_an_unknown_track_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match='no track "tin"; did you mean "tiny"'):
        tracks(tmp_path)["tin"]


def test_pages_that_steps_name_are_there(real: Course) -> None:
    """Pages of lessons that are linked from a plan; their own existence is checked where lessons are named."""
    for track in load(real.lessons / "tracks.yaml", Tracks):
        for meeting in track.meetings:
            for step in meeting.steps:
                assert step.page is None or (real.root / step.page).exists(), step.page
