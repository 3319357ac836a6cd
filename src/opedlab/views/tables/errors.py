"""The caveats as tables: how severity and reach go together, what each firm error does to the map, and the open hypotheses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from opedlab.translation.caveats import Caveat, Caveats, of_status
from opedlab.views.figures.base import Table, german

REACH = {"changes": "changes what a card says", "shades": "shades a card", "none": "does not reach the map"}
SEVERITIES = ("critical", "major", "minor")


def reach_title(record: Caveats) -> str:
    firm = of_status(record.caveats, "firm")
    small = [one for one in firm if one.severity == "minor" and one.reach == "changes"]
    return f"Of {len(firm)} errors that blind readings agree on, {len(small)} are minor and still change what a card says"


def reach_counts(record: Caveats) -> Table:
    """Firm errors by severity and reach."""
    found = Counter((one.severity, one.reach) for one in of_status(record.caveats, "firm"))
    rows = [(severity, *(str(found[severity, reach]) for reach in REACH)) for severity in SEVERITIES]
    total = tuple(str(sum(found[severity, reach] for severity in SEVERITIES)) for reach in REACH)
    return Table(("severity", *REACH.values()), (*rows, ("all", *total)), numeric=(1, 2, 3))


def reach_rows(record: Caveats) -> Table:
    """Every firm error with its cards, those that reach furthest first."""
    firm = sorted(of_status(record.caveats, "firm"), key=lambda one: (list(REACH).index(one.reach), SEVERITIES.index(one.severity), one.block))
    rows = tuple(
        (str(one.block), german(one.quote or ""), one.gloss, f"{one.mqm_name}, {one.severity}", REACH[one.reach], ", ".join(one.map_nodes)) for one in firm
    )
    return Table(("block", "words", "gloss", "type, severity", "reach", "cards"), rows, numeric=(0,))


def hypotheses(record: Caveats, ids: Collection[str] = ()) -> tuple[Caveat, ...]:
    """The caveats whose English is a hypothesis: those of ``ids``, else those that would change what a card says."""
    return tuple(
        one
        for one in record.caveats
        if one.hypothesis.status == "hypothesis" and (one.id in ids if ids else one.reach == "changes" and one.layer == "translation")
    )


def hypothesis_rows(chosen: Collection[Caveat]) -> Table:
    """Each hypothesis with how much the course would bet on it, and what would settle it."""
    rows = tuple(
        (
            one.id,
            str(one.block),
            german(one.quote or ""),
            one.hypothesis.english or "",
            f"{100 * (one.hypothesis.confidence or 0):.0f} %",
            one.what_would_settle_it,
        )
        for one in chosen
    )
    return Table(("id", "block", "German words", "English, guessed", "our bet", "what would settle it"), rows, numeric=(1, 4))
