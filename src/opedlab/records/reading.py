"""YAML files and CSV tables as plain content, every scalar as text."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from opedlab.records.faults import Fault, RecordFaults


def _text_of(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordFaults([Fault(name, f"byte {error.start}", "is not UTF-8; save the file as UTF-8")]) from None
    except OSError as error:
        raise RecordFaults([Fault(name, "", f"cannot be read: {error.strerror}")]) from None


def read_yaml(path: Path, name: str | None = None) -> Any:
    """The plain content of a YAML file, every scalar as text (``null``, ``~`` and nothing at all as None).

    Raises:
        RecordFaults: unreadable, not UTF-8, a tab in the indentation, not YAML, or a key twice in one mapping.
    """
    import yaml

    name = name or str(path)
    text = _text_of(path, name)
    tabs = [Fault(name, f"line {n}", "is indented with a tab; YAML wants spaces") for n, line in enumerate(text.split("\n"), 1) if re.match(r" *\t", line)]
    if tabs:
        raise RecordFaults(tabs)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "the file is not YAML"
        raise RecordFaults([Fault(name, where, f"{problem}; is a colon, quote or indent missing near here?")]) from None
    finally:
        loader.dispose()
    faults: list[Fault] = []
    value = _plain(node, name, faults)
    if faults:
        raise RecordFaults(faults)
    return value


def _plain(node: Any, name: str, faults: list[Fault]) -> Any:
    if node is None:
        return None
    if node.id == "sequence":
        return [_plain(child, name, faults) for child in node.value]
    if node.id == "mapping":
        out: dict[str, Any] = {}
        for key, child in node.value:
            if key.value in out:
                faults.append(Fault(name, f"line {key.start_mark.line + 1}", f'"{key.value}" stands twice in one mapping; keep one'))
            out[key.value] = _plain(child, name, faults)
        return out
    if not node.style and node.value in ("", "null", "~"):
        return None
    return node.value


def read_csv(path: Path, name: str | None = None) -> list[dict[str, str | None]]:
    """The rows of a CSV table as mappings, empty cells as None.

    Raises:
        RecordFaults: not UTF-8, no header, or rows with another number of cells than the header (all of them).
    """
    name = name or str(path)
    text = _text_of(path, name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        rows, faults = [], []
        for row in reader:
            if len(row) != len(header):
                what = f"has {len(row)} cells, the header has {len(header)}; is a column missing or a comma unquoted?"
                faults.append(Fault(name, f"line {reader.line_num}", what))
            else:
                rows.append({key: cell if cell != "" else None for key, cell in zip(header, row, strict=True)})
    except csv.Error as error:
        raise RecordFaults([Fault(name, f"line {reader.line_num}", f"{error}; is a quote left open?")]) from None
    if not header:
        faults.append(Fault(name, "line 1", "has no header row"))
    if faults:
        raise RecordFaults(faults)
    return rows
