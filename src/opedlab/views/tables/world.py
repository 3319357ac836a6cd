"""Tables over treaty, sanctions and manpower as they stood on the article's day; nothing later is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opedlab.context.days import last_day
from opedlab.context.timeline import ARTICLE_DAY
from opedlab.context.world.manpower import Manpower
from opedlab.context.world.sanctions import Sanctions
from opedlab.context.world.treaty import Treaty
from opedlab.records import compiled
from opedlab.views.days import day_name
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_by_the_day, sources_of, tabled

if TYPE_CHECKING:
    from opedlab.course import Course


def treaties(course: Course) -> Shown:
    """The alliance texts side by side: trigger, duty, what is left to each party, and whom they bound on the day."""
    rows = compiled(course.context / "treaty.yaml", Treaty, course.compiled).comparison
    table = Table(("text", "signed", "what sets it off", "what it promises", "how automatic", "on 5 November 2024"), tuple(
        (row.name, day_name(row.signed), row.trigger, row.duty, row.automaticity, row.on_the_day) for row in rows
    ))  # fmt: skip
    remark = "In our words. Of the treaty of 2024 no official full text was found; its articles are known from summaries."
    return tabled("Six texts promise something; they differ in what, and in how much each party decides for itself", remark, table, _cited(course, rows))


def sanctions(course: Course) -> Shown:
    """The Security Council's resolutions on North Korea, with what each says of arms and of people."""
    rows = compiled(course.context / "sanctions.yaml", Sanctions, course.compiled).resolutions
    table = Table(("resolution", "adopted", "what it did", "on arms", "on soldiers, training or labour"), tuple(
        (row.resolution, day_name(row.adopted), row.did, row.on_arms, row.on_troops_or_labour) for row in rows
    ))  # fmt: skip
    remark = "In our words, mostly from the committee's own lists of measures; where a resolution itself was not opened, the record says so."
    return tabled("Arms are forbidden by name; of soldiers sent abroad no resolution speaks", remark, table, _cited(course, rows))


def shares(course: Course) -> Shown:
    """What was published by the day on the cost of soldiers, with the course's own division by one year's spending."""
    record = compiled(course.context / "manpower.yaml", Manpower, course.compiled)
    known = sources_of(course)
    rows = [row for row in record.budget_shares if all(last_day(known[key].issued or "1900") <= ARTICLE_DAY for key in row.sources)]
    table = Table(("who says so", "what is counted", "over what time", "trillion roubles", "per cent of the spending of 2024", "standing"), tuple(
        (row.who_says, row.counts, row.period, _number(row.numerator), _number(row.computed), row.status) for row in rows
    ), numeric=(3, 4))  # fmt: skip
    remark = f"The percentages are this course's division by {record.federal_spending_2024} trillion roubles, the federal spending of 2024."
    title = "Who is counted, over what time, and whether it is paid: the share moves with each of the three"
    return tabled(title, remark, table, _cited(course, rows))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _cited(course: Course, rows: object) -> dict[str, str]:
    return names_by_the_day(course, (key for row in rows for key in row.sources))  # type: ignore[attr-defined]
