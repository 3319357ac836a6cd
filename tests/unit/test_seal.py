"""The seal: whatever is changed after it shows, and nothing else does."""

from __future__ import annotations

import hashlib
import json
import random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opedlab.answers.events import Event, from_line, to_line
from opedlab.answers.log import AnswerLog, fold
from opedlab.answers.seal import Entry, canonical, ledger, locked, made, same_hash, seals, short_hash, verify
from opedlab.items.bank import Bank
from opedlab.records import structure
from opedlab.views.item import ItemWidget
from opedlab.views.seal import SealBoard

LESSON = "00-sealed"
ITEMS = ("F1", "F2", "F3")


def at(n):
    return f"2026-11-24T10:{n // 60:02}:{n % 60:02}.000Z"


def response(item, n, percent=60, reason="A reason.", **more):
    return Event(at(n), "abcd-ef", "response", LESSON, item, 1, {"percent": percent, "reason": reason, "knew": False} | more)


def sealed(events, n=30):
    entries = ledger({item: h for (_, item), h in fold(events).items()}, ITEMS)
    return [*events, Event(at(n), "abcd-ef", "seal", LESSON, more=made(LESSON, entries))]


def checked(events):
    """What a reader of these events finds, after they went through the log's own lines."""
    events = [from_line(to_line(event).strip()) for event in events]
    histories = {item: h for (lesson, item), h in fold(events).items() if lesson == LESSON}
    marks = [event for event in sorted(events, key=lambda e: e.at) if event.item is None and event.lesson == LESSON]
    return verify(LESSON, ITEMS, histories, marks)


BEFORE = [response("F1", 1, 60), response("F2", 2, 10, "It was said „nie“ 🙂."), response("F1", 3, 65)]


def test_the_hash_is_sha256_over_the_canonical_json_of_the_last_answers():
    entries = ledger({item: h for (_, item), h in fold(BEFORE).items()}, ITEMS)
    assert [entry.item for entry in entries] == ["F1", "F2"] and entries[0].response["percent"] == 65
    spelled = (
        '{"forecasts":[{"at":"2026-11-24T10:00:03.000Z","item":"F1","response":{"knew":false,"percent":65,"reason":"A reason."}},'
        '{"at":"2026-11-24T10:00:02.000Z","item":"F2","response":{"knew":false,"percent":10,"reason":"It was said \\u201enie\\u201c \\ud83d\\ude42."}}],'
        '"lesson":"00-sealed","v":1}'
    )
    assert canonical(LESSON, entries).decode() == spelled
    digits = hashlib.sha256(spelled.encode()).hexdigest()[:16]
    assert short_hash(LESSON, entries) == " ".join(digits[n : n + 4] for n in (0, 4, 8, 12))


def test_an_untouched_ledger_is_found_intact_in_whatever_order_its_lines_come():
    events = [*sealed(BEFORE), Event(at(50), "abcd-ef", "open-seal", LESSON)]
    random.Random(1).shuffle(events)
    found = checked(events)
    assert (found.state, found.opened) == ("intact", at(50)) and same_hash(found.hash, found.seal.hash)
    assert not (found.changed or found.gone or found.added or found.broken)


@pytest.mark.parametrize(
    ("change", "changed", "gone", "added"),
    [
        (lambda e: e + [response("F1", 40, 90)], ("F1",), (), ()),
        (lambda e: e + [response("F3", 40)], (), (), ("F3",)),
        (lambda e: [x for x in e if x.item != "F2"], (), ("F2",), ()),
        (lambda e: [attrs.evolve(x, response=x.response | {"percent": 66}) if x.at == at(3) else x for x in e], ("F1",), (), ()),
        (lambda e: [attrs.evolve(x, response=x.response | {"reason": "A reason"}) if x.at == at(3) else x for x in e], ("F1",), (), ()),
        (lambda e: [attrs.evolve(x, at="2024-11-05T08:00:00.000Z") if x.item == "F2" else x for x in e], ("F2",), (), ()),
        (lambda e: [attrs.evolve(x, response="60") if x.item == "F2" else x for x in e], ("F2",), (), ()),
        (lambda e: e + [Event(at(40), "abcd-ef", "start-over", LESSON, "F2")], (), ("F2",), ()),
    ],
    ids=["changed later", "added later", "line taken out", "number edited", "word edited", "time edited", "form edited", "one started over"],
)  # fmt: skip
def test_a_changed_ledger_is_detected_and_the_forecast_named(change, changed, gone, added):
    found = checked(change(sealed(BEFORE)))
    assert (found.state, found.changed, found.gone, found.added) == ("changed", changed, gone, added)


