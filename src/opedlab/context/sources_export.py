"""The bibliography for readers and for reference managers: Markdown, CSL-JSON and BibTeX. All three are generated.

BibTeX is written by pybtex, which needs to be installed where the course is built, not where it is read. CSL-JSON is
plain JSON with the names of the Citation Style Language 1.0.2; no maintained library writes it, so ``json`` does.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from opedlab.context.sources import GRADE_WORDS, GROUP_TITLES, SEEN_WORDS, Source, Sources

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

HEAD = """\
<!-- Generated from sources.yaml by `opedlab build`; edit that file, not this one. -->

# Sources

Every source of the course stands here once. Each entry ends with its grade, how it was seen, and what cites it.

"""

CLOSE = """\
A title in [square brackets] is the course's own description; the page's headline was not seen. No live page was opened:
what was read is a stored copy, mostly an excerpt, so check the page itself before you rely on a detail. A source without
a link has none here on purpose, or no address of it is known. For reference managers:
[sources.bib](sources.bib) (BibTeX) and [sources.csl.json](sources.csl.json) (CSL-JSON).

"""


# --- Markdown -----------------------------------------------------------------------------------------------------


def markdown(sources: Sources, cited_by: Mapping[str, Collection[str]]) -> str:
    """The bibliography as a page: one list per group, one entry per source, each with an anchor that is its key.

    ``cited_by`` maps a key to the names of the files that cite it, as seen from the course folder. The anchor is
    ``<a id="key"></a>``: GitHub and a static page keep it; JupyterLab's sanitizer renames ``id`` to
    ``data-jupyter-id`` and follows links to that.
    """
    parts = [HEAD]
    parts += [f"- **Grade {grade}**: {words}.\n" for grade, words in GRADE_WORDS.items() if any(source.grade == grade for source in sources)]
    parts.append(f"\n{CLOSE}")
    for group, title in GROUP_TITLES.items():
        entries = sorted((source for source in sources if source.group == group), key=_order)
        if entries:
            parts.append(f"## {title}\n\n")
            parts += [f"{_entry(source, cited_by.get(source.key, ()))}\n" for source in entries]
            parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _order(source: Source) -> tuple[str, str, str]:
    first = source.author[0].family if source.author else source.agency or source.container or ""
    return first.casefold(), source.issued or "9999", source.key


def _entry(source: Source, citing: Collection[str]) -> str:
    title = _plain(f"[{source.title}]" if source.title_bracketed else source.title)
    linked = f"[{title}](<{source.url}>)" if source.url else title
    where = _plain(", ".join(part for part in (source.container if source.container != _by(source) else None, _date(source)) if part))
    stop = "" if title.endswith(("?", ".")) else "."
    text = f'- <a id="{source.key}"></a>{_plain(_by(source))}: {linked}{stop} {"No date" if where == "no date" else where}. '
    return text + " ".join(f"{sentence}." for sentence in (*_remarks(source), f"Cited by {_citing(citing)}" if citing else "Cited by nothing yet"))


def _by(source: Source) -> str:
    names = "; ".join(f"{name.family}, {name.given}" for name in source.author)
    if names and source.agency:
        return f"{names} ({source.agency})"
    return names or source.agency or source.container or ""


def _date(source: Source) -> str:
    if source.issued is None:
        return "no date"
    year, *rest = source.issued.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) > 1 else words)


def _remarks(source: Source) -> Iterator[str]:
    yield f"Grade {source.grade}, {SEEN_WORDS[source.seen]}"
    if source.state_media:
        yield f"State media ({_plain(source.state_media)})"
    for remark in (source.issued_note and f"Date: {source.issued_note}", source.no_link and f"No link: {source.no_link}", source.note):
        if remark:
            yield _plain(remark[0].upper() + remark[1:].rstrip("."))


def _citing(files: Collection[str]) -> str:
    return ", ".join(f"[{posixpath.splitext(posixpath.basename(name))[0]}]({posixpath.relpath(name, 'source_texts')})" for name in sorted(files))


def _plain(text: str) -> str:
    """Text that Markdown leaves alone."""
    return re.sub(r"([\\`*_<>\[\]#|$~])", r"\\\1", text)


_JOURNAL = re.compile(r"(?P<title>.+?),? (?P<volume>\d+)(?: ?[(:](?P<issue>[\d-]+)\)?)?(?:(?:, | \(\d{4}\), |: ?)(?P<page>[a-z]?\d+(?:[-–]\d+)?))?")


def _holder(source: Source) -> tuple[str | None, dict[str, str]]:
    """The container, and for a journal its volume, issue and page, as in ``Informal Logic 38(3), 312-340``."""
    found = _JOURNAL.fullmatch(source.container or "") if source.type == "article-journal" else None
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    return parts.pop("title", source.container), parts


# --- CSL-JSON -----------------------------------------------------------------------------------------------------


def csl_json(sources: Sources) -> str:
    """The bibliography as CSL-JSON (citation-style-language/schema, ``csl-data.json``): an array of items."""
    return json.dumps([_csl(source) for source in sources], ensure_ascii=False, indent=1) + "\n"


def _csl(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.key, "type": source.type, "title": f"[{source.title}]" if source.title_bracketed else source.title}
    names = [{"family": name.family, "given": name.given} for name in source.author]
    if names or source.agency:
        item["author"] = names or [{"literal": source.agency}]
    if names and source.agency:
        item["publisher"] = source.agency
    container, place = _holder(source)
    if container:
        item["publisher" if source.type == "book" else "container-title"] = container
    item |= place
    if source.issued:
        item["issued"] = {"date-parts": [[int(part) for part in source.issued.split("-")]]}
    if source.url:
        item["URL"] = source.url
        if (doi := _doi(source)) is not None:
            item["DOI"] = doi
        if source.accessed:
            item["accessed"] = {"date-parts": [[source.accessed.year, source.accessed.month, source.accessed.day]]}
    item["note"] = ". ".join(_note(source))
    return item


def _doi(source: Source) -> str | None:
    found = re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", source.url or "")
    return found[1] if found else None


def _note(source: Source) -> Iterator[str]:
    yield f"Grade {source.grade}, {SEEN_WORDS[source.seen]}"
    if source.state_media:
        yield f"State media ({source.state_media})"


# --- BibTeX -------------------------------------------------------------------------------------------------------

_BIBTEX_TYPES = {
    "article-journal": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "paper-conference": ("inproceedings", "booktitle"),
    "book": ("book", "publisher"),
    "chapter": ("incollection", "booktitle"),
    "report": ("techreport", "institution"),
}
_BIBTEX_PLACES = {"volume": "volume", "issue": "number", "page": "pages"}


def bibtex(sources: Sources) -> str:
    """The bibliography as BibTeX, written by pybtex (imported here: only a build needs it).

    Raises:
        ImportError: pybtex is not installed; it comes with the test requirements.
    """
    from pybtex.database import BibliographyData
    from pybtex.database.output.bibtex import Writer

    class AddressesAsTheyAre(Writer):
        """pybtex escapes for TeX; in an address (a verbatim field) ``\\_`` would break the link."""

        def _write_field(self, stream: Any, type: str, value: str) -> None:
            if type in ("url", "doi"):
                stream.write(f",\n    {type} = {{{value}}}")
            else:
                super()._write_field(stream, type, value)

    return AddressesAsTheyAre(encoding="UTF-8").to_string(BibliographyData({source.key: _bibtex_entry(source) for source in sources}))


def _bibtex_entry(source: Source) -> Any:
    from pybtex.database import Entry, Person

    kind, holder = _BIBTEX_TYPES.get(source.type, ("misc", "howpublished"))
    fields = {"title": f"{{{_balanced(f'[{source.title}]' if source.title_bracketed else source.title)}}}"}
    container, place = _holder(source)
    if container or kind != "misc":
        fields[holder] = _balanced(container or source.agency or "")
    fields |= {_BIBTEX_PLACES[name]: part.replace("–", "-").replace("-", "--") for name, part in place.items()}
    if source.issued:
        year, *rest = source.issued.split("-")
        fields |= {"year": year} | ({"month": str(int(rest[0]))} if rest else {}) | ({"day": str(int(rest[1]))} if len(rest) > 1 else {})
    if source.url:
        fields["url"] = source.url.replace("{", "%7B").replace("}", "%7D")
    fields["note"] = _balanced(". ".join(_note(source)))
    names = [Person(first=name.given, last=name.family) for name in source.author]
    if not names and source.agency:
        names = [Person(last=f"{{{_balanced(source.agency)}}}")]
    return Entry(kind, fields=fields, persons={"author": names} if names else None)


def _balanced(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
