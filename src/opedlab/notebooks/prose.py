"""How much there is to read on a page: its prose, and how many words that is.

Prose is what is read in one go: paragraphs, lists and quotations. Not counted are the header, code cells, headings,
tables (they are looked up), the section "Sources", and the addresses of links. A word is what stands between two spaces
and has a letter or a digit in it, so *machine-translated* is one, *90 per cent* three, and a dash none.
"""

from __future__ import annotations

import re

_LEFT_OUT = (
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),  # the header
    re.compile(r"^```.*?^```[ \t]*$", re.DOTALL | re.MULTILINE),  # code cells
    re.compile(r"^\+\+\+.*$", re.MULTILINE),  # marks between cells
    re.compile(r"^## Sources\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"^#{1,6} .*$", re.MULTILINE),  # headings
    re.compile(r"^\|.*$", re.MULTILINE),  # tables
    re.compile(r"<!--.*?-->|</?[a-z][^>]*>", re.DOTALL),  # comments and tags
    re.compile(r"(?<=\])\([^)\s]*\)"),  # addresses of links
    re.compile(r"^[ \t]*>+[ \t]?|^[ \t]*(?:[-*]|\d+\.)[ \t]+", re.MULTILINE),  # marks of quotations and lists
)


def prose_of(source: str) -> str:
    """The prose of a page's Markdown source, one line for each paragraph or point."""
    for pattern in _LEFT_OUT:
        source = pattern.sub("", source)
    return "\n".join(line for line in (" ".join(part.split()) for part in source.splitlines()) if line)


def words(source: str) -> int:
    """The number of words of a page's prose."""
    return sum(1 for word in prose_of(source).split() if re.search(r"\w", word))