def test_a_forecast_that_was_tried_earlier_may_not_stand_in_for_the_sealed_one():
    events = [event for event in sealed(BEFORE) if event.at != at(3)]
    assert checked(events).changed == ("F1",)


def test_the_first_seal_holds_so_that_sealing_again_hides_nothing():
    events = sealed([*sealed(BEFORE), response("F1", 40, 99)], 45)
    found = checked(events)
    assert (found.state, found.seal.at, found.changed) == ("changed", at(30), ("F1",))


def test_starting_over_opens_the_ledger_anew_and_the_broken_seal_is_told():
    started = [*sealed(BEFORE), Event(at(40), "abcd-ef", "start-over", LESSON)]
    found = checked(started)
    assert found.state == "open" and [seal.at for seal in found.broken] == [at(30)]
    again = checked(sealed([*started, response("F1", 50, 20)], 55))
    assert again.state == "intact" and again.seal.at == at(55) and len(again.broken) == 1


@pytest.mark.parametrize("more", [None, {"hash": 5, "entries": {}}, {"hash": "ab"}, {"hash": "ab", "entries": {"F1": 3}}, {"hash": "", "entries": {}}])
def test_a_seal_that_cannot_be_read_is_told_apart_from_a_changed_ledger(more):
    assert checked([*BEFORE, Event(at(30), "abcd-ef", "seal", LESSON, more=more)]).state == "damaged"


def test_a_forged_seal_that_fits_is_still_caught_by_the_hash_that_was_noted():
    noted = checked(sealed(BEFORE)).hash
    forged = sealed([response("F1", 1, 99), *BEFORE[1:2]])
    found = checked(forged)
    assert found.state == "intact" and not same_hash(noted, found.hash)


def test_a_forecast_that_the_bank_has_dropped_since_still_belongs_to_its_seal():
    events = sealed(BEFORE)
    histories = {item: h for (_, item), h in fold(events).items()}
    assert verify(LESSON, ["F1"], histories, events[-1:]).state == "intact"


