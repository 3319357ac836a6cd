"""The little markup of item texts, as HTML and as plain text.

Texts in banks know two marks: ``*nur noch*`` are German words under study (rendered as an emphasis with
``lang="de"``), ``**so**`` is strong. A blank line starts a new paragraph. Everything else is shown as typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

_MARK = re.compile(r"\*\*([^*\n]+)\*\*|\*([^*\n]+)\*")


def inline(text: str) -> str:
    """One paragraph of item text as HTML."""
    out, end = [], 0
    for match in _MARK.finditer(text):
        out.append(html.escape(text[end : match.start()]))
        strong, german = match.groups()
        out.append(f"<strong>{html.escape(strong)}</strong>" if strong else f'<em lang="de">{html.escape(german)}</em>')
        end = match.end()
    out.append(html.escape(text[end:]))
    return "".join(out)


def plain(text: str) -> str:
    """Item text without its marks."""
    return _MARK.sub(lambda match: match[1] or match[2], text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, with single line ends turned into spaces."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def block(text: str) -> str:
    """A whole text as HTML paragraphs."""
    return "".join(f"<p>{inline(part)}</p>" for part in paragraphs(text))


@frozen
class Shown:
    """Something a notebook shows: an HTML and a plain rendering of the same content, never the student's own state."""

    plain: str
    html: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Mapping[str, str]:
        return {"text/plain": self.plain, "text/html": self.html}


def notice(text: str) -> Shown:
    """One readable line where something could not be shown."""
    return Shown(text, f'<p role="note" class="opedlab-notice">{html.escape(text)}</p>'.replace("\n", "<br>"))
