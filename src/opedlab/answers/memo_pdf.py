"""A memo as PDF on A4: headings, lists, links, page numbers, in matplotlib's DejaVu typefaces.

A character that the typeface does not have (Hangul, say) stands as a box, and a note on the last page says which and where to find it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, mutable

from opedlab.answers.memo import Memo
from opedlab.answers.memo_html import parser

if TYPE_CHECKING:
    from fpdf import FPDF
    from markdown_it.token import Token

BOX = "\u25a1"
SIZE, LEAD = 10.5, 5.4  # points; millimetres from line to line
MARGIN, INDENT = 24, 7  # millimetres
PAGES = "\u27e8pages\u27e9\u2060"  # stands for their number until the document is done; its last character is never let through from a text
HEADINGS = {1: 15, 2: 13, 3: 11.5}
STYLES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf", "BI": "DejaVuSans-BoldOblique.ttf"}


@cache
def _fonts() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def _known() -> frozenset[int]:
    """The characters that all four styles have."""
    from fontTools.ttLib import TTFont

    return frozenset.intersection(*(frozenset(TTFont(_fonts() / name, lazy=True).getBestCmap()) for name in STYLES.values()))


@mutable
class _Page:
    """The document while it is written, and which characters it could not print."""

    pdf: FPDF
    missing: dict[str, int] = field(factory=dict)
    indent: float = 0

    def fit(self, text: str) -> str:
        """The text with a box for each character that the typeface lacks."""
        out = []
        for one in text:
            if one not in "\n\t" and unicodedata.category(one) in ("Cc", "Cf"):
                continue
            if one in "\n\t" or ord(one) in _known():
                out.append(one)
            else:
                self.missing[one] = self.missing.get(one, 0) + 1
                out.append(BOX)
        return "".join(out).replace("\t", "    ")

    def write(self, text: str, style: str = "", size: float = SIZE, link: str = "") -> None:
        self.pdf.set_font("DejaVu", style, size)
        self.pdf.set_text_color(*((0, 90, 156) if link else (26, 26, 26)))
        self.pdf.write(LEAD * size / SIZE, self.fit(text), link)

    def start(self, gap: float = 0, mark: str = "") -> None:
        """A new line at the present indent, ``mark`` hanging before it."""
        if gap:
            self.pdf.ln(gap)
        self.pdf.set_left_margin(MARGIN + self.indent)
        self.pdf.set_x(MARGIN + self.indent)
        if mark:
            self.pdf.set_x(MARGIN + self.indent - 6)
            self.write(mark)
            self.pdf.set_x(MARGIN + self.indent)

    def rule(self) -> None:
        y = self.pdf.get_y()
        self.pdf.line(MARGIN, y, self.pdf.w - MARGIN, y)


def as_pdf(memo: Memo, addresses: Mapping[str, str | None] | None = None) -> tuple[bytes, Mapping[str, int]]:
    """The document, and the characters that stand in it as a box with how often."""
    page = _Page(_document(memo))
    page.start()
    page.write(memo.title, "B", 18)
    page.pdf.ln(LEAD * 18 / SIZE)
    page.start()
    page.write(memo.byline)
    page.pdf.ln(LEAD)
    body = _Body(page)
    for text in (memo.text, memo.card):
        for token in parser(addresses or {}).parse(text):
            body.add(token)
    _foot(page, memo)
    return bytes(page.pdf.output()), dict(page.missing)


def _document(memo: Memo) -> FPDF:
    from fpdf import FPDF

    class Numbered(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("DejaVu", "", 8)
            self.set_text_color(89, 89, 89)
            self.set_x(MARGIN)
            self.cell(self.w - 2 * MARGIN, 8, f"{self.page_no()} / {PAGES}", align="C")

    pdf = Numbered(format="A4")
    pdf.alias_nb_pages(PAGES)
    for style, name in STYLES.items():
        pdf.add_font("DejaVu", style, str(_fonts() / name))
    pdf.set_margins(MARGIN, 22, MARGIN)
    pdf.set_auto_page_break(True, 22)
    pdf.set_title(memo.title)
    pdf.set_author(memo.writer)
    pdf.set_lang(memo.language)
    pdf.set_creator("opedlab")
    pdf.add_page()
    return pdf


@mutable
class _Body:
    """The text, block by block. ``lists`` holds the next number of each open list, None where it has bullets; ``mark`` waits for its entry's first line."""

    page: _Page
    lists: list[int | None] = field(factory=list)
    mark: str = ""
    heading: int = 0
    cell: int = 0

    def add(self, token: Token) -> None:
        kind, _, side = token.type.rpartition("_")
        if side in ("open", "close"):
            self._frame(kind, side == "open", token)
        elif token.type == "inline":
            self._text(token)
        elif token.type == "hr":
            self.page.start(4)
            self.page.rule()
        else:  # code, and what else has its text in itself
            self.page.start(2)
            self.page.write(token.content.rstrip())
            self.page.pdf.ln(LEAD)

    def _frame(self, kind: str, opens: bool, token: Token) -> None:
        """What a block changes for those inside it."""
        if kind in ("bullet_list", "ordered_list", "blockquote"):
            self.page.indent += INDENT if opens else -INDENT
        if kind in ("bullet_list", "ordered_list"):
            first = token.attrGet("start")
            if opens:
                self.lists.append(None if kind == "bullet_list" else 1 if first is None else int(first))
            else:
                self.lists.pop()
        elif kind == "list_item" and opens:
            number = self.lists[-1]
            self.mark = "•" if number is None else f"{number}."
            self.lists[-1] = None if number is None else number + 1
        elif kind == "heading":
            self.heading = int(token.tag[1]) if opens else 0
        elif kind in ("th", "td") and opens:
            self.cell += 1
        elif kind == "tr":
            self.cell = 0
            if not opens:
                self.page.pdf.ln(LEAD)

    def _text(self, token: Token) -> None:
        """A paragraph, a heading, a list entry, or one cell of a row."""
        if self.cell > 1:
            self.page.write("  |  ")
        else:
            self.page.start(5 if self.heading else 1.2 if self.lists or self.cell else 3.5, self.mark)
        _inline(self.page, token.children or (), HEADINGS.get(self.heading, 11) if self.heading else SIZE, bold=bool(self.heading))
        if not self.cell:
            self.page.pdf.ln(LEAD)
        self.mark = ""


