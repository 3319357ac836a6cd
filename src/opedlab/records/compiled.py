"""Records as compiled JSON: checked once, then opened without YAML and without cattrs, in Lab and in Lite alike."""

from __future__ import annotations

import hashlib
import json
import os
import types
import typing
from pathlib import Path
from typing import Annotated, Any

import attrs

from opedlab.records.fields import Day, kind_of
from opedlab.records.structuring import load, load_table

COMPILED_FORMAT = 1


def compiled(path: Path, cls: Any, cache: Path, name: str | None = None) -> Any:
    """A record as ``cls`` (or, for a CSV table, ``tuple[Row, ...]``) from its compiled JSON, made anew when stale.

    ``cache`` is the folder of compiled files. Where it cannot be written the record is simply read each time.

    Raises:
        RecordFaults: every fault of the source.
    """
    stat = path.stat() if path.exists() else None
    stamp = [COMPILED_FORMAT, stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0, schema_fingerprint(cls)]
    kept = cache / f"{path.parent.name}__{path.name}.json"
    try:
        stored = json.loads(kept.read_bytes())
        if stored["stamp"] == stamp:
            return revive(stored["data"], cls)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no compiled file, a torn one, or one of another version: read the source
    value = load_table(path, typing.get_args(cls)[0], name) if path.suffix == ".csv" else load(path, cls, name)
    try:
        cache.mkdir(exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({"stamp": stamp, "data": plain(value)}, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        part.replace(kept)
    except OSError:
        pass  # a read-only course still runs
    return value


def plain(value: Any) -> Any:
    """A record value as JSON types; fields at their default are left out."""
    if attrs.has(type(value)):
        out = {}
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            if field.default is attrs.NOTHING or isinstance(field.default, attrs.Factory) or inner != field.default:
                out[field.alias] = plain(inner)
        return out
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value.isoformat() if isinstance(value, Day) else value


_hints: dict[type, dict[str, Any]] = {}


def hints(cls: type) -> dict[str, Any]:
    """The field types of an attrs class, resolved once."""
    if cls not in _hints:
        _hints[cls] = typing.get_type_hints(cls, include_extras=False)
    return _hints[cls]


def revive(data: Any, cls: Any) -> Any:
    """The inverse of ``plain`` for data that was checked when it was compiled; needs no cattrs."""
    origin, args = typing.get_origin(cls), typing.get_args(cls)
    if data is None or cls is Any:
        return data
    if origin is Annotated:
        return revive(data, args[0])
    if origin in (typing.Union, types.UnionType):
        members = [a for a in args if a is not type(None)]
        chosen = members[0] if len(members) == 1 else next(m for m in members if kind_of(m) == data["kind"])
        return revive(data, chosen)
    if origin is tuple:
        return tuple(revive(inner, args[0]) for inner in data)
    if origin is dict:
        return {key: revive(inner, args[1]) for key, inner in data.items()}
    if cls is Day:
        return Day.fromisoformat(data)
    if isinstance(cls, type) and attrs.has(cls):
        types_of = hints(cls)
        return cls(**{field.alias: revive(data[field.alias], types_of[field.name]) for field in attrs.fields(cls) if field.alias in data})
    return data


_fingerprints: dict[Any, str] = {}


def schema_fingerprint(cls: Any) -> str:
    """Short hash of a schema: changes when a class gains, loses or retypes a field."""
    if cls not in _fingerprints:
        seen: dict[str, Any] = {}

        def describe(of: Any) -> None:
            for arg in typing.get_args(of):
                describe(arg)
            if isinstance(of, type) and attrs.has(of) and of.__name__ not in seen:
                seen[of.__name__] = ""
                fields = hints(of)
                seen[of.__name__] = [(f.alias, str(fields[f.name])) for f in attrs.fields(of)]
                for inner in fields.values():
                    describe(inner)

        describe(cls)
        _fingerprints[cls] = hashlib.sha256(repr(sorted(seen.items())).encode()).hexdigest()[:12]
    return _fingerprints[cls]
