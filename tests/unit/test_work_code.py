"""The work code: short, verified group by group, and bound to one edition of a lesson's questions."""

from __future__ import annotations

import random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opedlab.answers.closed import CODECS, NotEncodable
from opedlab.answers.events import Event
from opedlab.answers.grouped import BASE32, BadCode
from opedlab.answers.work_code import LONGEST, Layout, OtherEdition, decode, encode, find, left_out, short
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.items.choice import AlsoDefensible, Choice, Option, Reason
from opedlab.items.extended_text import ExtendedText
from opedlab.items.hottext import Hottext, Passage
from opedlab.items.match import Match, MatchColumn, MatchRow
from opedlab.items.order import Order, OrderEntry
from opedlab.items.rubric import Criterion
from opedlab.items.slider import Slider
from opedlab.records import load

WHO = "k7f3-q2"
SHARED = {"objective": "99.1", "minutes": 1, "prompt": "p"}


def choice(item_id: str, options: int = 4, *, confidence: bool = True) -> Choice:
    made = tuple(Option(id=f"o{n}", text="t", correct=n == 0, feedback="f", tempts="t", wrong_because="w") for n in range(options))
    return Choice(id=item_id, kind="choice", title=item_id, options=made, confidence=confidence, **SHARED)


def bank_of(*items: object, lesson: str = "99-sample") -> Bank:
    return Bank(lesson=lesson, title="A sample", items=items)


ALSO = AlsoDefensible(id="o2", prompt="?", reasons=(Reason("r1", "a", "f", holds=True), Reason("r2", "b", "f")))
EVERY_KIND = bank_of(
    attrs.evolve(choice("K01"), also_defensible=ALSO),
    choice("K02", 2, confidence=False),
    Match(
        id="M01",
        kind="match",
        title="m",
        **SHARED,
        columns=tuple(MatchColumn(c, c) for c in "abc"),
        rows=tuple(MatchRow(r, r, "a", "f") for r in ("r1", "r2", "r3", "r4")),
    ),
    Order(id="O01", kind="order", title="o", top="t", bottom="b", entries=tuple(OrderEntry(e, e, n + 1, "f") for n, e in enumerate("abcde")), **SHARED),
    Hottext(id="T01", kind="hottext", title="h", text="x [[p1|a]] y [[p2|b]] z [[p3|c]]", passages=tuple(Passage(p) for p in ("p1", "p2", "p3")), **SHARED),
    Slider(id="S01", kind="slider", title="s", ask="range", comment="c", low=-50, high=50, step=5, **SHARED),
    Slider(id="S02", kind="slider", title="s", ask="value", comment="c", **SHARED),
    ExtendedText(id="E01", kind="extended-text", title="e", rubric=(Criterion("c", "t", "m"),), model_answer="m", model_note="n", **SHARED),
)


def tries(**responses: object) -> dict[str, Event]:
    """First tries by item id; a pair is a response with its confidence."""
    made = {}
    for item, given_ in responses.items():
        response, sure = given_ if isinstance(given_, tuple) else (given_, None)
        made[item] = Event("2026-11-24T10:00:00.000Z", WHO, "response", "99-sample", item, 1, response, sure)
    return made


ALL = tries(
    K01=({"option": "o2", "reason": "r2"}, 72.0),
    K02={"option": "o1"},
    M01={"rows": {"r1": "c", "r2": "a", "r3": "b", "r4": "c"}},
    O01={"order": list("debca")},
    T01={"marked": ["p1", "p3"]},
    S01={"low": -35, "high": 50},
    S02={"value": 61},
    E01={"text": "my own words"},
)


def test_every_closed_answer_comes_back_and_the_open_one_is_named_as_left_out() -> None:
    code = encode(EVERY_KIND, WHO, ALL)
    said = decode(code, [Layout(EVERY_KIND)])
    assert (said.lesson, said.who) == ("99-sample", WHO)
    assert {item: given_.response for item, given_ in said.answers.items()} == {item: event.response for item, event in ALL.items() if item != "E01"}
    assert said.answers["K01"].confidence == 72 and said.answers["K02"].confidence is None
    assert left_out(EVERY_KIND, ALL) == ("E01",)


def test_nothing_answered_and_no_confidence_are_told_from_the_first_option_and_zero() -> None:
    bank = bank_of(choice("K01"), choice("K02"), choice("K03"))
    first = bank["K01"].shown[0].id
    said = decode(encode(bank, WHO, tries(K02=(first, None), K03=(first, 0))), [Layout(bank)])
    assert set(said.answers) == {"K02", "K03"}
    assert said.answers["K02"].confidence is None and said.answers["K03"].confidence == 0


@pytest.mark.parametrize("item", EVERY_KIND.items[:-1], ids=lambda item: item.kind)
def test_each_kind_numbers_its_responses_one_to_one(item: object) -> None:
    codec = CODECS[item.kind]
    numbers = range(codec.count(item)) if codec.count(item) < 500 else random.Random(1).sample(range(codec.count(item)), 200)
    usable = [n for n in numbers if item.kind != "hottext" or n]
    assert [codec.number(item, codec.response(item, n)) for n in usable] == usable


@pytest.mark.parametrize(
    "response",
    [None, True, "no-such", {"option": ["o1"]}, {"rows": {"r1": "zz"}}, {"order": ["a", "a", "b", "c", "d"]}, {"marked": ["zz"]}, {"low": 1}, {"value": 1e9}]
    + [{"value": float("nan")}],
)
def test_an_answer_of_another_edition_is_no_number(response: object) -> None:
    for item in EVERY_KIND.items[:-1]:
        with pytest.raises(NotEncodable):
            CODECS[item.kind].number(item, response)
    assert not decode(encode(EVERY_KIND, WHO, tries(K01=response, M01=response)), [Layout(EVERY_KIND)]).answers