def _inline(page: _Page, tokens: Sequence[Token], size: float, bold: bool) -> None:
    strong, slant, link = int(bold), 0, ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += 1 if token.type.endswith("open") else -1
        elif token.type in ("em_open", "em_close"):
            slant += 1 if token.type.endswith("open") else -1
        elif token.type in ("link_open", "link_close"):
            href: Any = token.attrGet("href") if token.type.endswith("open") else ""
            link = str(href or "") if str(href or "").startswith(("http://", "https://")) else ""
        elif token.type in ("softbreak", "hardbreak"):
            page.write(" " if token.type == "softbreak" else "\n", size=size)
        elif token.content:
            page.write(token.content, ("B" if strong else "") + ("I" if slant else ""), size, link)


def _foot(page: _Page, memo: Memo) -> None:
    """Where the memo comes from, and what could not be printed."""
    page.indent = 0
    page.start(6)
    page.rule()
    page.start(2)
    page.write(memo.said("course"), size=8.5)
    for name, said in memo.notes:
        page.pdf.ln(LEAD * 0.85)
        page.start()
        page.write(f"{name}: {said}", size=8.5)
    if page.missing:
        listed = ", ".join(f"U+{ord(one):04X} {unicodedata.name(one, 'without a name').lower()}" for one in list(page.missing)[:12])
        page.pdf.ln(LEAD)
        page.start()
        page.write(f"{BOX} stands for a character that this typeface does not have ({listed}). The web page and the Markdown file have it.", size=8.5)
