"""``forecast`` as a view: a probability, a reason, and from which day to which; the outcome only where it is practice."""

from __future__ import annotations

from typing import Any

from opedlab.items.forecast import MAX_REASON, Forecast
from opedlab.records import Day
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text

ABOUT = {"happened": "forecast_happened", "not-happened": "forecast_not_happened", "score": "forecast_score"}
REASON = {"required": "forecast_reason_required", "optional": "forecast_reason_optional"}


def content(item: Forecast) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "asked_on": item.asked_on.isoformat(),
        "horizon": item.horizon.isoformat(),
        "resolution": item.resolution,
        "reason": item.reason,
        "in_ledger": item.in_ledger,
        "max_characters": MAX_REASON,
    }


def day(date: Day) -> str:
    return f"{date.day} {date:%B %Y}"


def _frame(item: Forecast) -> list[str]:
    return [text("forecast_as_of", asked=day(item.asked_on), horizon=day(item.horizon)), f"{text('forecast_resolution')} {item.resolution}"]


def _fields(item: Forecast) -> list[str]:
    return [text("forecast_percent"), text(REASON[item.reason]), text("forecast_knew")]


def plain_twin(item: Forecast) -> list[str]:
    return [*(f"  {plain(line)}" for line in _frame(item)), *(f"  {line} ____" for line in _fields(item))]


def html_twin(item: Forecast) -> str:
    frame = "".join(f"<p>{inline(line)}</p>" for line in _frame(item))
    return frame + "<ul>" + "".join(f"<li>{inline(line)} …</li>" for line in _fields(item)) + "</ul>"


def about(item: Forecast, part: str) -> str:
    """What a remark is about; nothing for the kept forecast itself."""
    return text(ABOUT[part]) if part else ""


def _after(item: Forecast) -> str:
    if item.settled is None:
        return text("forecast_in_ledger")
    happened = text(ABOUT["happened" if item.settled.happened else "not-happened"])
    return f"{happened} ({day(item.settled.on)}). {item.settled.what}"


def solution_plain(item: Forecast) -> list[str]:
    return [f"  {plain(line)}" for line in (*_frame(item), _after(item), item.settled.note if item.settled else "") if line]


def solution_html(item: Forecast) -> str:
    return "".join(f"<p>{inline(line)}</p>" for line in (*_frame(item), _after(item), item.settled.note if item.settled else "") if line)
