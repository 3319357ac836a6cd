"""``slider`` as a view: number fields with a sliding control beside each; published ranges come with the marking."""

from __future__ import annotations

from typing import Any

from opedlab.items.slider import ExpectedRange, Slider, Zone, shown
from opedlab.views.markup import block, inline, plain
from opedlab.views.strings import text

MISSED = {"narrower": "slider_narrower", "wider": "slider_wider", "lower": "slider_lower", "higher": "slider_higher"}


def content(item: Slider) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {
        "ask": item.ask,
        "low": item.low,
        "high": item.high,
        "step": item.step,
        "unit": item.unit,
        "low_means": item.low_means or "",
        "high_means": item.high_means or "",
    }


def _scale(item: Slider) -> str:
    ends = [f"{end:g} = {means}" if means else "" for end, means in ((item.low, item.low_means), (item.high, item.high_means))]
    meant = ", ".join(end for end in ends if end)
    return text("slider_scale", low=f"{item.low:g}", high=shown(item, item.high)) + (f" ({meant})" if meant else "")


def _field(item: Slider, blank: str) -> str:
    unit = f" {item.unit}" if item.unit else ""
    if item.ask == "value":
        return f"{text('slider_value')}: {blank}{unit}"
    return f"{text('slider_low')}: {blank}{unit}  {text('slider_high')}: {blank}{unit}"


def plain_twin(item: Slider) -> list[str]:
    return [f"  {plain(_scale(item))}", f"  {_field(item, '____')}"]


def html_twin(item: Slider) -> str:
    return f"<p>{inline(_scale(item))}</p><p>{inline(_field(item, '…'))}</p>"


def about(item: Slider, part: str) -> str:
    """The published range that a remark is about; nothing for one's own."""
    return part


def _key(item: Slider) -> list[tuple[str, str, str]]:
    """Sign, place on the scale and what is said there, for every foreseen answer."""
    rows = []
    ends = [item.low, *(zone.up_to for zone in item.zones)]
    for start, zone in zip(ends, item.zones, strict=False):
        rows.append((_sign(zone), shown(item, start, zone.up_to), (zone.feedback or "") if zone.correct else f"{zone.tempts} {zone.wrong_because}"))
    if item.expected:
        one: ExpectedRange = item.expected
        rows.append(("✓", text("slider_give_or_take", range=shown(item, one.low, one.high), n=f"{one.tolerance:g}"), one.feedback))
        rows += [("○", text(name), getattr(one, way)) for way, name in MISSED.items()]
    return rows


def _sign(zone: Zone) -> str:
    return "✓" if zone.correct else "○"


def _beside(item: Slider) -> list[str]:
    return [f"{one.name}: {one.word} – {shown(item, one.low, one.high)}" for one in item.compare]


def solution_plain(item: Slider) -> list[str]:
    lines = [line for sign, where, said in _key(item) for line in (f"  {sign} {where}", f"       {plain(said)}")]
    return lines + ([f"  {plain(item.comment)}"] if item.comment else []) + [f"   – {plain(line)}" for line in _beside(item)]


def solution_html(item: Slider) -> str:
    rows = "".join(f"<li>{sign} <strong>{inline(where)}</strong> {inline(said)}</li>" for sign, where, said in _key(item))
    beside = "".join(f"<li>{inline(line)}</li>" for line in _beside(item))
    return (f"<ul>{rows}</ul>" if rows else "") + (block(item.comment) if item.comment else "") + (f"<ul>{beside}</ul>" if beside else "")
