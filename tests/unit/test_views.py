"""Twins and initial states: the same content as the page, and nothing of the key or the student in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve

from opedlab import records
from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.items.bank import Bank, mark
from opedlab.items.choice import Choice
from opedlab.views.frontend import item_module, stylesheet
from opedlab.views.item import ItemWidget
from opedlab.views.strings import LANGUAGES, catalogue
from opedlab.views.twin import content, outcome, twin


def real_items() -> list[Any]:
    folder = Path(__file__).resolve().parents[2] / "exercises" / "items"
    return [pytest.param(item, id=item.id) for path in sorted(folder.glob("*.yaml")) for item in records.load(path, Bank)]


def test_every_kind_of_item_has_a_view_and_every_view_a_kind() -> None:
    from opedlab.items.bank import KINDS
    from opedlab.views import twin as views

    assert list(views.KINDS) == list(KINDS)
    assert [module.__name__.split(".")[-1] for module in views.KINDS.values()] == [module.__name__.split(".")[-1] for module in KINDS.values()]


def public_face(item: Any, folder: Path) -> str:
    """All that exists of an item before an answer: twin, repr, widget state."""
    widget = ItemWidget(item, "99-sample", AnswerLog(folder))
    state = {key: value for key, value in widget.get_state().items() if key != "layout"}
    bundle, _ = widget._repr_mimebundle_()
    view = bundle.pop("application/vnd.jupyter.widget-view+json", None)
    assert view, "the widget has no live part"
    return json.dumps([state, bundle, repr(widget), content(item)], sort_keys=True)


def other_key(item: Choice) -> Choice:
    """The same question with another right answer and all feedback replaced."""
    last = item.options[-1] if not item.options[-1].correct else item.options[0]
    options = tuple(
        evolve(o, correct=o is last, feedback="Z" if o is last else None, tempts=None if o is last else "Z", wrong_because=None if o is last else "Z")
        for o in item.options
    )
    return evolve(item, options=options, also_defensible=None)


@pytest.mark.parametrize("item", [p for p in real_items() if p.values[0].kind == "choice"])
def test_before_an_answer_nothing_depends_on_the_key(item: Choice, tmp_path: Path) -> None:
    assert public_face(item, tmp_path / "a") == public_face(other_key(item), tmp_path / "b")


SAID_AFTERWARDS = {"feedback", "tempts", "wrong_because", "missed", "too_high", "too_low", "model_answer", "model_note", "otherwise", "met_when", "comment"}


def other_feedback(value: Any) -> Any:
    """The same record with everything that is said after an answer replaced."""
    if isinstance(value, tuple):
        return tuple(other_feedback(inner) for inner in value)
    if not attrs.has(type(value)):
        return value
    changed = {}
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        said = field.name in SAID_AFTERWARDS and isinstance(inner, str)
        changed[field.name] = "Z" if said else other_feedback(inner)
    return evolve(value, **changed)


@pytest.mark.parametrize("item", real_items())
def test_before_an_answer_nothing_of_the_feedback_shows_in_any_kind(item: Any, tmp_path: Path) -> None:
    changed = other_feedback(item)
    if item.kind == "forecast":  # what came of it: a ledger has none yet, practice has
        settled = item.settled
        changed = evolve(item, settled=None if settled is None else evolve(settled, happened=not settled.happened, note="Z", what="Z"))
        if settled is None:
            return
    assert changed != item, "this kind keeps its feedback under a name that this test does not know"
    assert public_face(item, tmp_path / "a") == public_face(changed, tmp_path / "b")


def test_twin_and_repr_do_not_depend_on_the_student(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = records.load(course.items / "99-sample.yaml", Bank)["X01"]
    log = AnswerLog(tmp_path)
    before = ItemWidget(item, "99-sample", log)
    log.add("response", "99-sample", "X01", response={"option": "sun"}, confidence=50, tried=1)
    monkeypatch.setenv("OPEDLAB_LANG", "de")
    after = ItemWidget(item, "99-sample", log)
    assert repr(before) == repr(after) and before._repr_mimebundle_()[0]["text/html"] == after._repr_mimebundle_()[0]["text/html"]
    assert after.state["marking"]["outcome"] == "not quite" and before.state["marking"] is None
    assert str(before.respond("rain")) == str(after.respond("rain"))


@pytest.mark.parametrize("item", real_items())
def test_the_twin_holds_all_that_the_page_shows(item: Any) -> None:
    shown = twin(item)
    bare = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown.html))
    phrases = item.card.phrases if item.card else ()
    texts = [item.title, item.prompt, *(p.de for p in phrases), *(p.en for p in phrases)]
    texts += [item.card.summary] if item.card else []
    texts += [option.text for option in getattr(item, "options", ())]
    for text in texts:
        wanted = re.sub(r"\*+", "", " ".join(text.split()))
        assert wanted in bare.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&"), f"{wanted[:60]} is not in the HTML twin"
        assert wanted in " ".join(shown.plain.split()), f"{wanted[:60]} is not in the plain twin"
    for phrase in phrases:
        assert f'<em lang="de">{phrase.de}</em>' in shown.html


def test_messages_are_marked_logged_and_answered(course: Course, tmp_path: Path) -> None:
    bank = records.load(course.items / "99-sample.yaml", Bank)
    log = AnswerLog(tmp_path)
    widget = ItemWidget(bank["X01"], "99-sample", log)
    blank = dict(widget.state)
    widget._on_message(None, {"type": "hint"}, None)
    assert widget.state["hints"] == ["Look up."]
    widget._on_message(None, {"type": "hint"}, None)
    assert log.history("99-sample", "X01").hints == 1
    for odd in (
        {"type": "response"},
        {"type": "response", "response": {"option": "hail"}},
        {"type": "response", "response": {"option": "rain"}, "confidence": 130},
    ):
        widget._on_message(None, odd, None)
        assert widget.state["problem"] and not log.history("99-sample", "X01").responses
    widget._on_message(None, {"type": "response", "response": {"option": "rain"}, "confidence": 80}, None)
    first = dict(widget.state)
    widget._on_message(None, {"type": "response", "response": {"option": "rain"}, "confidence": 80}, None)
    assert first["marking"]["outcome"] == "right" and not first["problem"]
    assert widget.state != first, "the same answer again must still reach the page"
    assert [e.tried for e in log.history("99-sample", "X01").responses] == [1, 2]
    recalled = ItemWidget(bank["X01"], "99-sample", log, blank=True)
    assert recalled.state == blank


@pytest.mark.parametrize("item", real_items())
def test_at_most_three_messages_show_an_item(item: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("comm.DummyComm.publish_msg", lambda self, msg_type, *a, **k: sent.append(msg_type))
    ItemWidget(item, "99-sample", AnswerLog(tmp_path))._repr_mimebundle_()
    assert 1 <= len(sent) <= 3, sent


def test_an_answer_to_an_item_that_has_changed_since_is_kept_but_not_shown(course: Course, tmp_path: Path) -> None:
    item = records.load(course.items / "99-sample.yaml", Bank)["X01"]
    log = AnswerLog(tmp_path)
    log.add("response", "99-sample", "X01", response={"option": "gone"}, tried=1)
    widget = ItemWidget(item, "99-sample", log)
    assert widget.state["answer"] is None and len(log.history("99-sample", "X01").responses) == 1


def test_catalogues_have_the_same_strings_and_each_is_used() -> None:
    english = catalogue("en")
    for language in LANGUAGES:
        assert set(catalogue(language)) == set(english)
        for name, text in catalogue(language).items():
            assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[name])), f"{language}: {name}"
            assert list(catalogue(language)) == sorted(english), f"{language}: strings stand in order"
    folder = Path(__file__).resolve().parents[2] / "src" / "opedlab"
    code = "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.suffix in (".js", ".py"))
    spelt = set(re.findall(r"""["'`]([a-z0-9_]+)["'`]""", code))
    families = ("outcome_", "order_")  # names that code puts together: say("outcome_" + word)
    unused = {name for name in english if name not in spelt and not name.startswith(families)}
    assert not unused
    asked = set(re.findall(r"""\bsay\("([a-z0-9_]+)\"""", code)) | set(re.findall(r"""\btext\("([a-z0-9_]+)\"""", code))
    assert not asked - set(english) - set(families)


def test_the_front_end_never_parses_text_into_markup() -> None:
    for banned in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://", "https://"):
        lines = [line for line in item_module().splitlines() if banned in line and "w3.org" not in line]
        assert not lines, lines
    assert "url(" not in stylesheet()


@pytest.mark.parametrize(("ends", "shown"), [("Nobody", "Nobody.</strong>"), ("Nobody.", "Nobody.</strong>"), ("Who?", "Who?</strong>")])
def test_an_option_that_is_a_sentence_gets_no_second_stop_in_its_feedback(real: Course, ends: str, shown: str) -> None:
    bank = records.load(real.items / "gallery.yaml", Bank)
    item = bank["G-C1"]
    item = evolve(item, options=tuple(evolve(option, text=ends) if option.id == "seoul" else option for option in item.options))
    assert shown in outcome(item, mark(item, "seoul")).html
