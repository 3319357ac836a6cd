"""From what a reader has to plain text: bytes, a saved web page, a pasted string.

Nothing is corrected here. Hyphens at line ends, page numbers and ligatures stay where they are, so that a place in the
decoded text is a place in what the reader sees; ``sketch.letters`` reads over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from attrs import evolve, frozen

LARGEST = 5_000_000
"""Bytes (or characters of a string) that are read at most."""

Problem = Literal["empty", "binary", "huge", "another article", "english original", "unreadable"]

_KINDS_OF_FILE = (
    (b"%PDF", "binary", "this is a PDF file; open it, select the text and paste it"),
    (b"PK\x03\x04", "binary", "this is a packed file (Word, OpenDocument or ZIP); save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "binary", "this is an old Word file; save it as plain text"),
    (b"bplist", "binary", "this is a Safari web archive; save the page as HTML or paste its text"),
    (b"\x1f\x8b", "binary", "this is a compressed file; unpack it first"),
    (b"\x89PNG", "binary", "this is a picture; text is needed"),
    (b"\xff\xd8\xff", "binary", "this is a picture; text is needed"),
    (b"{\\rtf", "unreadable", "this is a rich-text file (RTF); save it as plain text"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,8}=\s{0,8}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_PART_OF_PAGE = re.compile(r"</(?:p|div|h1|h2|h3|li|span|article)>", re.IGNORECASE)
_HYPHENS = re.compile(r"[^\W\d_][-\u2010]\r?\n[ \t]{0,8}[^\W\d_]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_DAMAGED = re.compile("Ã[¼¤¶Ÿ\u009f]|â€[“žœ\u201d]")

_FURNITURE = ["noscript", "template", "svg", "iframe", "object", "nav", "form", "button", "select", "dialog"]
_INLINE = frozenset("a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split())
_FORMATS = frozenset("b big code em font i nobr s small strike strong tt u".split())
_UNCLOSED = frozenset("p li dt dd tr td th thead tbody tfoot option br hr img input link meta area base col embed source track wbr".split())
_DEEPEST = 32

_ENGLISH = frozenset("the of and to that is for with as on by it be this are from not have has which its their would".split())
_GERMAN = frozenset("der das und nicht mit von für auf ist sich dem den des ein eine einen im zu als auch wird dass er sie".split())


@frozen
class Decoded:
    """Plain text with what is worth telling the reader about it; ``problem`` where there is none to read."""

    text: str
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def decode(data: bytes | str) -> Decoded:
    """The text of ``data``: UTF-8, UTF-16, UTF-32, Windows-1252, plain or as a web page (HTML or MHTML).

    Line ends stay as they are (CRLF too), a byte order mark goes. Never raises for any content.
    """
    if len(data) > LARGEST:
        return Decoded("", (f"more than {LARGEST // 1_000_000} MB; paste the text of the article alone",), "huge")
    found = _from_text(data) if isinstance(data, str) else _from_bytes(bytes(data))
    if found.problem:
        return found
    if len(_CONTROLS.findall(found.text)) > 0.01 * len(found.text):
        return Decoded("", (*found.notes, "this is no text file"), "binary")
    if not any(map(str.isalpha, found.text)):
        return Decoded(found.text, (*found.notes, "there are no words in it"), "empty")
    return evolve(found, notes=(*found.notes, *_remarks(found.text)))


def _from_bytes(data: bytes) -> Decoded:
    for start, problem, note in _KINDS_OF_FILE:
        if data.startswith(start):
            return Decoded("", (note,), problem)
    if re.search(rb"content-type:\s{0,8}multipart/related", data[:4096], re.IGNORECASE):
        return _from_web_archive(data)
    text, encoding = _characters(data)
    found = _from_text(text)
    return evolve(found, notes=((f"decoded as {encoding}",) if encoding != "utf-8" else ()) + found.notes)


def _characters(data: bytes) -> tuple[str, str]:
    """The characters and the encoding they were read in."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    half = len(data) // 2
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 8 and data[place::2].count(0) > 0.8 * half and data[1 - place :: 2].count(0) < 0.2 * half:
            return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    mostly = data.decode("utf-8", "replace")
    broken = mostly.count("\ufffd")
    if broken <= 0.1 * (len(mostly) - len(mostly.encode("ascii", "ignore")) - broken):
        return mostly, "utf-8 with damaged places"
    named = _META_CHARSET.search(data[:4096])
    if named and named[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(named[1].decode("ascii"), "replace"), named[1].decode("ascii").lower()
        except (LookupError, UnicodeError):
            pass  # an encoding nobody knows, or one that is no text encoding
    return data.decode("cp1252", "replace"), "windows-1252"


def _from_web_archive(data: bytes) -> Decoded:
    """The first page of an MHTML file, as Chromium saves a page in a single file."""
    import email

    try:
        for part in email.message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                inner = part.get_payload(decode=True)
                text, _ = _characters(inner if isinstance(inner, bytes) else b"")
                found = _from_page(text)
                return evolve(found, notes=("a web page saved in one file (MHTML)", *found.notes))
    except (ValueError, LookupError, TypeError, RecursionError):
        pass  # headers of a hostile file; it is reported as unreadable
    return Decoded("", ("a web archive without a readable page; save the page as HTML or paste its text",), "unreadable")


def _from_text(text: str) -> Decoded:
    text = text.removeprefix("\ufeff")
    if _WHOLE_PAGE.search(text, 0, 4096) or len(_PART_OF_PAGE.findall(text, 0, 65536)) >= 3:
        return _from_page(text)
    return Decoded(text)


def _from_page(page: str) -> Decoded:
    page = _without_scripts(page)
    if _tangled(page):
        return Decoded("", ("the mark-up of this page is nested beyond reason; paste its text",), "unreadable")
    text = "".join(_lines(page)).strip("\n")
    return Decoded(text, ("read as a web page; menus and scripts left out",))


def _without_scripts(page: str) -> str:
    kept, at = [], 0
    for start in re.finditer(r"<(script|style)\b", page, re.IGNORECASE):
        if start.start() >= at:
            end = re.compile(f"</{start[1]}", re.IGNORECASE).search(page, start.end())
            kept.append(page[at : start.start()])
            at = end.start() if end else len(page)
    return "".join([*kept, page[at:]])


def _tangled(page: str) -> bool:
    """Whether parsing would take for ever: it costs tags × depth, and open formatting is copied into every paragraph."""
    tags = depth = deepest = open_formats = most_open = 0
    for tag in re.finditer(r"<(/?)([A-Za-z][A-Za-z0-9]*)", page):
        tags, name, step = tags + 1, tag[2].lower(), -1 if tag[1] else 1
        if name in _FORMATS:
            open_formats = max(0, open_formats + step)
            most_open = max(most_open, open_formats)
        if name not in _UNCLOSED:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    return tags * deepest > 5e8 or (most_open > 20 and tags * most_open > 2e6)


def _lines(page: str) -> Iterator[str]:
    """The text of a page, a line for each block-level element; white space as a browser shows it."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    tree.strip_tags(_FURNITURE)
    if tree.body is None:
        return
    last, blank = None, True
    for node in tree.body.traverse(include_text=True):
        if node.tag == "br":
            last, blank = None, True
            yield "\n"
        if node.tag != "-text":
            continue
        words = re.sub(r"[ \t\r\n\f]+", " ", node.text_content or "")
        above = _block_of(node)
        if above != last and words.strip():
            last, blank = above, True
            yield "\n"
        if blank:
            words = words.lstrip(" ")
        if words:
            blank = words.endswith(" ")
            yield words


def _block_of(node: object) -> int:
    """Which block-level element a text stands in; bounded, for a page may be nested a million deep."""
    for _ in range(_DEEPEST):
        node = node.parent  # type: ignore[attr-defined]
        if node is None or node.tag not in _INLINE:
            break
    return node.mem_id if node is not None else 0


def _remarks(text: str) -> Iterator[str]:
    if len(_HYPHENS.findall(text)) > 2:
        yield "hyphens at line ends joined"
    if len(_DAMAGED.findall(text)) > 2:
        yield "umlauts are damaged (UTF-8 read in another encoding); recognised all the same where enough is left"


def language(text: str) -> Literal["de", "en"] | None:
    """German or English by its function words (the first 3,000 words); None where neither prevails."""
    german = english = n = 0
    for n, word in enumerate(re.finditer(r"\w+", text), 1):
        word = word[0].casefold()
        german, english = german + (word in _GERMAN), english + (word in _ENGLISH)
        if n == 3000:
            break
    if max(german, english) < 0.08 * n or not n:
        return None
    return "de" if german > 2 * english else "en" if english > 2 * german else None
