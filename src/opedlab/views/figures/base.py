"""What all figures share: one output with a picture, its words for those who do not see it, its caption and its table.

The picture is a PNG on a light ground of its own, so that it reads alike in the light and the dark theme. Colours are
those of Okabe and Ito (2008), and nothing is told by colour alone: shapes and words say it too.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from opedlab.views.markup import Shown, inline, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, INK, SOFT = "#0072b2", "#b34700", "#00735c", "#1a1a1a", "#595959"
GROUND = "#ffffff"
WIDTH = 7.6  # inches
DPI = 144
COLOURS = 64
SHOWN_WIDTH = 760  # CSS pixels at which letters have the size of the text around them
FONT = {"family": "DejaVu Sans", "size": 9}


@frozen
class Table:
    """The numbers behind a picture. ``numeric`` names the columns (from 0) that hold figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@frozen
class Caption:
    """What stands with a picture: a title that says what to see, the words for it, a remark, and the sources by key and name."""

    title: str
    alt: str
    remark: str
    sources: Mapping[str, str] = field(factory=dict)


def blank(height: float, rows: int = 1, columns: int = 1, **spec: object) -> tuple[Figure, list[Axes]]:
    """An empty figure ``WIDTH`` by ``height`` inches without pyplot, so that no global state is left behind."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=GROUND, layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False, gridspec_kw=spec or None)
    axes = [axis for row in grid for axis in row]
    for axis in axes:
        for side in ("top", "right"):
            axis.spines[side].set_visible(False)
    return figure, axes


def png(figure: Figure) -> bytes:
    """The figure as PNG bytes; no date and no version of a program goes into them.

    A palette of ``COLOURS`` holds our few colours with their soft edges, at a third of the bytes (measured on the tallest figure).
    """
    from matplotlib import rc_context
    from PIL import Image

    raw, out = io.BytesIO(), io.BytesIO()
    with rc_context({"font.family": FONT["family"], "font.size": FONT["size"]}):
        figure.savefig(raw, format="png", dpi=DPI, pil_kwargs={"compress_level": 0})
    Image.open(raw).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def shown(figure: Figure, caption: Caption, *tables: Table) -> Shown:
    """The one output of a figure: picture, caption, table; the plain form has everything but the picture."""
    data = base64.b64encode(png(figure)).decode("ascii")
    image = (
        f'<img alt="{html.escape(caption.alt)}" width="{SHOWN_WIDTH}" src="data:image/png;base64,{data}" '
        f'style="max-width:100%;height:auto;border:1px solid #767676;background:{GROUND}">'
    )
    words = f"<figcaption><p>{inline(caption.remark)}{source_links(caption.sources)}</p></figcaption>"
    tabled = "".join(table_html(table) for table in tables)
    markup = f'<figure class="opedlab-figure" style="margin:0"><p><strong>{inline(caption.title)}</strong></p>{image}{words}{tabled}</figure>'
    return Shown("\n".join(in_words(caption, tables)), markup)


def source_link(key: str, name: str) -> str:
    """A link to the source's entry in the bibliography, as seen from a notebook of the course."""
    return f'<a href="../source_texts/sources.md#{key}">{html.escape(name)}</a>'


def source_links(sources: Mapping[str, str]) -> str:
    """The sources under a figure or table as one sentence of links; empty where there are none."""
    return f" Sources: {'; '.join(source_link(key, name) for key, name in sources.items())}." if sources else ""


def table_html(table: Table) -> str:
    """The table as HTML; text stands to the left, figures to the right."""
    side = ["right" if n in table.numeric else "left" for n in range(len(table.head))]
    head = "".join(f'<th scope="col" style="text-align:{side[n]}">{html.escape(cell)}</th>' if cell else "<td></td>" for n, cell in enumerate(table.head))
    rows = "".join("<tr>" + "".join(_cell(cell, side[n]) for n, cell in enumerate(row)) + "</tr>" for row in table.rows)
    table = f'<table style="margin:0.5em 0"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    # Where the page is narrow the table scrolls by itself; then it must take the focus, and its keys must not reach the notebook.
    return f'<div role="group" aria-label="Table" tabindex="0" data-lm-suppress-shortcuts="true" style="overflow-x:auto">{table}</div>'


def table_lines(table: Table) -> Iterator[str]:
    """The table as plain text, a line for each row."""
    yield " | ".join(table.head)
    yield from (" | ".join(map(plain, row)) for row in table.rows)


def german(words: str) -> str:
    """German words in a cell, marked as such; an empty cell stays empty."""
    return f"*{words}*" if words else ""


def _cell(text: str, side: str) -> str:
    """One cell, its German words marked; dates and short figures stay in one line."""
    wrap = "nowrap" if len(plain(text)) <= len("2024-11-05") else "normal"
    return f'<td style="text-align:{side};white-space:{wrap}">{inline(text)}</td>'


def in_words(caption: Caption, tables: Iterable[Table]) -> Iterator[str]:
    """Everything but the picture, line by line."""
    yield plain(caption.title)
    yield plain(caption.remark)
    for table in tables:
        yield ""
        yield from table_lines(table)
    if caption.sources:
        yield f"\nSources: {' · '.join(f'{name} ({key})' for key, name in caption.sources.items())}"


def counted(n: int, one: str, many: str | None = None) -> str:
    """``1 figure``, ``3 figures``."""
    return f"{n} {one if n == 1 else many or one + 's'}"