def test_sixty_answers_with_confidence_stay_within_the_length(real: Course) -> None:
    sixty = bank_of(*(choice(f"K{n:02}") for n in range(60)))
    code = encode(sixty, WHO, tries(**{f"K{n:02}": ("o3", 99) for n in range(60)}))
    assert len(code) <= LONGEST and Layout(sixty).step == 1
    assert {given_.confidence for given_ in decode(code, [Layout(sixty)]).answers.values()} == {99}
    for path in sorted(real.items.glob("*.yaml")):
        bank = load(path, Bank)
        assert len(encode(bank, WHO, {})) <= LONGEST, path.name


def test_a_longer_bank_is_carried_in_coarser_steps_and_a_huge_one_refused() -> None:
    long = bank_of(*(choice(f"K{n:02}") for n in range(75)))
    code = encode(long, WHO, tries(**{f"K{n:02}": ("o1", 52) for n in range(75)}))
    assert len(code) <= LONGEST
    assert {given_.confidence for given_ in decode(code, [Layout(long)]).answers.values()} == {50}
    huge = bank_of(*(choice(f"K{n:03}", 9) for n in range(300)))
    with pytest.raises(BadCode, match="as a file"):
        encode(huge, WHO, {})


CODE = encode(EVERY_KIND, WHO, ALL)
GROUPS = CODE.split("-")[1:]


def read(code: str) -> object:
    return decode(code, [Layout(EVERY_KIND)])


@settings(max_examples=150, deadline=None)
@given(st.integers(len("opedlab.99-"), len(CODE) - 1), st.sampled_from(BASE32))
def test_every_single_wrong_character_is_refused_with_its_group(place: int, character: str) -> None:
    if CODE[place] in (character, "-"):
        return
    group = CODE[:place].count("-")
    with pytest.raises(BadCode, match=f"group {group},"):
        read(CODE[:place] + character + CODE[place + 1 :])


@pytest.mark.parametrize("place", range(len("opedlab.99-"), len(CODE) - 1))
def test_every_swap_of_neighbours_is_refused(place: int) -> None:
    a, b = CODE[place], CODE[place + 1]
    if a == b or "-" in (a, b):
        return
    with pytest.raises(BadCode, match=f"group {CODE[:place].count('-')},"):
        read(CODE[:place] + b + a + CODE[place + 2 :])


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (GROUPS[:-1], "copy all of it|cut off"),
        (GROUPS[:2], "ends after group 2"),
        ([GROUPS[0], *GROUPS[2:]], "from group 2 on .* missing"),
        ([GROUPS[0], GROUPS[0], *GROUPS[1:]], "from group 2 on .* twice"),
        ([GROUPS[1], GROUPS[0], *GROUPS[2:]], "group 1, .* group 2, "),
        ([GROUPS[0][:-1], *GROUPS[1:]], "group 1, .* has 5 characters instead of 6"),
        (["kä7f3q", *GROUPS[1:]], "group 1, .* “ä”, which no code has"),
        (["uuuuuu", *GROUPS[1:]], "group 1, .* “u”, which no code has"),
    ],
)
def test_lost_doubled_and_mixed_groups_are_named(groups: list[str], said: str) -> None:
    with pytest.raises(BadCode, match=said):
        read("-".join(["opedlab.99", *groups]))


def test_parts_of_two_codes_do_not_make_one() -> None:
    other = encode(EVERY_KIND, WHO, tries(K01=("o0", 3), S02={"value": 1})).split("-")[1:]
    half = len(GROUPS) - 2
    with pytest.raises(BadCode, match="two codes mixed"):
        read("-".join(["opedlab.99", *GROUPS[:half], *other[half:]]))


def test_another_edition_and_another_lesson_are_said() -> None:
    newer = bank_of(*(attrs.evolve(item, prompt="mended") for item in EVERY_KIND.items))
    with pytest.raises(OtherEdition, match=f"{EVERY_KIND.fingerprint} of 99-sample.*{newer.fingerprint}"):
        decode(CODE, [Layout(newer)])
    with pytest.raises(BadCode, match="“99”, which this course does not have"):
        decode(CODE, [Layout(attrs.evolve(EVERY_KIND, lesson="02-other"))])
    assert decode(CODE, [Layout(newer), Layout(EVERY_KIND)]).who == WHO


@pytest.mark.parametrize("text", ["", " ", "hello", "opedlab.99", "opedlab.99-", "\0" * 50, "-" * 5000, "<script>", "opedlab.99-" + "z" * 100_000])
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(BadCode):
        read(text)


def test_codes_are_found_in_a_chat_and_read_as_people_type_them() -> None:
    shouted = CODE.upper().replace("0", "O").replace("1", "l")
    wrapped = CODE.replace("-", "–\n", 3)
    chat = f"10:02 Anna: here is mine {CODE} – thanks\nBen: {wrapped}, ok?\nCem: opedlab is nice-ish\n{shouted}."
    found = find(chat)
    assert len(found) == 3
    assert [decode(code, [Layout(EVERY_KIND)]) for code in found] == [read(CODE)] * 3


def test_a_chosen_name_has_a_short_form_that_stays() -> None:
    assert short(WHO) == WHO
    assert short("Anna Müller") == short("Anna Müller") != short("Anna Muller")
    assert decode(encode(EVERY_KIND, "Anna \ud800", {}), [Layout(EVERY_KIND)]).who == short("Anna \ud800")
