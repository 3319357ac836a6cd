"""Set-up: Binder has the same pins and imports the course; pins are hashed; a busy port and a missing browser are said plainly."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from opedlab import doctor, lab
from opedlab.course import Course, NoCourse, find

ROOT = Path(__file__).resolve().parents[2]


def pins(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text()
    return set(re.findall(r"^([A-Za-z0-9_.-]+==[^\s;\\]+)", text, re.MULTILINE))


def test_every_pin_has_a_hash_and_no_registry_is_named() -> None:
    for name in ("run.txt", "test.txt"):
        text = (ROOT / "requirements" / name).read_text()
        blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
        assert all("--hash=sha256:" in block for block in blocks if "==" in block.splitlines()[0])
        assert "index-url" not in text and "://" not in text


def test_tests_run_on_the_pins_that_students_get() -> None:
    assert pins("run.txt") <= pins("test.txt")


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text().lower()
    project = (ROOT / "pyproject.toml").read_text()
    for name in re.findall(r'^    "([A-Za-z0-9-]+)[><=]', project, re.MULTILINE):
        assert name.lower() in reasons, f"{name} has no reason in docs/decisions/0002-dependencies.md"


def test_binder_installs_from_its_own_files_and_imports_the_course(tmp_path: Path) -> None:
    asked = (ROOT / ".binder" / "requirements.txt").read_text().split()
    assert asked == ["-r", "../requirements/run.txt"] and (ROOT / ".binder" / asked[1]).resolve() == ROOT / "requirements" / "run.txt"
    place = tmp_path / "venv"
    venv.create(place, with_pip=True)
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", *asked], cwd=ROOT / ".binder", check=True, timeout=600)
    commands = [line for line in (ROOT / ".binder" / "postBuild").read_text().splitlines() if line.startswith("python -m pip")]
    assert len(commands) == 1
    subprocess.run([python, *commands[0].split()[1:]], cwd=ROOT, check=True, timeout=300)
    code = "import opedlab, opedlab.views.item, opedlab.registry; print(opedlab.__version__)"
    said = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0.1.0"
    assert (place / "share" / "jupyter" / "labextensions" / "opedlab-start" / "static" / "remoteEntry.js").exists()


def test_a_busy_port_is_passed_over_and_none_at_all_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert lab.free_port(port) != port
    monkeypatch.setattr(lab, "free_port", lambda first: None)
    assert lab.start(Course(ROOT), port=8888, browser=False, author=False) == 2
    assert "are all taken" in capsys.readouterr().err


def test_no_browser_is_said_and_the_address_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(lab, "become", lambda command, course, environment: asked.append(command) or 0)
    monkeypatch.setattr(lab, "has_browser", lambda: False)
    assert lab.start(Course(ROOT), port=8888, browser=True, author=False) == 0
    said = capsys.readouterr().out
    assert "No browser was found" in said and re.search(r"http://127\.0\.0\.1:\d+/lab/tree/lessons/home\.ipynb\?token=\w+", said)
    assert "--no-browser" in asked[0]


def test_only_authors_get_live_pairing() -> None:
    course = Course(ROOT)
    assert not any("formats" in part for part in lab.arguments(course, 1, True, author=False))
    assert "--ContentsManager.outdated_text_notebook_margin=inf" in lab.arguments(course, 1, True, author=True)
    assert "formats" not in (ROOT / "pyproject.toml").read_text()


def test_doctor_says_what_is_missing_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    finding = next(f for f in doctor.examine() if "Chromium" in f.need)
    assert not finding.ok and "[FAIL]" in str(finding) and "install Chromium" in str(finding)
    monkeypatch.setitem(doctor.MEASURED_WITH, "jupyterlab", (99, 0))
    assert any(not f.ok and "99.0" in f.need for f in doctor.examine())


def test_outside_a_course_the_message_says_where_it_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPEDLAB_COURSE", str(tmp_path))
    with pytest.raises(NoCourse, match="unset it or correct it"):
        find()
    monkeypatch.delenv("OPEDLAB_COURSE")
    assert find(ROOT / "lessons").root == ROOT
