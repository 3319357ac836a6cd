"""The exports of the map: golden files, and each read back by somebody else's or an independent reader.

The golden files are written anew by

    python tests/unit/test_argument_exports.py
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from opedlab import course, records
from opedlab.argument.aif import aif
from opedlab.argument.argdown import argdown, escaped
from opedlab.argument.model import ArgumentMap
from opedlab.argument.plain import as_json
from opedlab.argument.standing import NotADispute, UnknownNode, standing

MAP = course.find().article / "map.yaml"
GOLDEN = Path(__file__).parent / "golden"
ANEW = "written anew by: python tests/unit/test_argument_exports.py"
NO_PARSER = "no @argdown/core here: npm install --prefix DIR @argdown/core@1.7.5, then NODE_PATH=DIR/node_modules"

READER = """
const {ArgdownApplication, ParserPlugin, DataPlugin, ModelPlugin} = require('@argdown/core');
const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), 'parse-input');
for (const plugin of [new DataPlugin(), new ModelPlugin()]) app.addPlugin(plugin, 'build-model');
const input = require('fs').readFileSync(0, 'utf8');
const read = app.run({process: ['parse-input', 'build-model'], input, logLevel: 'silent'});
const texts = {}, args = {};
for (const s of Object.values(read.statements || {})) {
  const told = s.members.find(m => m.text && !m.isReference) || {};
  texts[s.title] = {text: (told.text || '').trim(), data: s.data};
}
for (const a of Object.values(read.arguments || {})) {
  const last = a.pcs[a.pcs.length - 1];
  args[a.title] = {premises: a.pcs.slice(0, -1).map(s => s.title), conclusion: last.title, rule: last.inference.inferenceRules[0]};
}
const end = x => x.title || x.argumentTitle;
const relations = read.relations.map(r => [r.relationType, end(r.from), end(r.to)]);
console.log(JSON.stringify({errors: (read.parserErrors || []).length + (read.lexerErrors || []).length, texts, args, relations}));
"""


@pytest.fixture(scope="module")
def the_map() -> ArgumentMap:
    return records.load(MAP, ArgumentMap)


def aif_text(argument_map: ArgumentMap) -> str:
    return json.dumps(aif(argument_map), ensure_ascii=False, indent=1) + "\n"


def relations_of(argument_map: ArgumentMap) -> set[tuple[str, str, str]]:
    attacks = {("attack", n.id, target) for n in argument_map.nodes for target in n.attacks}
    return attacks | {("undercut", n.id, target) for n in argument_map.nodes for target in n.undercuts}


def steps_of(argument_map: ArgumentMap) -> dict[str, tuple[set[str], str]]:
    return {a.id: (set(a.premises), a.conclusion) for a in argument_map.arguments}


def test_the_argdown_export_is_the_golden_file(the_map: ArgumentMap) -> None:
    assert argdown(the_map) == (GOLDEN / "map.argdown").read_text(encoding="utf-8"), ANEW


def test_the_aif_export_is_the_golden_file(the_map: ArgumentMap) -> None:
    assert aif_text(the_map) == (GOLDEN / "map.aif.json").read_text(encoding="utf-8"), ANEW


def test_aif_read_back_gives_the_same_graph(the_map: ArgumentMap) -> None:
    read = json.loads((GOLDEN / "map.aif.json").read_text(encoding="utf-8"))
    kind = {n["nodeID"]: n["type"] for n in read["nodes"]}
    assert len(kind) == len(read["nodes"]) and set(kind.values()) == {"I", "RA", "CA"}
    assert len({e["edgeID"] for e in read["edges"]}) == len(read["edges"])
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for edge in read["edges"]:
        into.setdefault(edge["toID"], []).append(edge["fromID"])
        out.setdefault(edge["fromID"], []).append(edge["toID"])
    steps, relations = {}, set()
    for key, what in kind.items():
        if what == "RA":
            (conclusion,) = out[key]
            steps[key.removeprefix("RA_")] = ({p for p in into[key] if kind[p] == "I"}, conclusion)
        elif what == "CA":
            (source,), (target,) = into[key], out[key]
            relations.add(("undercut" if kind[target] == "RA" else "attack", source, target.removeprefix("RA_")))
    assert {n["nodeID"]: n["text"] for n in read["nodes"] if n["type"] == "I"} == {n.id: n.text for n in the_map.nodes}
    assert steps == steps_of(the_map)
    assert relations == relations_of(the_map)


def test_what_aif_has_no_place_for_stands_under_our_own_key(the_map: ArgumentMap) -> None:
    by_id = {n["nodeID"]: n for n in aif(the_map)["nodes"]}
    for n in the_map.nodes:
        assert set(by_id[n.id]) == {"nodeID", "text", "type", "opedlab"}
        assert by_id[n.id]["opedlab"]["voice"] == n.voice and by_id[n.id]["opedlab"]["blocks"] == list(n.blocks)


def argdown_reads(text: str) -> dict[str, Any]:
    """What the reference parser makes of Argdown text; skips where it is not installed."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if subprocess.run(["node", "-e", "require.resolve('@argdown/core')"], capture_output=True).returncode:
        pytest.skip(NO_PARSER)
    return json.loads(subprocess.run(["node", "-e", READER], input=text.encode(), capture_output=True, check=True).stdout)


