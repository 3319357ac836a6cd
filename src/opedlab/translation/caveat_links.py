"""Links out of the caveats: blocks, map nodes, claims, error types, sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from opedlab.records import Place, unknown
from opedlab.translation.caveats import Caveats


def link_faults(
    record: Caveats,
    *,
    blocks: Collection[int],
    nodes: Collection[str],
    claims: Collection[str],
    mqm_types: Mapping[str, str],
    sources: Collection[str],
    dropped: Collection[str] = (),
) -> Iterator[tuple[Place, str]]:
    """Links of caveats and decoys that nothing answers to; ``mqm_types`` maps MQM-Core ids to full names."""
    for of, rows in (("caveats", record.caveats), ("decoys", record.decoys)):
        for n, row in enumerate(rows):
            if row.block not in blocks:
                yield (of, n, "block"), f"{row.block} is no block of the page"
            for _, what in unknown(row.sources, sources, "key of source_texts/sources.yaml", dropped):
                yield (of, n, "sources"), what
    for n, caveat in enumerate(record.caveats):
        for _, what in unknown(caveat.map_nodes, nodes, "node of map.yaml", dropped):
            yield ("caveats", n, "map_nodes"), what
        for _, what in unknown(caveat.claims, claims, "id of claims.yaml", dropped):
            yield ("caveats", n, "claims"), what
        for _, what in unknown([caveat.mqm], mqm_types, "type of mqm.yaml", dropped):
            yield ("caveats", n, "mqm"), what
        if mqm_types.get(caveat.mqm, caveat.mqm_name) != caveat.mqm_name:
            yield ("caveats", n, "mqm_name"), f'is "{caveat.mqm_name}"; {caveat.mqm} is "{mqm_types[caveat.mqm]}"'
