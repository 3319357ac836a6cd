"""A class in numbers, as a program and as an instructor get it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from opedlab.answers.bundle import pack
from opedlab.answers.class_work import read_class
from opedlab.answers.log import AnswerLog
from opedlab.cli import main
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.seminar.pool import as_json, pool, report

VM = "01-forty-two-blocks-many-voices"


@pytest.fixture
def handed_in(tmp_path: Path, real: Course) -> Path:
    """Three students with nine voices, a choice and a text; one file more that is broken."""
    folder, key = tmp_path / "hand-ins", {row.id: row.column for row in load(real.items / f"{VM}.yaml", Bank)["VM01-01"].rows}
    folder.mkdir()
    for n, (rows, option) in enumerate((({}, "truth"), ({"r1": "author"}, "truth"), ({"r1": "author"}, "agree"))):
        log = AnswerLog(tmp_path / f"s{n}")
        log.add("response", VM, "VM01-01", response={"rows": key | rows}, tried=1)
        log.add("response", VM, "C01-03", response={"option": option}, confidence=60 + 10 * n, tried=1)
        log.add("response", VM, "C01-03", response={"option": "truth"}, confidence=99, tried=2)
        log.add("response", VM, "T01-01", response={"text": f"A secret of student {n}."}, tried=1)
        (folder / f"s{n}.jsonl").write_bytes(pack(log.folder))
    (folder / "broken.jsonl").write_bytes(b"")
    return folder


def test_counts_outcomes_and_agreement_of_first_tries(handed_in: Path, real: Course) -> None:
    banks = [load(real.items / f"{VM}.yaml", Bank)]
    work = read_class(handed_in, banks)
    found = {one.item: one for one in pool(work, banks)}
    assert list(found) == [item.id for item in banks[0] if item.id in ("VM01-01", "C01-03", "T01-01")], "in the order of the bank"
    assert found["C01-03"].counts == {"C01-03": {"truth": 2, "agree": 1}} and found["C01-03"].outcomes == {"right": 2, "not quite": 1}
    assert found["C01-03"].sure == 70 and found["C01-03"].alpha is None and found["C01-03"].pairs_alike == pytest.approx(1 / 3)
    assert found["VM01-01"].counts["r1"] == {"around": 1, "author": 2} and 0 < found["VM01-01"].alpha.value < 1
    assert found["T01-01"].answered == 3 and found["T01-01"].counts == {} and found["T01-01"].outcomes == {"noted": 3}
    said = report(work, found.values())
    assert "broken.jsonl: the file is empty" in said and "C01-03 Has “unsettled” been earned?: 3 answered; right 2, not quite 1" in said
    assert "secret" not in said and "secret" not in json.dumps(as_json(work, found.values())), "texts are counted and not repeated"
    assert not any(who in said for who in work.students), "nobody is named"


def test_the_command_as_designed(handed_in: Path, real: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.chdir(real.root)
    assert main(["pool", str(handed_in), "--json", "--out", str(tmp_path / "out")]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["files"], said["students"], said["answers"]) == (4, 3, 9)
    assert said["problems"] == [{"file": "broken.jsonl", "line": None, "cause": "the file is empty; download it again"}]
    assert said["items"]["VM01-01"]["answered"] == 3 and len(said["items"]["VM01-01"]["alpha_interval"]) == 2
    assert json.loads((tmp_path / "out" / "pool.json").read_text()) == said and "Students: 3" in (tmp_path / "out" / "pool.txt").read_text()
    assert main(["pool", str(handed_in / "s0.jsonl"), str(tmp_path / "nowhere.jsonl")]) == 0
    printed = capsys.readouterr().out
    assert "Files: 2. Students: 1." in printed and "nowhere.jsonl: there is no file nowhere.jsonl" in printed
    (tmp_path / "taken").write_text("x")
    assert main(["pool", str(handed_in), "--out", str(tmp_path / "taken")]) == 2
