"""``annotation`` as a view: segments with their gloss, the types and severities on offer, and the catalogue as solution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opedlab.items.annotation import SEVERITIES, Annotation
from opedlab.items.segments import GAP, Segment
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text

VERDICTS = {
    "found": ("✓", "mark_found"),
    "decoy": ("○", "mark_fine"),
    "wide": ("○", "mark_wide"),
    "unlisted": ("○", "mark_unlisted"),
    "either": ("–", "mark_either"),
    "missed": ("○", "mark_missed"),
}
STATUS = {
    "firm": "✓ readings agree: an error",
    "borderline": "– borderline, counts neither way",
    "discussion": "– for discussion, counts neither way",
    "decoy": "○ no error",
    "free decoy": "○ no error, and costs nothing",
}


def content(item: Annotation) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "types": [{"id": offered.id, "name": offered.name, "means": offered.means} for offered in item.types],
        "severities": list(SEVERITIES),
        "segments": [
            {"id": s.id, "block": s.block, "context": s.context, "gloss": s.en, "german": not s.spot, "words": list(s.words), "positions": list(s.positions)}
            for s in item.segments
        ],
    }


def _head(segment: Segment) -> str:
    return text("annotation_block", block=segment.block)


def plain_twin(item: Annotation) -> list[str]:
    lines = []
    for segment in item.segments:
        said = f"{segment.de} = {segment.en}" if segment.de else segment.spot
        lines += [f"  {_head(segment)}: {plain(segment.context)}", f"    {said}"]
    lines += [f"  {text('annotation_type')}: {'; '.join(offered.name for offered in item.types)}"]
    return [*lines, f"  {text('annotation_severity')}: {', '.join(SEVERITIES)}", f"  {text('annotation_twin')} ____"]


def html_twin(item: Annotation) -> str:
    rows = "".join(
        f"<tr><td>{segment.block}</td><td>{inline(segment.context)}</td><td>{_quoted(segment)}</td><td>{inline(segment.en or '')}</td></tr>"
        for segment in item.segments
    )
    head = "<tr><th>block</th><th>in our words</th><th>words to review</th><th>word for word</th></tr>"
    types = "".join(f"<li>{inline(offered.name)}: {inline(offered.means)}</li>" for offered in item.types)
    offered = f"<p>{text('annotation_type')}:</p><ul>{types}</ul><p>{text('annotation_severity')}: {', '.join(SEVERITIES)}</p>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>{offered}<p>{text('annotation_twin')}</p>"


def _quoted(segment: Segment) -> str:
    return inline(f"*{segment.de}*") if segment.de else inline(segment.spot or "")


def about(item: Annotation, part: str) -> str:
    """Sign, word, block and marked words of a remark on ``verdict:segment:start-end``; a miss names its block alone."""
    verdict, _, rest = part.partition(":")
    if not verdict:
        return ""
    sign, word = VERDICTS[verdict]
    segment_id, _, at = rest.partition(":")
    segment = item.segment(segment_id)
    head = f"{sign} {text(word)}: {_head(segment)}"
    if not at:
        return head
    start, end = map(int, at.split("-"))
    quoted = segment.quoted(start, end)
    return f"{head}, {f'*{quoted}*' if segment.de else f'“{quoted}”'}"


def _rows(item: Annotation) -> Iterator[tuple[str, str, str, str, str]]:
    """Block, words, status, type and severity, reason of everything that the catalogue has on the segments."""
    for segment in item.segments:
        for target in segment.targets:
            quoted = segment.quoted(target.at.start, target.at.end)
            called = f"{item.type_name(target.types[0])}, {target.severity}" if target.types else GAP
            yield str(segment.block), f"*{quoted}*" if segment.de else quoted, STATUS[target.status], called, target.feedback


def solution_plain(item: Annotation) -> list[str]:
    lines = []
    for number, quoted, status, called, why in _rows(item):
        lines += [f"  {text('annotation_block', block=number)}: {plain(quoted)} {status}{'' if called == GAP else f' ({called})'}", f"       {plain(why)}"]
    return lines


def solution_html(item: Annotation) -> str:
    rows = "".join(
        f"<tr><td>{number}</td><td>{inline(quoted)}</td><td>{status}</td><td>{called}</td><td>{inline(why)}</td></tr>"
        for number, quoted, status, called, why in _rows(item)
    )
    head = "<tr><th>block</th><th>words</th><th>verdict</th><th>type, severity</th><th>why</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
