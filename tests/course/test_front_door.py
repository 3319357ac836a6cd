"""The front door names every lesson with the minutes that its header states, and the README every lesson and track."""

from __future__ import annotations

import re
from pathlib import Path

from opedlab.course import Course
from opedlab.notebooks.clock import clock, named
from opedlab.records import load
from opedlab.seminar.tracks import Tracks

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT)


def test_the_table_of_lessons_is_that_of_the_headers() -> None:
    home = (ROOT / "lessons" / "home.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \[(.+?)\]\(([\w-]+)\.ipynb\) \| \[exercise\]\(\.\./exercises/\2\.ipynb\) \| \[solutions\]\(\.\./solutions/\2\.ipynb\) \| (\d+) \|$",
        home,
        re.MULTILINE,
    )
    clocks = [clock(COURSE, slug) for slug in named(COURSE, ())]
    assert rows == [(f"{one.slug[:2]} {one.title}", one.slug, f"{one.minutes:g}") for one in clocks]


def test_every_lesson_and_track_is_named_where_a_newcomer_looks() -> None:
    readme, home = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "lessons/home.md"))
    for slug in named(COURSE, ()):
        assert f"(lessons/{slug}.md)" in readme
    for track in load(ROOT / "lessons" / "tracks.yaml", Tracks):
        assert f"(docs/plans/{track.id}.md)" in readme and f"(../docs/plans/{track.id}.md)" in home
