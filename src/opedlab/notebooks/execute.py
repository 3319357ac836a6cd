"""Run a notebook as a student would meet it on the first day, and keep only what may be stored."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from opedlab.notebooks.pairs import BuildError

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def clean_environment(work: str) -> dict[str, str]:
    """The environment of a build or test: no answers of a student, no language or own copy of theirs."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("OPEDLAB_") or key == "OPEDLAB_COURSE"}
    # Without frozen modules the debugger warns on stderr, and nbval compares stderr.
    return kept | {"OPEDLAB_WORK": work, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def execute(book: Any, folder: Path, name: str) -> Any:
    """The notebook with its outputs stored: twins stay, the live part of widgets goes.

    Raises:
        BuildError: a cell raised, or wrote to stderr.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    with tempfile.TemporaryDirectory(prefix="opedlab-build-") as work:
        client = NotebookClient(book, timeout=120, kernel_name="python3", store_widget_state=False, resources={"metadata": {"path": str(folder)}})
        try:
            client.execute(env=clean_environment(work))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise BuildError(f"{name}: a cell failed\n{error}") from None
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == "stderr":
                raise BuildError(f"{name}: a cell writes to stderr: {output.text[:200]}")
            if "data" in output:
                output.data.pop(WIDGET_VIEW, None)
                output.metadata = type(output.metadata)()
    book.metadata.pop("widgets", None)
    book.metadata["language_info"] = {"name": "python"}
    return book
