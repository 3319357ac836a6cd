"""The bibliography: what may be linked, what is cited, and the three files made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from attrs import evolve, frozen
from pybtex.database import parse_string

from opedlab.context.sources import GROUP_TITLES, Source, Sources, Unlinked, citations, cited_in_record, cited_in_text, link_faults
from opedlab.context.sources_export import bibtex, csl_json, markdown
from opedlab.course import find
from opedlab.records import SourceKey, examine, inner_faults, place_name, structure
from opedlab.text.record import Name

PRESS = Source(
    key="agency-2024-11-05-troops",
    type="article-newspaper",
    group="press",
    title="Troops & talks: 50% more_or less?",
    grade="B",
    seen="excerpt",
    author=(Name("Müller", "Anna Maria"), Name("Kim", "Seung-yeon")),
    agency="Agency",
    container="The Daily Example",
    issued="2024-11-05",
    url="https://www.example.org/news_item/a_b?id=1&part=2",
)
OFFICIAL = Source(
    key="ministry-2024-10",
    type="speech",
    group="official",
    title="Statement on {weapons}",
    title_bracketed=True,
    grade="A",
    seen="relay",
    agency="Ministry of Defence and Trade",
    issued="2024-10",
)
COPY = Source(
    key="wire-2024-09-14-copy", type="article-newspaper", group="press", title="Strikes", grade="C", seen="relay", agency="Wire Service", issued="2024-09-14"
)
BANNED = (Unlinked("rt.com", "banned"),)


def bibliography(*sources: Source) -> Sources:
    return Sources(BANNED, tuple(sorted(sources or (PRESS, OFFICIAL, COPY), key=lambda s: s.key)))


def faults_of(value: object) -> list[str]:
    return [f"{place_name(place)}: {what}" for place, what in inner_faults(value)]


def only(found: list[str], *words: str) -> None:
    """Exactly one fault, and it says these words."""
    assert len(found) == 1, found
    for word in words:
        assert word in found[0]


# --- faults of the record -----------------------------------------------------------------------------------------


def test_a_clean_bibliography_has_no_fault() -> None:
    assert faults_of(bibliography()) == []


def test_a_copy_is_never_linked() -> None:
    only(faults_of(bibliography(evolve(COPY, url="https://copies.example/1"))), "sources[0].url", "grade C")


def test_a_page_that_is_not_to_be_linked_has_no_address() -> None:
    only(faults_of(bibliography(evolve(PRESS, no_link="identifies a prisoner"))), "sources[0].url", "no_link")
    only(faults_of(bibliography(evolve(PRESS, eu_restricted=True))), "sources[0].url", "ban")


@pytest.mark.parametrize(
    ("address", "forbidden"),
    [("https://rt.com/a", True), ("http://de.RT.com/a", True), ("https://smart.com/a", False), ("https://example.org/rt.com", False)],
)
def test_hosts_that_are_never_linked(address: str, forbidden: bool) -> None:
    found = faults_of(bibliography(evolve(PRESS, url=address)))
    assert ["never linked" in fault for fault in found] == [True] * forbidden


@pytest.mark.parametrize("again", ["http://example.org/news_item/a_b?id=1&part=2#top", "https://www.example.org/news_item/a_b/?id=1&part=2"])
def test_one_page_stands_once(again: str) -> None:
    only(faults_of(bibliography(PRESS, evolve(PRESS, key="zz-again", url=again))), "sources[1].url", PRESS.key)


def test_two_pages_that_differ_in_their_query_are_two_sources() -> None:
    assert faults_of(bibliography(PRESS, evolve(PRESS, key="zz-other", url="https://www.example.org/news_item/a_b?id=2"))) == []


def test_a_key_stands_once_and_keys_are_sorted() -> None:
    only(faults_of(bibliography(COPY, evolve(COPY, title="Other"))), "sources[1].key", "stands once")
    only(faults_of(Sources(BANNED, (COPY, PRESS))), "sources[1].key", "sorted")


def test_somebody_must_own_a_source() -> None:
    only(faults_of(bibliography(evolve(COPY, agency=None))), "neither author, agency nor container")


def test_unknown_words_are_named_with_their_place() -> None:
    row = {"key": "x", "type": "newspaper", "group": "press", "title": "T", "grade": "D", "seen": "excerpt", "agency": "W", "issued": "5 Nov 2024"}
    found = [str(fault) for fault in structure({"never_link": [], "sources": [row]}, Sources, "sources.yaml").faults]
    assert len(found) == 3
    assert any("sources[0].type" in f and '"article-newspaper"' in f for f in found)
    assert any("sources[0].grade" in f for f in found)
    assert any("sources[0].issued" in f and "2024-11-05" in f for f in found)


# --- links into the bibliography -----------------------------------------------------------------------------------


def test_dead_and_uncited_keys() -> None:
    cited = {PRESS.key: {"a.yaml"}, "ministry-2024-01": {"lessons/02.md", "b.yaml"}, "broken-row": {"c.yaml"}}
    found = [f"{place_name(place)}: {what}" for place, what in link_faults(bibliography(), cited=cited, dropped={"broken-row"})]
    assert found == [
        'sources: lack "ministry-2024-01", cited by b.yaml, lessons/02.md; did you mean "ministry-2024-10"?',
        'sources[1].key: "ministry-2024-10" is cited by nothing; cite it or take it out',
        'sources[2].key: "wire-2024-09-14-copy" is cited by nothing; cite it or take it out',
    ]


def test_keys_linked_from_prose() -> None:
    text = "See [one](../source_texts/sources.md#a-1) and\n\n[two](../source_texts/sources.md#b-2), not [this](other.md#c-3).\nAlso sources.md#d-4."
    assert list(cited_in_text(text)) == [(1, "a-1"), (3, "b-2"), (4, "d-4")]


@frozen
class _Row:
    text: str
    main: SourceKey | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class _TableRow:
    sources: str

    @property
    def source_keys(self) -> tuple[str, ...]:
        return tuple(self.sources.split("; "))


@frozen
class _Record:
    rows: tuple[_Row, ...]
    by_name: dict[str, _Row]
    table: tuple[_TableRow, ...] = ()


def test_keys_cited_in_a_record_are_found_by_their_type() -> None:
    record = _Record((_Row("no-key", "a-1"), _Row("t", sources=("b-2", "c-3"))), {"x": _Row("t", sources=("d-4",))}, (_TableRow("e-5; f-6"),))
    found = [(place_name(place), key) for place, key in cited_in_record(record)]
    assert found == [
        ("rows[0].main", "a-1"),
        ("rows[1].sources", "b-2"),
        ("rows[1].sources", "c-3"),
        ("by_name.x.sources", "d-4"),
        ("table[0].sources", "e-5"),
        ("table[0].sources", "f-6"),
    ]
    assert list(cited_in_record(bibliography())) == [], "the bibliography cites nothing itself"


def test_citations_of_records_and_texts_are_gathered_by_key() -> None:
    rows = (_Row("t", sources=("a-1", "a-1")), _Row("t", "b-2"))
    found = citations({"z.yaml": rows, "unreadable.yaml": None}, {"lessons/01.md": "[x](../source_texts/sources.md#a-1)"})
    assert found == {"a-1": ("lessons/01.md", "z.yaml"), "b-2": ("z.yaml",)}


# --- Markdown -----------------------------------------------------------------------------------------------------

CITED_BY = {PRESS.key: ["lessons/02-ten-kinds.md", "source_texts/schake-2024/claims.yaml"]}


def test_every_source_has_one_anchor_under_its_group() -> None:
    page = markdown(bibliography(), CITED_BY)
    assert re.findall(r'<a id="([^"]+)"></a>', page) == [OFFICIAL.key, PRESS.key, COPY.key]
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [GROUP_TITLES["official"], GROUP_TITLES["press"]]


def test_an_entry_says_who_what_where_when_how_seen_and_who_cites_it() -> None:
    entry = next(line for line in markdown(bibliography(), CITED_BY).splitlines() if PRESS.key in line)
    assert "Müller, Anna Maria; Kim, Seung-yeon (Agency): [Troops & talks: 50% more\\_or less?](<https://www.example.org/news_item/a_b?id=1&part=2>)" in entry
    assert "The Daily Example, 5 November 2024. Grade B, read as an excerpt." in entry
    assert "Cited by [02-ten-kinds](../lessons/02-ten-kinds.md), [claims](schake-2024/claims.yaml)." in entry


def test_titles_of_our_own_stand_in_brackets_and_copies_without_a_link() -> None:
    lines = {key: next(line for line in markdown(bibliography(), {}).splitlines() if key in line) for key in (OFFICIAL.key, COPY.key)}
    assert r"\[Statement on {weapons}\]. October 2024" in lines[OFFICIAL.key]
    assert "](" not in lines[COPY.key] and "http" not in lines[COPY.key]
    assert "Wire Service: Strikes. 14 September 2024. Grade C" in lines[COPY.key]


# --- exports ------------------------------------------------------------------------------------------------------


def test_bibtex_reads_back_as_the_same_bibliography() -> None:
    entries = parse_string(bibtex(bibliography()), "bibtex").entries
    assert list(entries) == [PRESS.key, OFFICIAL.key, COPY.key]
    press, official = entries[PRESS.key], entries[OFFICIAL.key]
    names = [(" ".join(person.last_names), " ".join(person.first_names + person.middle_names)) for person in press.persons["author"]]
    assert names == [("Müller", "Anna Maria"), ("Kim", "Seung-yeon")]
    assert press.fields["url"] == PRESS.url, "an address is not escaped"
    assert press.fields["title"] == r"{Troops \& talks: 50\% more\_or less?}"
    assert (press.type, press.fields["journal"], press.fields["year"], press.fields["month"]) == ("article", "The Daily Example", "2024", "11")
    assert [str(person) for person in official.persons["author"]] == ["{Ministry of Defence and Trade}"], "an institution is one name, also with an `and` in it"
    assert "url" not in entries[COPY.key].fields


def test_csl_json_has_the_names_and_dates_of_csl() -> None:
    press, official, copy = json.loads(csl_json(bibliography()))
    assert press["author"] == [{"family": "Müller", "given": "Anna Maria"}, {"family": "Kim", "given": "Seung-yeon"}]
    assert press["issued"] == {"date-parts": [[2024, 11, 5]]} and official["issued"] == {"date-parts": [[2024, 10]]}
    assert (press["container-title"], press["URL"], press["type"]) == ("The Daily Example", PRESS.url, "article-newspaper")
    assert official["author"] == [{"literal": "Ministry of Defence and Trade"}] and official["title"] == "[Statement on {weapons}]"
    assert "URL" not in copy


@pytest.mark.parametrize(
    ("container", "title", "place"),
    [
        ("Informal Logic 38(3), 312-340", "Informal Logic", {"volume": "38", "issue": "3", "page": "312-340"}),
        ("Journal of Peace Research 41(2)", "Journal of Peace Research", {"volume": "41", "issue": "2"}),
        ("International Interactions 28, 237-260", "International Interactions", {"volume": "28", "page": "237-260"}),
        ("PLOS ONE 14(4), e0213522", "PLOS ONE", {"volume": "14", "issue": "4", "page": "e0213522"}),
        ("Argument & Computation (Press), article aac200901", "Argument & Computation (Press), article aac200901", {}),
    ],
)
def test_volume_issue_and_pages_of_a_journal(container: str, title: str, place: dict[str, str]) -> None:
    article = evolve(PRESS, type="article-journal", group="research", container=container)
    (item,) = json.loads(csl_json(bibliography(article)))
    assert item["container-title"] == title
    assert {name: item[name] for name in ("volume", "issue", "page") if name in item} == place
    fields = parse_string(bibtex(bibliography(article)), "bibtex").entries[PRESS.key].fields
    assert fields.get("volume") == place.get("volume") and fields.get("number") == place.get("issue")
    assert fields.get("pages") == (place["page"].replace("-", "--") if "page" in place else None)


def test_a_doi_is_named_as_one() -> None:
    (item,) = json.loads(csl_json(bibliography(evolve(PRESS, url="https://doi.org/10.1000/x(1)"))))
    assert item["DOI"] == "10.1000/x(1)"


# --- the real file ------------------------------------------------------------------------------------------------

COURSE = find()
FOLDERS = (COURSE.source_texts, COURSE.lessons, COURSE.exercises, COURSE.solutions, COURSE.root / "docs")


@pytest.fixture(scope="module")
def real() -> Sources:
    found = examine(COURSE.source_texts / "sources.yaml", Sources, "source_texts/sources.yaml")
    assert [str(fault) for fault in found.faults] == []
    return found.value


def _addresses() -> Iterator[tuple[Path, str]]:
    for folder in FOLDERS:
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix in (".yaml", ".csv", ".md", ".json", ".ipynb", ".bib") and COURSE.own_copy not in path.parents:
                for address in re.findall(r"https?://[^\s\"'<>)\]}\\]+", path.read_text(encoding="utf-8", errors="replace")):
                    yield path, address


def test_no_file_links_a_host_that_is_never_linked(real: Sources) -> None:
    assert {one.host for one in real.never_link} >= {"rt.com", "sputnikglobe.com", "news-pravda.com", "un-news.org"}
    assert [(COURSE.name_of(path), address) for path, address in _addresses() if real.forbids(address)] == []


def test_no_page_about_prisoners_or_in_a_copy_is_linked(real: Sources) -> None:
    withheld = [source for source in real if source.grade == "C" or source.no_link or source.eu_restricted]
    assert [source.key for source in withheld if source.url] == []
    prisoners = [source for source in real if re.search(r"\bPOWs?\b|prisoners? of war|soldiers? captured", source.title, re.IGNORECASE)]
    assert [source.key for source in prisoners if source.url] == []


def test_the_real_bibliography_exports_whole(real: Sources) -> None:
    keys = [source.key for source in real]
    assert sorted(re.findall(r'<a id="([^"]+)"></a>', markdown(real, {}))) == keys
    assert [item["id"] for item in json.loads(csl_json(real))] == keys
    entries = parse_string(bibtex(real), "bibtex").entries
    assert list(entries) == keys
    assert [entries[source.key].fields.get("url") for source in real] == [source.url for source in real]


def test_the_address_of_a_source_is_an_address(real: Sources) -> None:
    odd = [source.key for source in real if source.url and ("." not in (urlsplit(source.url).hostname or "") or "…" in source.url)]
    assert odd == []
