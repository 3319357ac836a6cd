"""The front end of the widgets: plain JavaScript files, put together in one module without a build step."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from opedlab.views.strings import LANGUAGES, catalogue


def _read(name: str) -> str:
    return files("opedlab.views").joinpath("static", *name.split("/")).read_text(encoding="utf-8")


NEEDS = {"reader.js": ("copy.js",)}
"""What a board uses beside the building blocks."""


@cache
def item_module() -> str:
    """The ES module of an item: building blocks, interface strings, what several kinds share, one part per kind, then the item itself."""
    strings = {language: catalogue(language) for language in LANGUAGES}
    folder = files("opedlab.views").joinpath("static", "kinds")
    kinds = [_read(f"kinds/{path.name}") for path in sorted(folder.iterdir(), key=lambda p: p.name) if path.name.endswith(".js")]
    head = f"const STRINGS = {json.dumps(strings, ensure_ascii=False)};\nconst KINDS = {{}};"
    return "\n".join([head, *map(_read, ("dom.js", "rating.js", "copy.js", "advice.js")), *kinds, _read("item.js")])


@cache
def board_module(name: str) -> str:
    """The ES module of a board: interface strings and building blocks, what it needs, then the board's own file."""
    strings = {language: catalogue(language) for language in LANGUAGES}
    parts = ("dom.js", *NEEDS.get(name, ()), name)
    return "\n".join([f"const STRINGS = {json.dumps(strings, ensure_ascii=False)};", *map(_read, parts)])


@cache
def stylesheet() -> str:
    """The one stylesheet of all views."""
    return _read("opedlab.css")
