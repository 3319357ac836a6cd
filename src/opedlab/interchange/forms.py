"""The forms in which work leaves the course, by the name that the command and the board use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from opedlab.answers.log import History
from opedlab.interchange import mqm_table
from opedlab.interchange.reviews import Review, reviews
from opedlab.interchange.tmx import tmx
from opedlab.interchange.xliff import xliff
from opedlab.items.bank import Bank
from opedlab.translation.post_editing import PostEditing

REVIEWS: Mapping[str, tuple[Callable[[Sequence[Review]], str], str, str]] = {
    "mqm-tsv": (mqm_table.tsv, ".tsv", "text/tab-separated-values"),
    "mqm-csv": (mqm_table.comma_separated, ".csv", "text/csv"),
    "xliff": (xliff, ".xlf", "application/xliff+xml"),
}
FORMS = (*REVIEWS, "tmx")


@frozen
class Written:
    """One file, not yet on a disk: its name, its bytes, and how much is in it."""

    name: str
    mime: str
    data: bytes
    units: int
    """Segments of reviews, or sentence pairs."""
    marks: int = 0


def write(form: str, banks: Sequence[Bank], histories: Mapping[tuple[str, str], History], who: str, pairs: PostEditing) -> Written:
    """A student's reviews, or with ``tmx`` the course's sentence pairs, in that form.

    Raises:
        NothingToWrite: there is no review yet.
        KeyError: no form of that name.
    """
    if form == "tmx":
        return Written("opedlab-sentences.tmx", "application/x-tmx+xml", tmx(pairs).encode(), len(pairs.sentences))
    if form not in REVIEWS:
        raise KeyError(f'no form "{form}"; there are {", ".join(FORMS)}')
    make, ending, mime = REVIEWS[form]
    found = reviews(banks, histories, who)
    name = "-".join(part for part in ("opedlab-marks", who) if part) + ending
    return Written(name, mime, make(found).encode(), sum(len(one.item.segments) for one in found), sum(len(one.marks) for one in found))
