"""A memo as one web page of its own: nothing to load, nothing to run, to be read on a screen and printed on A4."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markdown_it import MarkdownIt

from opedlab.answers.memo import Memo

_SAFE = re.compile(r"https?://[^\s\"'<>`\\]+\Z")
_SOURCE = re.compile(r"(?:[./\w-]*/)?sources\.md#([a-z0-9-]+)\Z")

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #595959; --ground: #fff; --link: #005a9c; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #b5b5b5; --ground: #161616; --link: #8cc4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 40rem; background: var(--ground); color: var(--ink);
  font: 1.05rem/1.55 Georgia, "DejaVu Serif", serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.2rem; margin: 1.8rem 0 .4rem; } h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p, ul, ol, blockquote, table, pre { margin: 0 0 .9rem; } a { color: var(--link); } .byline, footer { color: var(--soft); } footer { margin-top: 2.5rem; border-top: 1px solid; font-size: .9rem; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--soft); } pre { white-space: pre-wrap; }
table { border-collapse: collapse; } figure { margin: 1rem 0; overflow-x: auto; background: #fff; } figure svg { max-width: 100%; height: auto; min-width: 34rem; }
th, td { border: 1px solid var(--soft); padding: .3rem .5rem; text-align: left; vertical-align: top; }
@page { size: A4; margin: 2.2cm 2.4cm; }
@media print { :root { --ink: #000; --soft: #444; --ground: #fff; --link: #000; } body { max-width: none; padding: 0; font-size: 11pt; }
  figure svg { min-width: 0; }
  h2, h3 { break-after: avoid; } p, li { orphans: 3; widows: 3; } a[href^="http"]::after { content: " <" attr(href) ">"; font-size: .8em; } }
""".strip()


def parser(addresses: Mapping[str, str | None]) -> MarkdownIt:
    """Markdown as a memo may use it: no HTML, no pictures, tables; links lead to http, https, or a source of the course, by its own address where it has one.

    ``addresses`` are source keys with their addresses.
    """
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

    def address(url: str) -> str:
        found = _SOURCE.fullmatch(url)
        return (addresses.get(found[1]) or url) if found else url

    made.normalizeLink = address  # type: ignore[method-assign]
    made.validateLink = lambda url: bool(_SAFE.fullmatch(url) or _SOURCE.fullmatch(url))  # type: ignore[method-assign]
    return made


def as_html(memo: Memo, addresses: Mapping[str, str | None] | None = None) -> str:
    """The page. Headings of the text start below the title; what looks like HTML in it is shown as typed."""
    body = _rendered(memo.text, addresses or {})
    if memo.card:
        body += f'<section lang="en">\n{_rendered(memo.card, {})}<figure>{memo.drawing}</figure></section>\n'
    notes = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(said)}</dd>" for name, said in memo.notes)
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{memo.language}">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{html.escape(memo.title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n'
        f'<header><h1>{html.escape(memo.title)}</h1>\n<p class="byline">{html.escape(memo.byline)}</p></header>\n<main>\n{body}</main>\n'
        f"<footer><p>{html.escape(memo.said('course'))}</p>\n<dl>{notes}</dl></footer>\n</body>\n</html>\n"
    )


def _rendered(text: str, addresses: Mapping[str, str | None]) -> str:
    tokens = parser(addresses).parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return MarkdownIt("commonmark").renderer.render(tokens, MarkdownIt("commonmark").options, {})