def test_the_reference_parser_reads_the_argdown_export(the_map: ArgumentMap) -> None:
    read = argdown_reads(argdown(the_map))
    assert read["errors"] == 0
    assert {key: told["text"] for key, told in read["texts"].items()} == {n.id: n.text for n in the_map.nodes}
    for n in the_map.nodes:
        data = read["texts"][n.id]["data"]
        assert (data["kind"], data["voice"], data["put_in_by"], data["explicit"]) == (n.kind, n.voice, n.put_in_by, n.explicit)
        assert data["blocks"] == list(n.blocks) and data.get("who") == n.who
    assert {key: (set(a["premises"]), a["conclusion"]) for key, a in read["args"].items()} == steps_of(the_map)
    names = {scheme.id: scheme.name for scheme in the_map.schemes}
    assert {key: a["rule"] for key, a in read["args"].items()} == {a.id: names[a.scheme] for a in the_map.arguments}
    assert {tuple(relation) for relation in read["relations"]} == relations_of(the_map)


def test_no_character_of_a_text_is_read_as_argdown() -> None:
    text = r"A [card] <A1> {x: 1}, #tag @ref *bold* _it_ / // not a comment \ (1) a: b -> c"
    read = argdown_reads(f'[X1]: {escaped(text)} {{kind: "premise"}}\n')
    assert read["errors"] == 0
    assert list(read["texts"]) == ["X1"] and read["texts"]["X1"]["text"] == text


def test_json_has_the_agreed_form(the_map: ArgumentMap) -> None:
    change = {"without": ["I1.5"], "accepted": ["O23", "O19", "B19"]}
    told = json.loads(json.dumps(as_json(the_map, **change)))
    assert list(told) == ["nodes", "arguments", "attacks", "not_granted_in_strict", "stands", "fallen"]
    assert {tuple(n) for n in told["nodes"]} == {("id", "kind", "explicit", "blocks", "voice")}
    assert {tuple(a) for a in told["arguments"]} == {("id", "premises", "conclusion", "scheme")}
    assert {(a["kind"], a["from"], a["to"]) for a in told["attacks"]} == relations_of(the_map)
    assert told["not_granted_in_strict"] == ["I2.2", "I3.4", "I4.4"]
    assert set(told["stands"]) == standing(the_map, **change)
    assert set(told["fallen"]) == {"T0", "T1", "I1.5"}


def test_fallen_is_told_by_the_same_rule(the_map: ArgumentMap) -> None:
    told = as_json(the_map, strict=True)
    assert told["fallen"] == [] and not set(told["not_granted_in_strict"]) & set(told["stands"])


def test_json_refuses_what_the_map_does_not_have(the_map: ArgumentMap) -> None:
    with pytest.raises(UnknownNode):
        as_json(the_map, without=["R9"])
    with pytest.raises(NotADispute):
        as_json(the_map, accepted=["R1"])


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    loaded = records.load(MAP, ArgumentMap)
    (GOLDEN / "map.argdown").write_text(argdown(loaded), encoding="utf-8")
    (GOLDEN / "map.aif.json").write_text(aif_text(loaded), encoding="utf-8")
