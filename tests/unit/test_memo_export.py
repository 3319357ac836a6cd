"""The way out for a memo: Markdown as typed, a web page that runs and loads nothing, a PDF that can be read back; and hostile input."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from opedlab.answers.log import AnswerLog
from opedlab.answers.memo import Memo, as_markdown, memo_of
from opedlab.answers.memo_card import card_section
from opedlab.answers.memo_html import as_html
from opedlab.answers.memo_pdf import BOX, as_pdf
from opedlab.answers.products import Product
from opedlab.argument.corner import NotACarrier, corner
from opedlab.argument.model import ArgumentMap
from opedlab.argument.standing import standing
from opedlab.course import find
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.views.map_layout import map_svg
from opedlab.views.memo_board import MemoBoard

COURSE = find(Path(__file__))
BANK = load(COURSE.items / "15-write-the-memo.yaml", Bank)
DAY = date(2026, 11, 30)
ADDRESSES = {"ap-2024-11-17-atacms-ktar": "https://example.org/ap", "no-address": None}
HOSTILE = """## Bottom <b>line</b>

<script>alert(1)</script> <img src=x onerror=alert(2)> <iframe src="https://evil.example"></iframe>

[a](javascript:alert(3)) [b](JaVaScRiPt:alert(4)) [c](data:text/html,x) [d](//evil.example) [e](file:///etc/passwd) [f](&#106;avascript:alert(5))
![pixel](https://evil.example/p.png) <javascript:alert(6)> [g]( https://good.example/"onmouseover="x )

[ref]: javascript:alert(7)
[ref] `</style><script>` </body> &lt;b&gt; &#60;script&#62;

| a | b |
|---|---|
| <script> | [h](vbscript:x) |
"""


def memo(text: str, **more) -> Memo:
    return Memo(**{"title": "A memo", "text": text, "writer": "k7f3-q2", "day": DAY} | more)


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_markdown_has_the_text_as_it_was_typed_and_where_it_comes_from():
    text = "## Bottom line\n\nTreat *it* as `weak`  \nand – “so” 북한\n\n1. a\n   - b"
    page = as_markdown(memo(text, own=("A (01)",), ready_made=("B (06)", "C (07)"), seal="3f2a 9c01 77de 5b60"))
    assert f"\n\n{text}\n\n---\n" in page
    assert page.startswith("# A memo\n\nk7f3-q2, 2026-11-30\n")
    assert "- Products ready-made by the course: B (06); C (07)\n" in page and "3f2a 9c01 77de 5b60" in page
    assert "hash" not in as_markdown(memo(text)), "no seal, no line on one"


def test_what_is_typed_into_title_and_name_stays_one_line_and_no_markup():
    made = memo_of("# ../../x\n<b>", "text", "**Eve**\n\n# head\x00", DAY, "klingon", None, ())
    page = as_markdown(made)
    assert page.count("\n# ") == 0 and page.startswith("# \\# ../../x \\<b\\>\n\n\\*\\*Eve\\*\\* \\# head, ")
    assert made.language == "en" and set(made.file_name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


# --- web page -----------------------------------------------------------------------------------------------------


def test_the_page_is_whole_has_a_language_and_starts_the_texts_headings_below_the_title():
    tree = HTMLParser(as_html(memo("# One\n\n## Bottom line\n\n- a\n- b\n\n**c**\n\n| a |\n|---|\n| 1 |", language="de", title="Größe – „A & B“")))
    assert tree.css_first("html").attributes["lang"] == "de" and tree.css_first("title").text() == "Größe – „A & B“"
    assert (
        [one.text() for one in tree.css("h1")] == ["Größe – „A & B“"]
        and tree.css_first("main h2").text() == "One"
        and tree.css_first("main h3").text() == "Bottom line"
    )
    assert len(tree.css("main li")) == 2 and tree.css_first("main strong") and tree.css_first("main td")
    assert "@media print" in tree.css_first("style").text() and "size: A4" in tree.css_first("style").text()
    assert not tree.css("link, script, img, iframe, object"), "it loads nothing"


def test_nothing_that_is_typed_runs_or_loads():
    tree = HTMLParser(as_html(memo(HOSTILE, title="</title><script>x</script>", writer="<img src=x onerror=y>", ready_made=("<script>",), seal="<b>")))
    assert not tree.css("script, img, iframe, object, base, form, b, input") and len(tree.css("style")) == 1
    for node in tree.css("*"):
        assert not any(name.startswith("on") or name == "src" for name in node.attributes), node.html
    assert all(node.attributes["href"].startswith(("http://", "https://")) for node in tree.css("a"))
    assert "<script>alert(1)</script>" in tree.css_first("main").text(), "and what was typed can be read"
    assert "default-src 'none'" in tree.css_first("meta[http-equiv]").attributes["content"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab<>\"'&[](){}!`*_#|:/\\\n\t javscript:htps.;=&#106"), max_size=160))
def test_whatever_is_typed_no_element_beyond_those_of_markdown_appears(text):
    tree = HTMLParser(as_html(memo(text)))
    allowed = {
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "a",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "main",
    }
    main = tree.css_first("main")
    assert {node.tag for node in main.css("*")} <= allowed
    assert all(link.attributes["href"].startswith(("http://", "https://")) or "sources.md#" in link.attributes["href"] for link in main.css("a"))


def test_a_link_to_a_source_of_the_course_gets_the_source_s_own_address():
    tree = HTMLParser(as_html(memo("[AP](../source_texts/sources.md#ap-2024-11-17-atacms-ktar) [x](sources.md#no-address) [y](../etc/passwd)"), ADDRESSES))
    assert [one.attributes["href"] for one in tree.css("main a")] == ["https://example.org/ap", "sources.md#no-address"]


# --- PDF ----------------------------------------------------------------------------------------------------------


def test_the_pdf_reads_back_with_headings_lists_links_umlauts_and_page_numbers():
    text = (
        "## Überschrift – „so“\n\nGrößer als **fett** und *schief*.\n\n- eins\n  - zwei\n\n3. drei\n4. vier\n\n[AP](../source_texts/sources.md#ap-2024-11-17-atacms-ktar)\n\n"
        + "Wort und Satz. " * 900
    )
    data, missing = as_pdf(memo(text, title="Ein Memo", writer="Öz", language="de", seal="3f2a 9c01"), ADDRESSES)
    book = PdfReader(io.BytesIO(data))
    assert missing == {} and book.metadata.title == "Ein Memo" and book.metadata.author == "Öz" and book.trailer["/Root"]["/Lang"] == "de"
    said = words(data)
    for part in (
        "Überschrift – „so“",
        "Größer als fett und schief.",
        "• eins",
        "• zwei",
        "3. drei",
        "4. vier",
        "3f2a 9c01",
        f"1 / {len(book.pages)}",
        f"{len(book.pages)} / {len(book.pages)}",
    ):
        assert part in said, part
    assert len(book.pages) > 2 and (round(float(book.pages[0].mediabox.width)), round(float(book.pages[0].mediabox.height))) == (595, 842)
    links = [note.get_object()["/A"]["/URI"] for page in book.pages for note in page.get("/Annots", ())]
    assert links == ["https://example.org/ap"]


def test_a_character_that_the_typeface_lacks_is_a_box_and_named():
    data, missing = as_pdf(memo("북한 and\u200b more"))
    assert set(missing) >= {"북", "한"} and "\u200b" not in missing
    said = words(data)
    assert BOX in said and "U+BD81 hangul syllable bug" in said and "and more" in said


def test_a_hostile_text_is_printed_as_typed_and_has_no_action():
    data, _ = as_pdf(memo(HOSTILE + "\x07 {nb} (x) %PDF-1.4 endobj"))
    book = PdfReader(io.BytesIO(data))
    assert "<script>alert(1)</script>" in words(data) and "{nb} (x) %PDF-1.4 endobj" in words(data)
    root = book.trailer["/Root"]
    assert "/AA" not in root and "/JavaScript" not in root.get("/Names", {}) and not isinstance(root.get("/OpenAction"), dict), (
        "a place to open at, and no action"
    )
    links = [note.get_object()["/A"] for page in book.pages for note in page.get("/Annots", ())]
    assert all(one["/S"] == "/URI" and one["/URI"].startswith(("http://", "https://")) for one in links)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_whatever_is_typed_all_three_forms_are_made(text):
    made = memo_of("t", text, "w", DAY, "en", None, ())
    assert as_markdown(made).encode() and as_html(made).encode() and as_pdf(made)[0].startswith(b"%PDF")


# --- the board ----------------------------------------------------------------------------------------------------


@pytest.fixture
def log(tmp_path) -> AnswerLog:
    return AnswerLog(tmp_path / "answers")


def board(log: AnswerLog) -> tuple[MemoBoard, list]:
    made = MemoBoard(COURSE, BANK.lesson, BANK["T15-01"], [BANK], log, DAY)
    sent: list = []
    made.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    return made, sent


def test_without_a_text_there_is_nothing_to_carry_away(log):
    log.add("draft", BANK.lesson, "T15-01", response=BANK["T15-01"].starter)
    made, sent = board(log)
    made._on_message(None, {"type": "pdf"}, None)
    assert sent == [] and made.state["words"] == 0


@pytest.mark.parametrize(("form", "ending", "start"), [("markdown", "md", b"# Mein Memo"), ("html", "html", b"<!doctype html>"), ("pdf", "pdf", b"%PDF")])
def test_each_form_is_handed_over_with_name_day_seal_and_what_was_ready_made(log, form, ending, start):
    log.add("seal", "00-sealed-forecasts", more={"hash": "3f2a 9c01 77de 5b60", "entries": {"F01": "x"}})
    log.add("response", BANK.lesson, "T15-01", response={"text": "Treat it as weak."})
    made, sent = board(log)
    made._on_message(None, {"type": form, "title": "Mein Memo", "writer": "Mara", "language": "de"}, None)
    ((content, (data,)),) = sent
    assert content["name"] == f"mein-memo-2026-11-30.{ending}" and data.startswith(start)
    said = words(data) if form == "pdf" else data.decode()
    for part in ("Treat it as weak.", "Mara, 2026-11-30", "3f2a 9c01 77de 5b60", "The translation note (15)"):
        assert part in said, part


def test_a_later_draft_goes_before_what_was_handed_in_and_the_twin_knows_neither(log):
    log.add("response", BANK.lesson, "T15-01", response={"text": "First."})
    log.add("draft", BANK.lesson, "T15-01", response="Second thoughts.")
    made, sent = board(log)
    assert made.state["words"] == 2 and made.state["at"] is None
    made._on_message(None, {"type": "markdown"}, None)
    assert b"Second thoughts." in sent[0][1][0] and b"First." not in sent[0][1][0]
    assert "Second" not in repr(made) and "Second" not in str(made.state) and "Second" not in str(made.content)


def test_products_are_told_apart():
    own = Product("01-x", "X", "T01", "Mine", "ready", own="me")
    given_ = Product("06-y", "Y", "T06", "Theirs", "ready")
    made = memo_of("t", "x", "w", DAY, "en", None, (own, given_))
    assert made.own == ("Mine (01)",) and made.ready_made == ("Theirs (06)",)


# --- the card that was marked -------------------------------------------------------------------------------------


def test_the_marked_card_stands_under_the_memo_in_every_form_and_drawn_on_the_page():
    the_map = load(COURSE.article / "map.yaml", ArgumentMap)
    found = corner(the_map, "I1.5")
    assert "I1.5" in found.shown and all(step.conclusion.id in found.shown for step in found.carries)
    section = card_section(found, "en")
    for node in (*found.rests_on, *(one.objection for one in found.against), *found.falls):
        assert f"**{node.id}**" in section
    marked = memo("Text", card=section, drawing=map_svg(the_map, standing(the_map, without=["I1.5"]), shown=found.shown, without=["I1.5"]))
    assert as_markdown(marked).index("## The card that carries") < as_markdown(marked).index("\n---\n")
    page = HTMLParser(as_html(marked))
    assert [node.text() for node in page.css("main h3")] == ["The card that carries"] and page.css_first("figure svg title").text() == the_map.title
    assert "taken away" in page.css_first("figure svg").text().lower() and not page.css("script, img")
    assert the_map["I1.5"].text.split()[0] in words(as_pdf(marked)[0]) and "I1.5" in words(as_pdf(marked)[0])
    assert "card" not in as_markdown(memo("Text"))


def test_what_falls_with_a_card_is_what_the_knock_out_says():
    the_map = load(COURSE.article / "map.yaml", ArgumentMap)
    for card in ("I1.5", "W", "T1"):
        assert {node.id for node in corner(the_map, card).falls} == standing(the_map) - standing(the_map, without=[card]) - {card}
    with pytest.raises(NotACarrier, match="what carries is a claim"):
        corner(the_map, next(node.id for node in the_map.nodes if node.disputes))


def test_a_card_that_is_none_leaves_the_memo_as_it_was(tmp_path):
    log = AnswerLog(tmp_path)
    log.add("draft", BANK.lesson, "T15-02", response="Text of mine")
    board = MemoBoard(COURSE, BANK.lesson, BANK["T15-02"], [BANK], log, today=DAY)
    sent: list[bytes] = []
    board.send = lambda content, buffers=None: sent.append(bytes(buffers[0]))
    for card in ("", "I1.5", "nothing", "O2"):
        board._on_message(board, {"type": "markdown", "card": card}, [])
    assert sent[0] == sent[2] == sent[3] and b"I1.5" in sent[1] and b"I1.5" not in sent[0]
