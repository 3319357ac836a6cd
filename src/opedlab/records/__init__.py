"""Load, check and compile the records that authors edit.

A record is a YAML file (or a CSV table) described by attrs classes; those classes are the schema. ``load`` reads a
file and reports *every* fault of it at once. ``compiled`` does the same once and keeps the result as JSON.

YAML scalars are read as text and converted by the schema: ``02.1`` is no number, ``011`` no nine, ``no`` no boolean.
"""

from opedlab.records.compiled import compiled, hints, plain, revive, schema_fingerprint
from opedlab.records.faults import Fault, Place, RecordFaults, nearest, place_name, report, unknown
from opedlab.records.fields import (
    BlockNumber,
    Check,
    Day,
    Expected,
    PartialDate,
    Percent,
    Slug,
    SourceKey,
    Text,
    Url,
    between,
    kind_of,
    matching,
    shown,
)
from opedlab.records.lookup import Unknown, by_id
from opedlab.records.reading import read_csv, read_yaml
from opedlab.records.structuring import Loaded, doubles, examine, examine_table, inner_faults, load, load_table, structure

__all__ = [
    "BlockNumber", "Check", "Day", "Expected", "Fault", "Loaded", "PartialDate", "Percent", "Place", "RecordFaults", "Slug", "SourceKey", "Text", "Unknown", "Url",
    "between", "by_id", "compiled", "doubles", "examine", "examine_table", "hints", "inner_faults", "kind_of", "load", "load_table", "matching", "nearest", "place_name",
    "plain", "read_csv", "read_yaml", "report", "revive", "schema_fingerprint", "shown", "structure", "unknown",
]  # fmt: skip
