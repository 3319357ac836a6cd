"""Run every test: unit and course tests, the notebooks under nbval, then the browser tests; one summary at the end.

    python -m tests.run [unit|notebooks|browser]
"""

from __future__ import annotations

import os
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


def main(wanted: list[str]) -> int:
    """Exit code 1 if any step failed; later steps run all the same, so that one run shows everything."""
    failed = []
    for name in wanted or list(STEPS):
        print(f"== {name}", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="opedlab-test-") as work:
            environment = {key: value for key, value in os.environ.items() if not key.startswith("OPEDLAB_") or key == "OPEDLAB_ARTICLE"}
            environment |= {"OPEDLAB_WORK": work, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            if subprocess.call(STEPS[name], cwd=ROOT, env=environment):
                failed.append(name)
        print(f"== {name}: {'failed' if name in failed else 'passed'} in {time.monotonic() - began:.0f} s\n", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all tests passed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
