"""The course plan of a track as a Markdown page: what is read before each meeting, what happens in it, what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opedlab.items.bank import Bank
from opedlab.seminar.tracks import Meeting, Track, Visit, skipped

MEMO = {"long": "It ends with the memo of 600 words.", "short": "It ends with the short memo.", "none": "It ends without a memo."}


def plan(track: Track, minutes: Mapping[str, float], banks: Mapping[str, Bank], sources: Mapping[str, str]) -> str:
    """The page. ``minutes`` is what each lesson takes in self-study, its exercise included, by slug; ``sources`` names each source key.

    Links lead from ``docs/plans/``.
    """
    return "\n".join([*_head(track, minutes), *_meetings(track, minutes, banks), *_steps(track, sources), *_ready_made(track, banks), *_notes(track)])


def self_study(track: Track, minutes: Mapping[str, float]) -> float:
    """Minutes of self-study over the whole track, by the course's own estimates."""
    return sum(_minutes(visit, minutes) for visit in track.visits)


def _minutes(visit: Visit, minutes: Mapping[str, float]) -> float:
    return visit.minutes if visit.minutes is not None else minutes.get(visit.lesson, 0)


def _head(track: Track, minutes: Mapping[str, float]) -> Iterator[str]:
    meetings, total = len(track.meetings), sum(meeting.minutes for meeting in track.meetings)
    study = self_study(track, minutes)
    alone = f"; self-study of {study / 60:.1f} hours beside it" if study else "; nothing to prepare"
    yield f"# Course plan: {track.title}\n"
    yield "<!-- Generated from lessons/tracks.yaml; edit that file, then run: opedlab build -->\n"
    yield f"**For whom.** {track.whom}\n\n{track.about} {MEMO[track.memo]}\n"
    yield f"{meetings} meeting{'s' if meetings != 1 else ''}, {total:g} minutes in all{alone}. All minutes are estimates; no class has tried them yet.\n"


def _meetings(track: Track, minutes: Mapping[str, float], banks: Mapping[str, Bank]) -> Iterator[str]:
    yield "## The meetings\n"
    yield "| | meeting | before it | self-study | in the room | what is kept |\n|---|---|---|---|---|---|"
    for n, meeting in enumerate(track.meetings, 1):
        before = "<br>".join(_visit(visit, banks) for visit in meeting.lessons) or "nothing"
        alone = sum(_minutes(visit, minutes) for visit in meeting.lessons)
        yield f"| {n} | {meeting.title} | {before} | {f'{alone:g} min' if alone else '–'} | {_room(meeting)} | {_kept(meeting, banks)} |"
    yield ""


def _visit(visit: Visit, banks: Mapping[str, Bank]) -> str:
    slug = visit.lesson
    title = banks[slug].title if slug in banks else slug
    return f"[{slug[:2]} {title}](../../lessons/{slug}.ipynb), [exercise](../../exercises/{slug}.ipynb): {visit.how}"


def _room(meeting: Meeting) -> str:
    if meeting.steps:
        return f"{meeting.minutes:g} min, planned below"
    pages = ", ".join(f"[{visit.lesson[:2]}](../instructor/{visit.lesson}.md)" for visit in meeting.lessons)
    return f"{meeting.minutes:g} min, clock on page {pages}"


def _kept(meeting: Meeting, banks: Mapping[str, Bank]) -> str:
    products = [item.product for visit in meeting.lessons for item in banks.get(visit.lesson, ()) if item.product]
    return "; ".join(products) or "–"


def _steps(track: Track, sources: Mapping[str, str]) -> Iterator[str]:
    for meeting in track.meetings:
        if meeting.steps:
            yield f"## {meeting.title}, minute by minute\n\n| from | minutes | what happens |\n|---|---|---|"
            start = 0.0
            for step in meeting.steps:
                page = f" ([page](../../{step.page}))" if step.page else ""
                cited = "; ".join(f"[{sources.get(key, key)}](../../source_texts/sources.md#{key})" for key in step.sources)
                yield f"| {start:g} | {step.minutes:g} | {step.what}{page}{f' Sources: {cited}.' if cited else ''} |"
                start += step.minutes
            yield ""


def _ready_made(track: Track, banks: Mapping[str, Bank]) -> Iterator[str]:
    missing = skipped(track, banks)
    if track.memo == "none" or not missing:
        return
    yield "## Ready-made\n"
    yield "This track leaves these lessons out. What each would have given to the memo is there, labelled as ours, on the page of the memo and in the solutions.\n"
    for slug in missing:
        products = "; ".join(item.product for item in banks[slug] if item.product)
        yield f"- [{slug[:2]} {banks[slug].title}](../../solutions/{slug}.ipynb): {products}"
    yield ""


def _notes(track: Track) -> Iterator[str]:
    if track.notes:
        yield "## Notes\n"
        yield from (f"- {note}" for note in track.notes)
        yield ""
