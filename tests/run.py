"""Run every test: unit and course tests, the notebooks under nbval, then the browser tests; one summary at the end.

python -m tests.run [unit|notebooks|browser]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

# nbval is strict: outputs are compared, but for image bytes and the size of figures (see tests/notebooks/sanitize.cfg).
STEPS = {
    "unit": [*PYTEST, "tests", "-m", "not browser", "-n", "2", "--dist", "loadfile"],
    "notebooks": [
        *PYTEST, "--nbval", "--nbval-sanitize-with", "tests/notebooks/sanitize.cfg", "--nbval-cell-timeout", "120", "-n", "2", "--dist", "loadfile",
        "lessons", "exercises", "solutions", "docs",
    ],
    "browser": [*PYTEST, "tests/browser", "-m", "browser"],
}  # fmt: skip


def has_browser() -> bool:
    """Whether the browser tests can run: Chromium is there, or Debian's package could be installed (as root only)."""
    from opedlab.doctor import chromium

    if chromium():
        return True
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's Chromium for the browser tests (once) ...", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.call(["apt-get", "update", "-qq"], **quiet)
        subprocess.call(["apt-get", "install", "-y", "-qq", "chromium"], **quiet)
    if chromium():
        return True
    print("The browser tests need Chromium or Chrome. Install it (Debian, Ubuntu: sudo apt-get install chromium) or set CHROMIUM to its path.", flush=True)
    return False


def main(wanted: list[str]) -> int:
    """Exit code 1 if any step failed; later steps run all the same, so that one run shows everything."""
    failed = []
    for name in wanted or list(STEPS):
        print(f"== {name}", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="opedlab-test-") as work:
            environment = {key: value for key, value in os.environ.items() if not key.startswith("OPEDLAB_") or key == "OPEDLAB_ARTICLE"}
            environment |= {"OPEDLAB_WORK": work, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            if (name == "browser" and not has_browser()) or subprocess.call(STEPS[name], cwd=ROOT, env=environment):
                failed.append(name)
        print(f"== {name}: {'failed' if name in failed else 'passed'} in {time.monotonic() - began:.0f} s\n", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all tests passed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