plain_values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.recursive(plain_values, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_any_response_keeps_its_hash_through_the_log(value):
    entry = Entry("F1", at(1), value)
    back = from_line(to_line(Event(at(1), "w", "response", LESSON, "F1", 1, value)).strip())
    assert short_hash(LESSON, [entry]) == short_hash(LESSON, [Entry("F1", back.at, back.response)])
    assert json.loads(canonical(LESSON, [entry]))["forecasts"][0]["item"] == "F1"


def test_hashes_are_compared_as_people_copy_them():
    assert same_hash("3f2a 9c01 77de 5b60", "3F2A-9C01-77DE-5B60 ")
    assert not same_hash("3f2a 9c01 77de 5b60", "3f2a 9c01 77de 5b61")
    assert not same_hash("3f2a", "3f2a") and not same_hash("", "")


def test_only_an_item_of_the_ledger_is_locked_by_it():
    class InLedger:
        in_ledger = True

    marks = [Event(at(30), "w", "seal", LESSON, more=made(LESSON, ()))]
    assert locked(InLedger(), marks) == seals(marks)[0] is not None
    assert locked(object(), marks) is None and locked(InLedger(), []) is None


def test_the_log_keeps_events_about_a_lesson_and_tells_those_who_watch(tmp_path):
    heard = []

    class Watcher:
        def hear(self, event):
            heard.append(event.event)

    log = AnswerLog(tmp_path)
    watcher = Watcher()
    log.watch(watcher.hear)
    log.add("seal", LESSON, more=made(LESSON, ()))
    log.add("seal", "another")
    log.add("response", LESSON, "F1", response=5)
    assert heard == ["seal", "seal", "response"]
    assert [event.event for event in log.marks(LESSON)] == ["seal"] == [event.event for event in AnswerLog(tmp_path).marks(LESSON)]
    del watcher
    log.add("open-seal", LESSON)
    assert len(heard) == 3 and len(log.marks(LESSON)) == 2


# --- the widgets ------------------------------------------------------------------------------------------------------


def bank():
    frame = {"kind": "forecast", "objective": "99.1", "minutes": "1", "prompt": "It happens."}
    frame |= {"asked_on": "2024-11-05", "horizon": "2025-12-31", "resolution": "r"}
    settled = {"happened": "true", "on": "2025-01-01", "what": "It did.", "note": "n"}
    rows = [{"id": "F1", "title": "First", **frame}, {"id": "F2", "title": "Second", **frame}, {"id": "F3", "title": "Practice", **frame, "settled": settled}]
    return structure({"lesson": LESSON, "title": "t", "items": rows}, Bank, "b").value


def send(widget, **message):
    widget._on_message(widget, message, [])


def test_a_seal_locks_the_forecasts_of_its_ledger_and_nothing_else(tmp_path):
    items, log = bank(), AnswerLog(tmp_path)
    first, second, practice = (ItemWidget(item, LESSON, log) for item in items)
    board = SealBoard(items, LESSON, log)
    send(board, type="seal")
    assert log.marks(LESSON) == (), "there is nothing to seal yet"
    given = {"percent": 60, "reason": "A reason.", "knew": False}
    send(first, type="response", response=given)
    assert [(row["id"], row["kept"], row["percent"]) for row in board.state["rows"]] == [("F1", True, 60), ("F2", False, None)]
    send(first, type="draft", text="A better reason, never kept.")
    send(board, type="seal")
    assert ItemWidget(items["F1"], LESSON, log).state["draft"] is None, "what was sealed is shown, not what was being typed"
    assert board.state["state"] == "intact" and first.state["locked"] == second.state["locked"] == board.state["seal"]
    for widget in (first, second, practice):
        send(widget, type="response", response=given | {"percent": 99})
        send(widget, type="draft", text="Another reason.")
    assert first.state["answer"]["response"] == given and second.state["answer"] is None
    assert practice.state["answer"]["response"]["percent"] == 99 and practice.state["locked"] is None
    assert board.state["state"] == "intact" and len(log.history(LESSON, "F1").responses) == 1


def test_a_seal_made_or_broken_elsewhere_is_found_when_the_ledger_is_opened(tmp_path):
    here, elsewhere = AnswerLog(tmp_path), AnswerLog(tmp_path)
    opens = SealBoard(bank(), LESSON, here, opens=True)
    send(opens, type="open")
    assert opens.state["state"] == "open" and here.marks(LESSON) == ()
    elsewhere.add("response", LESSON, "F1", response={"percent": 60, "reason": "r", "knew": False}, tried=1)
    send(SealBoard(bank(), LESSON, elsewhere), type="seal")
    send(opens, type="compare", hash=elsewhere.marks(LESSON)[0].more["hash"])
    assert (opens.state["state"], opens.state["noted"], opens.state["opened"]) == ("intact", "same", None)
    elsewhere.add("response", LESSON, "F1", response={"percent": 90, "reason": "r", "knew": False}, tried=2)
    for _ in range(2):
        send(opens, type="open")
    assert (opens.state["state"], opens.state["changed"]) == ("changed", ["F1"])
    assert [(event.event, event.more["found"]) for event in here.marks(LESSON)] == [("open-seal", "changed")]


def test_the_twin_of_the_board_is_the_same_for_every_student(tmp_path):
    log = AnswerLog(tmp_path)
    blank = repr(SealBoard(bank(), LESSON, log))
    log.add("response", LESSON, "F1", response={"percent": 60, "reason": "mine", "knew": False}, tried=1)
    assert repr(SealBoard(bank(), LESSON, log)) == blank and "Second" in blank and "Practice" not in blank
