"""``annotation``: error marks on short quotations: a span, an MQM type and a severity each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, Remark
from opedlab.items.segments import COUNTS, Listed, Segment, TypeOnOffer
from opedlab.records import Place, doubles, nearest
from opedlab.translation.annotation import MarkScore, Span, Target, covers, score_marks, shared
from opedlab.translation.mqm import SeverityName

if TYPE_CHECKING:
    from opedlab.translation.caveats import Caveats
    from opedlab.translation.mqm import Mqm

MOST_TYPES = 12
SLACK = 1
"""Words by which a mark may reach beyond a target: fewer than in a whole block, for a segment is short."""
SEVERITIES: tuple[str, ...] = get_args(SeverityName)
WIDE = "This mark reaches well beyond the place it touches. Mark only the words that a corrector would have to change."
UNLISTED = "Nothing is known against these words. What would you write instead, and what would the reader gain?"
VERDICTS = {"right": "found", "neither": "either", "wrong": "decoy"}


@frozen(kw_only=True)
class Annotation(Item):
    """Segments to be reviewed. Blank is an answer, too: everything may stand.

    A response is ``{"marks": [{"segment", "start", "end", "type", "severity"}]}``; words count from 0, ``end`` is the
    first word after the mark. A bare list of marks will do.
    """

    kind: Literal["annotation"]
    types: tuple[TypeOnOffer, ...]
    segments: tuple[Segment, ...]

    def type_name(self, type_id: str) -> str:
        return next((offered.name for offered in self.types if offered.id == type_id), type_id)

    def segment(self, segment_id: object) -> Segment:
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise NotAnAnswer(f"{self.id} has no segment {str(segment_id)[:60]!r}; its segments are {', '.join(s.id for s in self.segments)}")

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from doubles(self.segments, "segments")
        yield from doubles(self.types, "types")
        offered = {one.id for one in self.types}
        if not 2 <= len(offered) <= MOST_TYPES:
            yield ("types",), f"are {len(offered)}; 2 to {MOST_TYPES} can be chosen from"
        if not any(target.status == "firm" for segment in self.segments for target in segment.targets):
            yield ("segments",), "have no firm target; there must be something to find"
        for n, segment in enumerate(self.segments):
            if segment.block not in self.blocks:
                yield ("segments", n, "block"), f"is {segment.block}, which `blocks` does not list"
            for k, target in enumerate(segment.targets):
                for type_id in set(target.types) - offered:
                    yield ("segments", n, "targets", k, "types"), f'"{type_id}" is not among the `types` on offer{nearest(type_id, offered)}'


@frozen
class Mark:
    """One mark of a student, checked."""

    segment: Segment
    start: int
    end: int
    type: str
    severity: str
    span: Span


def marks_of(item: Annotation, response: Any) -> list[Mark]:
    """The marks of a response, in the order of the page.

    Raises:
        NotAnAnswer: marks that overlap or lack a part, or name what the item does not have.
    """
    given = response.get("marks") if isinstance(response, dict) else response
    if not isinstance(given, list | tuple) or not all(isinstance(one, dict) for one in given):
        raise NotAnAnswer(f'{item.id} wants a list of marks, each as {{"segment", "start", "end", "type", "severity"}}')
    made = sorted((_checked(item, one) for one in given), key=lambda m: (m.span.block, m.span.start))
    for before, after in zip(made, made[1:], strict=False):
        if shared(before.span, after.span):
            raise NotAnAnswer(f'two marks share words of "{after.segment.id}"; put them together, or make them shorter')
    return made


def _checked(item: Annotation, given: dict[str, Any]) -> Mark:
    segment = item.segment(given.get("segment"))
    start, end, chosen, severity = (given.get(key) for key in ("start", "end", "type", "severity"))
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(segment.words):
        raise NotAnAnswer(f'a mark on "{segment.id}" runs from word 0 to {len(segment.words)} at most, `end` being the first word after it')
    if chosen not in [offered.id for offered in item.types]:
        raise NotAnAnswer(f"a mark has one of the types {', '.join(f'{one.id} ({one.name})' for one in item.types)}")
    if severity not in SEVERITIES:
        raise NotAnAnswer(f"a mark has one of the severities {', '.join(SEVERITIES)}")
    return Mark(segment, start, end, chosen, severity, segment.span(item.segments.index(segment), start, end))


@frozen
class _Place:
    """A target with where it is, as marking needs it."""

    segment: Segment
    listed: Listed
    target: Target

    def best(self, marks: Iterable[Mark]) -> Mark:
        """Of the marks that mean this place, the one with most of its words."""
        return max((m for m in marks if covers(m.span, self.target.span, SLACK)), key=lambda m: shared(m.span, self.target.span))


def _places(item: Annotation) -> dict[str, _Place]:
    found = {}
    for n, segment in enumerate(item.segments):
        for k, listed in enumerate(segment.targets):
            key = f"{segment.id}:{k}"
            found[key] = _Place(segment, listed, Target(key, segment.span(n, listed.at.start, listed.at.end), COUNTS[listed.status]))
    return found


def mark(item: Annotation, response: Any) -> Marking:
    """The marking of a review: precision and recall of the marks, then a remark on each mark and each miss.

    The score is F1 of the spans, where a find with a type that is not accepted counts half; severity is commented on
    and not scored. The edges of a mark are tolerant by one word. Borderline places count neither way.

    Raises:
        NotAnAnswer: marks that overlap or lack a part, or name what the item does not have.
    """
    marks, places = marks_of(item, response), _places(item)
    score = score_marks([m.span for m in marks], [place.target for place in places.values()], SLACK)
    on = {key: places[key].best(marks) for key in (*score.decoys, *score.neither, *score.found)}
    typed = sum(on[key].type in places[key].listed.types for key in score.found)
    points = (score.f1 or 0.0) * (1 + typed / len(score.found)) / 2 if score.found else 0.0
    details = {
        "verdicts": [_verdict(one, n, score, [places[key].target for key in on]) for n, one in enumerate(marks)],
        "precision": score.precision,
        "recall": score.recall,
    }
    remarks = [Remark("", _summary(score, len(marks))), *_remarks(item, marks, places, score, on)]
    return Marking("right" if points == 1 else "not quite", tuple(remarks), points, details=details)


def _remarks(item: Annotation, marks: list[Mark], places: dict[str, _Place], score: MarkScore, on: dict[str, Mark]) -> Iterator[Remark]:
    """What counts against the student first, then what is missing, then the rest; each in page order."""
    for key in score.decoys:
        yield Remark(_about("decoy", on[key]), places[key].listed.feedback)
    for n in score.too_wide:
        yield Remark(_about("wide", marks[n]), WIDE)
    for n in score.unlisted:
        yield Remark(_about("unlisted", marks[n]), UNLISTED)
    for key in score.missed:
        yield Remark(f"missed:{places[key].segment.id}", places[key].listed.missed or "")
    for key in score.neither:
        yield Remark(_about("either", on[key]), places[key].listed.feedback)
    for key in score.found:
        yield Remark(_about("found", on[key]), places[key].listed.feedback + _compared(item, on[key], places[key].listed))


def _about(verdict: str, one: Mark) -> str:
    return f"{verdict}:{one.segment.id}:{one.start}-{one.end}"


def _compared(item: Annotation, one: Mark, listed: Listed) -> str:
    """How the student's type and severity stand beside the catalogue's; nothing where they agree."""
    said = ""
    if one.type not in listed.types:
        said += f" You called it {item.type_name(one.type)}; the catalogue has {' or '.join(item.type_name(t) for t in listed.types)}."
    if one.severity != listed.severity:
        said += f" You set it as {one.severity}, the catalogue as {listed.severity}: what would a reader come to believe?"
    return said


def _verdict(one: Mark, n: int, score: MarkScore, hit: list[Target]) -> dict[str, Any]:
    """What became of one mark, for the page to show beside it; a second mark on one place shares the first one's lot."""
    if n in score.too_wide or n in score.unlisted:
        verdict = "wide" if n in score.too_wide else "unlisted"
    else:
        meant = max((t for t in hit if covers(one.span, t.span, SLACK)), key=lambda t: shared(one.span, t.span))
        verdict = VERDICTS[meant.counts]
    return {"segment": one.segment.id, "start": one.start, "end": one.end, "verdict": verdict}


