"""The world around the op-ed: one attrs class for each YAML file of ``source_texts/context``."""

from __future__ import annotations

from opedlab.context import estimates
from opedlab.context.world import (
    actors,
    concepts,
    debate_cards,
    manpower,
    options,
    people,
    rival_readings,
    sanctions,
    treaty,
    votes,
    weapons_ladder,
)  # fmt: skip
from opedlab.context.world.links import cited, link_faults

RECORDS: dict[str, type] = {
    "treaty.yaml": treaty.Treaty,
    "sanctions.yaml": sanctions.Sanctions,
    "weapons_ladder.yaml": weapons_ladder.WeaponsLadder,
    "actors.yaml": actors.Actors,
    "manpower.yaml": manpower.Manpower,
    "concepts.yaml": concepts.Concepts,
    "options.yaml": options.Options,
    "people.yaml": people.People,
    "rival_readings.yaml": rival_readings.RivalReadings,
    "debate_cards.yaml": debate_cards.DebateCards,
    "votes.yaml": votes.Votes,
    "series.yaml": estimates.SeriesList,
}
"""The class of each file."""

_MODULES = (treaty, sanctions, weapons_ladder, actors, manpower, concepts, options, people, rival_readings, debate_cards, votes, estimates)

SCHEMAS: dict[str, str] = {f"{module.SCHEMA}.yaml": module.SCHEMA for module in _MODULES}
"""The schema name of each file, as its first line gives it."""

__all__ = ["RECORDS", "SCHEMAS", "cited", "link_faults"]
