"""What happens to an article on its way to a reader: misprints, another order, a saved page, a PDF's lines, other characters."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping, Sequence

_ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüß "


def spoiled(text: str, rate: float, luck: random.Random) -> str:
    """Each character is, with probability ``rate``, replaced, lost or followed by a stray one."""
    out = []
    for character in text:
        fate = luck.random() / rate if rate else 1.0
        if fate >= 1:
            out.append(character)
        elif fate < 1 / 3:
            out.append(luck.choice(_ALPHABET))
        elif fate < 2 / 3:
            out.append(character + luck.choice(_ALPHABET))
    return "".join(out)


def joined(blocks: Mapping[int, str], order: Sequence[int], between: str = "\n") -> tuple[str, dict[int, tuple[int, int]]]:
    """The blocks in that order as one text, and where each of them stands."""
    text, spots = "", {}
    for number in order:
        text += between if text else ""
        spots[number] = (len(text), len(text) + len(blocks[number]))
        text += blocks[number]
    return text, spots


def as_page(blocks: Mapping[int, str]) -> str:
    """A saved page of a portal: menus, cookie text, related links (with the headline once more), inline mark-up."""
    body = []
    for number, text in blocks.items():
        marked = re.sub(r"(\w+) (\w+)$", r'<a href="#x">\1</a> <b>\2</b>', text.replace("&", "&amp;"), count=1)
        body.append(f"<div class=w{number}><p>{marked}</p></div>" if number > 1 else f"<header><h1>{text}</h1></header>")
        if number == 9:
            body.append("<aside><h3>Mehr zum Thema</h3><ul><li>Was der Winterfahrplan bringt<li>Alle Nachrichten aus der Region</ul></aside>")
    return (
        "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>"
        + blocks[1]
        + "</title><style>p{margin:0}</style><script>var a = '<p>nichts</p>';</script></head><body>"
        + "<nav><ul><li>Startseite<li>Politik<li>Wetter</ul></nav><div id=cookie>"
        + "<p>Wir und unsere Partner speichern Cookies auf Ihrem Gerät.</p><button>Zustimmen</button></div>"
        + "<article>\n"
        + "\n".join(body)
        + "</article><footer><p>Impressum</p><p>Datenschutz</p><ul><li>"
        + blocks[1]
        + "</li></ul></footer></body></html>"
    )


def as_pdf_text(blocks: Mapping[int, str], width: int = 62) -> str:
    """Text copied out of a PDF: short lines, words broken at their ends, ligatures, page numbers and running heads."""
    lines: list[str] = []
    for text in blocks.values():
        line = ""
        for word in text.replace("fi", "ﬁ").replace("fl", "ﬂ").split(" "):
            room = width - len(line) - 1
            if len(word) > room > 5 and len(word) > 8 and word.isalpha():
                lines.append(f"{line} {word[: room - 2]}-".strip())
                line = word[room - 2 :]
            elif len(word) > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    out = []
    for n, line in enumerate(lines, 1):
        out.append(line)
        if n % 30 == 0:
            out += [f"Seite {n // 30} von 9", "", "Küstenblatt · 14. März 2019 · Meinung"]
    return "\n".join(out)


def straight(text: str) -> str:
    return text.translate(str.maketrans("„“–", '""-'))


def hard_spaces(text: str) -> str:
    return re.sub(r" (\w)", "\u00a0\\1", text)


def soft_hyphens(text: str) -> str:
    return re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def transcribed(text: str) -> str:
    return text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ö": "Oe", "Ü": "Ue", "Ä": "Ae"}))
