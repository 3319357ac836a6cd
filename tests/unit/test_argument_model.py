"""Each fault of a map is found, named and placed; the maps here are each broken in one way."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from opedlab import course, records
from opedlab.argument.model import ArgumentMap


def sound() -> dict[str, Any]:
    card = {"text": "Something.", "blocks": ["1"], "explicit": "true", "voice": "author", "put_in_by": "author"}
    made = {"explicit": "false", "voice": "course", "put_in_by": "course"}
    return {
        "title": "t",
        "about": "a",
        "rules": {"grounded": "g", "lenient": "l", "strict": "s"},
        "schemes": [{"id": "sign", "name": "Sign", "aif": "Sign", "critical_questions": ["Why?"]}],
        "nodes": [
            {**card, "id": "T1", "kind": "thesis"},
            {**card, "id": "R1", "kind": "reason"},
            {**card, "id": "E1", "kind": "evidence"},
            {**card, **made, "id": "I1", "kind": "premise", "not_granted_in_strict": "left open"},
            {**card, **made, "id": "O1", "kind": "objection", "attacks": ["I1"], "undercuts": ["A2"]},
        ],
        "arguments": [
            {"id": "A1", "scheme": "sign", "premises": ["R1"], "conclusion": "T1"},
            {"id": "A2", "scheme": "sign", "premises": ["E1", "I1"], "conclusion": "R1"},
        ],
        "retired": [{"id": "O9", "why": "It hit a step that is gone."}],
    }


def faults_after(*path: Any, value: Any) -> list[str]:
    raw = copy.deepcopy(sound())
    at = raw
    for step in path[:-1]:
        at = at[step]
    if isinstance(at, list):
        at.append(value)
    else:
        at[path[-1]] = value
    return [str(fault) for fault in records.structure(raw, ArgumentMap, "map.yaml").faults]


def test_the_sound_map_has_no_fault() -> None:
    assert not records.structure(sound(), ArgumentMap, "map.yaml").faults


@pytest.mark.parametrize(
    ("path", "value", "place", "says"),
    [
        (("nodes", 2, "id"), "R1", "nodes[2].id", '"R1" is the id of nodes[1] too'),
        (("arguments", 1, "id"), "A1", "arguments[1].id", '"A1" is the id of arguments[0] too'),
        (("arguments", 0, "id"), "I1", "arguments[0].id", "is the id of a node too"),
        (("arguments", 1, "premises"), ["E1", "I2"], "arguments[1].premises[1]", '"I2" is no node of this map; the nearest are "I1", '),
        (("arguments", 1, "premises"), ["E1", "O9"], "arguments[1].premises[1]", "was retired: It hit a step that is gone"),
        (("arguments", 1, "premises"), ["E1", "O1"], "arguments[1].premises[1]", "is of kind objection"),
        (("arguments", 1, "premises"), ["E1", "E1"], "arguments[1].premises[1]", "stands twice"),
        (("arguments", 1, "premises"), [], "arguments[1].premises", "at least one premise"),
        (("arguments", 0, "conclusion"), "T2", "arguments[0].conclusion", '"T2" is no node'),
        (("arguments", 0, "scheme"), "sing", "arguments[0].scheme", 'did you mean "sign"?'),
        (("arguments", 1, "premises"), ["T1"], "arguments", "R1 → T1 → R1"),
        (("nodes", 4, "undercuts"), ["A3"], "nodes[4].undercuts[0]", '"A3" is no argument of this map'),
        (("nodes", 4, "undercuts"), ["I1"], "nodes[4].undercuts[0]", "move it to `attacks`"),
        (("nodes", 4, "attacks"), ["A1"], "nodes[4].attacks[0]", "move it to `undercuts`"),
        (("nodes", 4, "attacks"), ["I7"], "nodes[4].attacks[0]", '"I7" is no node'),
        (("nodes", 4, "attacks"), ["O1"], "nodes[4].attacks[0]", "attacks itself"),
        (("nodes", 2, "attacks"), ["I1"], "nodes[2].attacks", "belongs to objections and rebuttals"),
        (("nodes", 2, "put_in_by"), "course", "nodes[2].put_in_by", 'put in by "author" or "paratext"'),
        (("nodes", 3, "voice"), "author", "nodes[3].voice", "worded by the course"),
        (("nodes", 2, "voice"), "attributed", "nodes[2].who", "say whose word it is"),
        (("nodes", 2, "not_granted_in_strict"), "no reason", "nodes[2].not_granted_in_strict", "unstated premises only"),
        (("nodes", 2, "blocks"), ["43"], "nodes[2].blocks[0]", "a block number from 1 to 42"),
        (("nodes", 2, "kind"), "evidance", "nodes[2].kind", '"evidence"'),
        (("nodes", 2, "id"), "E 1", "nodes[2].id", "a node or argument id"),
        (("retired", 0, "id"), "R1", "retired[0].id", "never used again"),
        (("rivals",), [{"id": "RR1", "name": "n", "main": "T9", "text": "x", "explains": ["1"], "strains": ["2"]}], "rivals[0].main", '"T9" is no node'),
    ],
)
def test_a_fault_is_named_at_its_place(path: tuple[Any, ...], value: Any, place: str, says: str) -> None:
    found = faults_after(*path, value=value)
    assert any(fault.startswith(f"{place}: ") and says in fault for fault in found), found


def test_all_faults_are_reported_at_once() -> None:
    raw = sound()
    raw["arguments"][0]["conclusion"] = "T2"
    raw["nodes"][4]["undercuts"] = ["A9"]
    raw["nodes"][2]["blocks"] = ["0"]
    assert len(records.structure(raw, ArgumentMap, "map.yaml").faults) >= 3


def test_a_node_that_supports_itself_is_a_cycle() -> None:
    assert any("R1 → R1" in fault for fault in faults_after("arguments", 1, "premises", value=["R1"]))


def test_not_granted_stands_on_no_conclusion() -> None:
    raw = sound()
    raw["arguments"].append({"id": "A3", "scheme": "sign", "premises": ["E1"], "conclusion": "I1"})
    assert any("only premises are granted" in str(fault) for fault in records.structure(raw, ArgumentMap, "map.yaml").faults)


def test_a_compiled_map_is_the_map(tmp_path: Any) -> None:
    map_path = course.find().article / "map.yaml"
    the_map = records.load(map_path, ArgumentMap)
    first = records.compiled(map_path, ArgumentMap, tmp_path)
    second = records.compiled(map_path, ArgumentMap, tmp_path)
    assert list(tmp_path.iterdir()) and first == second == the_map
    assert second.index.basic == the_map.index.basic
