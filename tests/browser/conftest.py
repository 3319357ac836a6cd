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
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from opedlab.doctor import chromium
from opedlab.lab import free_port

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "my_work", "own_copy", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", "scratch-*")
PATIENCE = 60_000  # milliseconds; a cold kernel on a busy machine
QUIET = "[data-lm-suppress-shortcuts='true']"


class Lab:
    """One JupyterLab over a copy of the course; answers go to a folder of its own."""

    def __init__(self, root: Path, home: Path):
        self.root, self.work = root, home / "work"
        self.token = secrets.token_hex(8)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("OPEDLAB_")} | {
            "OPEDLAB_WORK": str(self.work),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        books = [str(p) for folder in ("lessons", "exercises", "solutions", "docs") for p in sorted((root / folder).glob("*.ipynb"))]
        subprocess.run([sys.executable, "-m", "jupyter", "trust", *books], env=self.environment, check=True, capture_output=True)
        self.port = free_port(18900)
        self.log = (home / "server.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={self.port}", "--ServerApp.port_retries=0",
             f"--IdentityProvider.token={self.token}", "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={root}"],
            cwd=root, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        self.base = f"http://127.0.0.1:{self.port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{self.base}/api/status?token={self.token}", timeout=2).read()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError((home / "server.log").read_text()[-2000:]) from None
                time.sleep(0.25)
        raise RuntimeError("JupyterLab did not start within a minute")

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

    def end_kernels(self) -> None:
        """End every kernel, as when the computer was shut down overnight."""
        request = urllib.request.Request(f"{self.base}/api/sessions?token={self.token}")
        for session in json.load(urllib.request.urlopen(request)):
            end = urllib.request.Request(f"{self.base}/api/sessions/{session['id']}?token={self.token}", method="DELETE")
            urllib.request.urlopen(end)

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)
        self.log.close()


class Book:
    """A notebook opened in a page, alive once its first item can be answered."""

    def __init__(self, page: Page, lab: Lab):
        self.page, self.lab = page, lab

    def open(self, path: str, *, dark: bool = False) -> Book:
        """Open a notebook in a workspace of its own and wait until its items live, without touching anything."""
        self.page.goto(f"{self.lab.base}/doc/workspaces/t{secrets.token_hex(4)}/tree/{path}?token={self.lab.token}&reset")
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
        return self.page.evaluate(
            "() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(c => c.type + ': ' + c.sharedModel.getSource())"
        )

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


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT, folder / "course", ignore=LEFT_OUT, symlinks=True)
    started = Lab(folder / "course", folder)
    yield started
    started.end()


@pytest.fixture
def book(browser: Browser, lab: Lab) -> Iterator[Book]:
    """A fresh page in a fresh workspace, with no answers yet; requests that leave the machine fail the test."""
    lab.end_kernels()
    shutil.rmtree(lab.work, ignore_errors=True)
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
