"""What a student waits for: Lab's warm start, opening to the first live item, a click to its feedback.

    .venv/bin/python -m bench.browser

Click to feedback is measured from the click to the change in the page, 50 times, beside a bare anywidget echo (a button
whose message comes back as a trait) in the same notebook and run. Times are noisy; the ratio is what counts.
"""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from playwright.sync_api import Page, sync_playwright

from opedlab.doctor import chromium
from tests.browser.conftest import LEFT_OUT, ROOT, Book, Lab

CLICKS = 50
EXERCISE = "exercises/02-ten-kinds-of-claim.ipynb"
ECHO = """\
import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    _esm = '''export default { render({model, el}) { const b = document.createElement("button"); b.id = "echo"; b.textContent = "0";
      b.onclick = () => model.send({}); model.on("change:n", () => { b.textContent = model.get("n"); }); el.append(b); } }'''
    n = traitlets.Int(0).tag(sync=True)
echo = Echo()
echo.on_msg(lambda w, m, b: setattr(echo, "n", echo.n + 1))
echo"""

MEASURE = """async ([button, watched]) => {
  const target = document.querySelector(watched);
  const began = performance.now();
  const seen = new Promise(resolve => { const o = new MutationObserver(() => { o.disconnect(); resolve(performance.now()); });
    o.observe(target, {childList: true, subtree: true, characterData: true}); });
  document.querySelector(button).click();
  return await seen - began; }"""


def clicks(page: Page, button: str, watched: str, before: str | None = None) -> list[float]:
    """Milliseconds from click to change, ``CLICKS`` times; ``before`` is JavaScript run ahead of each."""
    times = []
    for _ in range(CLICKS):
        if before:
            page.evaluate(before)
        page.wait_for_timeout(60)
        times.append(page.evaluate(MEASURE, [button, watched]))
    return times


def said(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    return f"{name}: p50 {statistics.median(ordered):.1f} ms, p95 {ordered[int(0.95 * len(ordered)) - 1]:.1f} ms, n {len(ordered)}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "course"
        shutil.copytree(ROOT, root, ignore=LEFT_OUT)
        book = nbformat.read(root / EXERCISE, as_version=4)
        book.cells.append(nbformat.v4.new_code_cell(ECHO))
        nbformat.write(book, root / EXERCISE)
        began = time.monotonic()
        lab = Lab(root, Path(folder))
        print(f"Lab answers after {time.monotonic() - began:.1f} s (notebooks trusted in that time, too)")
        page = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]).new_page()
        try:
            opened = Book(page, lab)
            began = time.monotonic()
            opened.open(EXERCISE)
            seen = time.monotonic() - began
            page.wait_for_selector(".opedlab-item", timeout=60_000)
            print(f"notebook visible after {seen:.1f} s, first item alive after {time.monotonic() - began:.1f} s")
            opened.alive()
            page.wait_for_selector("#echo")
            reset = """() => { const i = document.querySelector('[data-item=K05]'); i.querySelectorAll('input[type=radio]').forEach((r, n, all) => {
                if (r.checked) { all[(n + 1) % all.length].click(); window.done = true; } }); if (!window.done) i.querySelector('input[type=radio]').click();
                window.done = false; const s = i.querySelector('input[type=number]'); s.value = 50; s.dispatchEvent(new Event('input')); }"""
            print(said("bare echo", clicks(page, "#echo", "#echo")))
            print(said("answer to feedback", clicks(page, "[data-item=K05] .opedlab-main", "[data-item=K05] .opedlab-feedback", reset)))
            print(said("bare echo again", clicks(page, "#echo", "#echo")))
            print(json.dumps({"events logged": len(lab.events())}))
        finally:
            lab.end()


if __name__ == "__main__":
    main()
