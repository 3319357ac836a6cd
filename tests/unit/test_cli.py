"""The command line: exit codes as said, JSON that parses, errors in one line."""

from __future__ import annotations

import json
import re

import pytest

from opedlab.cli import main, parser


@pytest.fixture(autouse=True)
def _in_the_course(monkeypatch: pytest.MonkeyPatch, real) -> None:
    monkeypatch.chdir(real.root)


def test_every_subcommand_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    commands = next(a for a in parser()._actions if a.choices and a.dest == "command").choices
    assert {"doctor", "check", "build", "map", "lab"} <= set(commands)
    for name in commands:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert re.search(rf"example:\n\s+opedlab {name}\b", capsys.readouterr().out)


def test_check_is_silent_about_a_clean_course_and_loud_about_faults(capsys, monkeypatch, copy_of_course) -> None:
    assert main(["check"]) == 0 and "no faults" in capsys.readouterr().out
    monkeypatch.chdir(copy_of_course.root)
    path = copy_of_course.items / "home.yaml"
    path.write_text(path.read_text().replace("minutes: 3", "minutes: soon", 1))
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "exercises/items/home.yaml: 1 fault" in said and 'items[0].minutes: expected a number, found "soon"' in said
    assert main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["file"] == "exercises/items/home.yaml"


def test_map_json_has_the_promised_form(capsys) -> None:
    assert main(["map", "--without", "R1,R2,R3,R4,R5", "--as", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {"nodes", "arguments", "attacks", "not_granted_in_strict", "stands", "fallen"} == set(shown)
    assert "T1" in shown["fallen"] and {"id", "kind", "explicit", "blocks", "voice"} == set(shown["nodes"][0])
    assert {"id", "premises", "conclusion", "scheme"} == set(shown["arguments"][0])
    assert {row["kind"] for row in shown["attacks"]} == {"attack", "undercut"}


def test_map_names_the_nearest_cards_for_a_mistyped_one(capsys) -> None:
    assert main(["map", "--without", "R9"]) == 2
    error = capsys.readouterr().err
    assert "R9" in error and '"R5"' in error and "Traceback" not in error


@pytest.mark.parametrize("form", ["outline", "argdown", "aif", "svg"])
def test_map_in_every_form(capsys, form: str) -> None:
    assert main(["map", "--as", form]) == 0
    assert len(capsys.readouterr().out) > 5000


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"Ein ganz anderer Text \xc3\xbcber das Wetter. " * 40, 3, "not the article"),
        (b"", 2, ""),
        (bytes(range(256)) * 8, 2, "no text file"),
        (b"a" * 5_000_001, 2, ""),
    ],
    ids=["another", "empty", "binary", "huge"],
)
def test_copy_tells_another_article_from_no_text_by_its_exit_code(capsys, tmp_path, data: bytes, code: int, said: str) -> None:
    file = tmp_path / "copy.txt"
    file.write_bytes(data)
    assert main(["copy", str(file)]) == code
    assert said in capsys.readouterr().out
    assert main(["copy", str(file), "--json"]) == code
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {"recognised", "blocks", "missing", "foreign_share", "notes"} and shown["recognised"] is False


def test_copy_of_a_file_that_is_not_there_is_said(capsys) -> None:
    assert main(["copy", "no-such-file.txt"]) == 2
    assert "no-such-file.txt: No such file" in capsys.readouterr().err
