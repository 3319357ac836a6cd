"""The interface catalogue: one JSON file per language. Item texts are content and stand in the banks."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All interface strings of a language, by name."""
    return json.loads(files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8"))


def text(name: str, **values: object) -> str:
    """An English interface string with its values filled in; twins are always in English."""
    return catalogue("en")[name].format(**values)
