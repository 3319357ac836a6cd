"""``quotation``: more of the article's German words in a row than a citation needs.

It sees what the sparse sketch sees: runs of the German wording from about ten words on for certain, hardly any under six.
It cannot see a translation, a wording that is changed every few words, or quotations from any other text.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.model import Check, Finding, Records
from opedlab.text.quotation import LONGEST, runs, too_long


@frozen
class Quotation:
    """``longest``: words in a row that may be quoted."""

    longest: int = LONGEST


def find(text: str, asked: Quotation, records: Records) -> Iterator[Finding]:
    """The runs that are too long."""
    sketch = records("sketch")
    for run in too_long(runs(text, sketch), sketch, longest=asked.longest):
        yield Finding(
            "quotation",
            run.start,
            run.end,
            f"About {run.words} words of block {run.block} stand here in a row.",
            "A short quotation is evidence; a long one lets the article speak in your place, and its wording is in copyright.",
            f"Keep the words that your point hangs on, at most {asked.longest}, and say the rest in your own.",
        )


CHECK = Check("quotation", "long runs of the article's own words", Quotation, find)