def _summary(score: MarkScore, marks: int) -> str:
    """Precision and recall in words; a blank answer and an over-zealous one get their own."""
    found, firm = len(score.found), len(score.found) + len(score.missed)
    against = len(score.decoys) + len(score.unlisted) + len(score.too_wide)
    agreed = f"of the {firm} {'place' if firm == 1 else 'places'} that blind readings agree on"
    if not marks:
        return f"You marked nothing: all of it would be printed as it stands. Recall is 0 {agreed}, and there is no mark to be precise."
    recall = f"You found {found} {agreed} (recall {100 * found / firm:.0f} %)"
    if not found + against:
        return f"{recall}. Your marks stand on borderline places and count neither for nor against you."
    said = f"{recall}. Marks that count: {found + against}, of which {found} on such a place (precision {100 * found / (found + against):.0f} %)."
    if against >= 2 and 2 * against >= found:
        said += " You mark freely. Whoever has to answer such marks soon stops reading them, so keep those that you could give a reason for."
    return said


def link_faults(item: Annotation, *, catalogue: Caveats, mqm: Mqm) -> Iterator[tuple[Place, str]]:
    """Where an item says something else than the catalogue of caveats and the MQM typology."""
    names = mqm.names
    for n, offered in enumerate(item.types):
        if names.get(offered.id) != offered.name:
            yield ("types", n, "name"), f'is "{offered.name}"; mqm.yaml has "{names.get(offered.id, "no such type")}" for {offered.id}'
    rows = {row.id: row for row in (*catalogue.caveats, *catalogue.decoys)}
    for n, segment in enumerate(item.segments):
        for k, target in enumerate(segment.targets):
            place: Place = ("segments", n, "targets", k)
            row: Any = rows.get(target.caveat)
            if row is None:
                yield (*place, "caveat"), f'"{target.caveat}" is no id of caveats.yaml{nearest(target.caveat, rows)}'
                continue
            status = getattr(row, "status", None) or ("decoy" if row.costs_points else "free decoy")
            if target.status != status:
                yield (*place, "status"), f'is "{target.status}"; caveats.yaml has "{status}" for {row.id}'
            if segment.block != row.block or (segment.de and segment.quoted(target.at.start, target.at.end) != row.quote):
                yield (*place, "at"), f"is not the place of {row.id} in caveats.yaml (block {row.block})"
            if target.severity and (target.severity != row.severity or target.types[:1] != (row.mqm,)):
                yield place, f"has not the severity or not the first type of {row.id} in caveats.yaml ({row.severity}, {row.mqm})"
