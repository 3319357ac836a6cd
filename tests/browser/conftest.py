"""A real JupyterLab on loopback and Chromium: a page is opened as a student opens it, in a copy of the course."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from opedlab.doctor import chromium

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "my_work", "own_copy", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", "scratch-*")
PATIENCE = 60_000  # milliseconds; a cold kernel on a busy machine
QUIET = "[data-lm-suppress-shortcuts='true']"


class Server:
    """One JupyterLab for the whole run, since its start and the trusting of every notebook are slow. Modules bring courses into its folder."""

    def __init__(self, home: Path):
        self.home, self.courses, self.work = home, home / "courses", home / "work"
        self.courses.mkdir()
        self.token = secrets.token_hex(8)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("OPEDLAB_")} | {
            "OPEDLAB_WORK": str(self.work),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        # Trust is kept by content, so it holds for every copy of the course.
        books = [str(p) for folder in ("lessons", "exercises", "solutions", "docs") for p in sorted((ROOT / folder).glob("*.ipynb"))]
        subprocess.run([sys.executable, "-m", "jupyter", "trust", *books], env=self.environment, check=True, capture_output=True)
        self.log = (home / "server.log").open("w")
        self.process = subprocess.Popen(
            # Port 0: the system gives one that is free, also to two runs at the same time.
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
             f"--IdentityProvider.token={self.token}", "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={self.courses}"],
            cwd=self.courses, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        self.base = self._started()

    def _started(self) -> str:
        """Wait for the file in which the server writes its port, and for its first answer; its address."""
        for _ in range(240):
            if self.process.poll() is not None:
                raise RuntimeError((self.home / "server.log").read_text()[-2000:])
            for file in (self.home / "runtime").glob("jpserver-*.json"):
                try:
                    base = f"http://127.0.0.1:{json.loads(file.read_text())['port']}"
                    urllib.request.urlopen(f"{base}/api/status?token={self.token}", timeout=2).read()
                    return base
                except (OSError, ValueError):
                    continue
            time.sleep(0.25)
        raise RuntimeError("JupyterLab did not start within a minute")

    def end_kernels(self) -> None:
        """End every kernel, as when the computer was shut down overnight."""
        request = urllib.request.Request(f"{self.base}/api/sessions?token={self.token}")
        for session in json.load(urllib.request.urlopen(request)):
            end = urllib.request.Request(f"{self.base}/api/sessions/{session['id']}?token={self.token}", method="DELETE")
            urllib.request.urlopen(end)

    def forget(self) -> None:
        """As on the first day: no kernel, no answers, Lab's own settings."""
        self.end_kernels()
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.rmtree(self.home / "config" / "lab", ignore_errors=True)

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)
        self.log.close()


class Lab:
    """A module's own copy of the course in the served folder; answers go to the server's folder of answers."""

    def __init__(self, server: Server, name: str):
        self.server, self.name = server, name
        self.root, self.home, self.work, self.base = server.courses / name, server.home, server.work, server.base
        shutil.copytree(ROOT, self.root, ignore=LEFT_OUT, symlinks=True)

    def address(self, path: str) -> str:
        """Where a notebook of this course is opened, in a workspace of its own."""
        return f"{self.base}/doc/workspaces/t{secrets.token_hex(4)}/tree/{self.name}/{path}?token={self.server.token}&reset"

    def end_kernels(self) -> None:
        self.server.end_kernels()

    def bank(self, lesson: str, *items: Mapping[str, Any]) -> None:
        """Write a bank of items into the course."""
        made = {"lesson": lesson, "title": "A trial", "items": items}
        (self.root / "exercises" / "items" / f"{lesson}.yaml").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")  # JSON is YAML

    def notebook(self, path: str, sources: Sequence[str]) -> str:
        """Write a notebook of code cells into the course; its path."""
        cells = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "execution_count": None, "outputs": [], "source": s} for n, s in enumerate(sources)]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        made = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
        (self.root / path).write_text(json.dumps(made), encoding="utf-8")
        return path

    def events(self) -> list[dict]:
        """Every event in the answers folder, in order of time."""
        lines = [line for file in (self.work / "answers").glob("*.jsonl") for line in file.read_text().splitlines()]
        return sorted((json.loads(line) for line in lines), key=lambda event: event["at"])


class Book:
    """A notebook opened in a page, alive once its first item can be answered."""

    def __init__(self, page: Page, lab: Lab):
        self.page, self.lab = page, lab

    def open(self, path: str, *, dark: bool = False) -> Book:
        """Open a notebook in a workspace of its own and wait until its items live, without touching anything."""
        self.page.goto(self.lab.address(path))
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=PATIENCE)
        if dark:
            self.page.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
        # All cells in the page at once, so that counts and axe see every one of them.
        self.page.evaluate(
            """async () => { const w = window.jupyterapp.shell.currentWidget;
               w.content.notebookConfig = {...w.content.notebookConfig, windowingMode: 'none'}; await w.context.ready; }"""
        )
        return self

    def alive(self) -> Book:
        self.page.wait_for_selector(".opedlab-item, .opedlab-board", timeout=PATIENCE)
        self.page.wait_for_function(
            "() => { const w = window.jupyterapp.shell.currentWidget; return w.sessionContext.session?.kernel?.status === 'idle' "
            "&& ![...document.querySelectorAll('.jp-InputPrompt')].some(e => e.textContent.includes('*')); }",
            timeout=PATIENCE,
        )
        return self

    def run_all(self) -> Book:
        self.page.evaluate(
            """async () => { await window.jupyterapp.shell.currentWidget.sessionContext.ready;
               await window.jupyterapp.commands.execute('notebook:run-all-cells'); }"""
        )
        return self.alive()

    def save(self) -> None:
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")

    def item(self, item_id: str) -> Locator:
        return self.page.locator(f'.opedlab-item[data-item="{item_id}"]')

    def cells(self) -> list[str]:
        """Type and source of every cell, to see whether a key reached the notebook."""
        return self.page.evaluate("() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(c => c.type + ': ' + c.sharedModel.getSource())")

    def axe(self, axe_source: str) -> list[str]:
        """What axe-core objects to inside the cell outputs."""
        self.page.evaluate(axe_source)
        return self.page.evaluate(
            """async () => { const r = await axe.run({include: [['.jp-OutputArea-output']]}, {resultTypes: ['violations']});
               return r.violations.map(v => v.id + ' (' + v.nodes.length + '): ' + v.nodes[0].html.slice(0, 160)); }"""
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail("no Chromium on this machine; install it (Debian: apt-get install chromium) or set CHROMIUM to its path", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("lab"))
    yield started
    started.end()


@pytest.fixture(scope="module")
def lab(server: Server, request: pytest.FixtureRequest) -> Iterator[Lab]:
    copy = Lab(server, request.module.__name__.rpartition(".")[2])
    yield copy
    server.forget()
    shutil.rmtree(copy.root)


@pytest.fixture
def book(browser: Browser, lab: Lab) -> Iterator[Book]:
    """A fresh page in a fresh workspace, with no answers yet; requests that leave the machine fail the test."""
    lab.server.forget()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    left: list[str] = []
    page.on("request", lambda r: left.append(r.url) if not r.url.startswith((lab.base, lab.base.replace("http", "ws"), "data:", "blob:")) else None)
    yield Book(page, lab)
    context.close()
    assert not left, f"requests left the machine: {left[:3]}"


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core as its Python package carries it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
