"""What a card of an argument map is, in words of the interface: its kind, who put it in, its state.

Spelt out as tables, so that a missing or unused string is found by its name.
"""

from __future__ import annotations

from opedlab.views.strings import text

KINDS = {
    "thesis": "node_thesis",
    "prescription": "node_prescription",
    "reason": "node_reason",
    "premise": "node_premise",
    "evidence": "node_evidence",
    "objection": "node_objection",
    "rebuttal": "node_rebuttal",
}
PUT_IN = {"author": "put_in_author", "paratext": "put_in_paratext", "implied": "put_in_implied", "course": "put_in_course"}
REPLIES = {"author": "reply_author", "paratext": "reply_author", "implied": "reply_implied", "course": "reply_course"}
STATES = {
    "fallen": "state_fallen",
    "taken_away": "state_taken_away",
    "not_granted": "state_not_granted",
    "accepted": "state_accepted",
    "answered": "state_answered",
}
RELATIONS = {
    "supports": ("relation_supports", "relation_short_supports"),
    "linked": ("relation_linked", "relation_short_linked"),
    "attacks": ("relation_attacks", "relation_short_attacks"),
    "undercuts": ("relation_undercuts", "relation_short_undercuts"),
}
VERDICTS = {
    # what became of a main claim: not asked, foreseen, not foreseen
    "stands": ("verdict_stands", "verdict_stands_foreseen", "verdict_stands_unforeseen"),
    "fell": ("verdict_fell", "verdict_fell_foreseen", "verdict_fell_unforeseen"),
    "rose": ("verdict_rose", "verdict_rose_foreseen", "verdict_rose_unforeseen"),
    "down": ("verdict_down", "verdict_down_foreseen", "verdict_down_unforeseen"),
}


def kind(of: str) -> str:
    return text(KINDS[of])


def put_in(by: str) -> str:
    return text(PUT_IN[by])


def state(of: str) -> str:
    return text(STATES[of])


def relation(of: str) -> str:
    return text(RELATIONS[of][0])


def verdict(became: str, foreseen: bool | None) -> str:
    """What became of one main claim, and whether that was predicted; None: not asked."""
    plain, yes, no = VERDICTS[became]
    return text(plain if foreseen is None else yes if foreseen else no)
