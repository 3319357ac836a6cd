"""The knock-out lab: take a premise away or accept an objection, first predict which main claims fall, then see it."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from opedlab.argument.corner import best_reply
from opedlab.argument.model import ArgumentMap
from opedlab.argument.outline import outline, roots
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.views import card_words
from opedlab.views.board import Board
from opedlab.views.knockout_state import NotAMove, Position, UnknownNode, counts, main_claims, marks, start, state, why
from opedlab.views.markup import Shown
from opedlab.views.strings import text


class Knockout(Board):
    """The board of one argument map. ``content`` is the map, ``state`` the position; nothing is kept in the log.

    ``without`` and ``accept`` set up the position in which the board opens and to which *start again* returns.

    Raises:
        UnknownNode, NotADispute, NotAMove: a card that the map does not have or that cannot be played so.
    """

    def __init__(self, argument_map: ArgumentMap, *, without: Iterable[str] = (), accept: Iterable[str] = (), strict: bool = False):
        self.opening = self.position = start(argument_map, without, accept, strict=strict)
        self._around: str | None = None
        self._problem: str | None = None
        self._messages = 0
        super().__init__("knockout.js", content(argument_map), twin(self.opening), self._state())
        self.on_msg(self._on_message)

    def respond(self, card: str, predicted: Iterable[str] = ()) -> Shown:
        """What playing one card in the opening position would do, beside a prediction, from code; changes nothing."""
        try:
            return told(self.opening.played(card, (predicted,) if isinstance(predicted, str) else predicted))
        except (UnknownNode, NotAMove) as error:
            return Shown(str(error), f"<p>{html.escape(str(error))}</p>")

    def _state(self) -> dict[str, Any]:
        return state(self.position, self._around) | {"problem": self._problem, "messages": self._messages}

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._problem = None
        self._messages += 1  # so that a step without effect still reaches the page
        try:
            self._step(message)
        except (UnknownNode, NotAMove) as error:
            self._problem = str(error)
        self.state = self._state()

    def _step(self, message: dict[str, Any]) -> None:
        kind, card = message.get("type"), message.get("card")
        if kind == "play":
            predicted = message.get("predicted")
            self.position = self.position.played(str(card), [str(i) for i in predicted] if isinstance(predicted, list) else None)
        elif kind == "undo":
            self.position = self.position.undone()
        elif kind == "again":
            self.position, self._around = self.opening, None
        elif kind == "rule":
            self.position = Position(self.position.argument_map, self.position.moves, message.get("strict") is True)
        elif kind == "around":
            self._around = None if card is None else self.position.argument_map[str(card)].id


def open_board(course: Course, without: Iterable[str] = (), accept: Iterable[str] = (), strict: bool = False) -> Knockout:
    """The board over the map of the op-ed.

    Raises:
        UnknownNode, NotADispute, NotAMove: as ``Knockout`` raises them.
        RecordFaults: the map is broken.
    """
    path = course.article / "map.yaml"
    return Knockout(compiled(path, ArgumentMap, course.compiled, course.name_of(path)), without=without, accept=accept, strict=strict)


def content(argument_map: ArgumentMap) -> dict[str, Any]:
    """The map as the front end gets it, once."""
    names = _step_names(argument_map)
    found = {node.id: best_reply(argument_map, node.id) for node in argument_map.nodes if node.kind == "objection"}
    replies = {node_id: {"id": reply.id, "say": card_words.REPLIES[reply.put_in_by]} for node_id, reply in found.items() if reply}
    nodes = [
        {
            "id": node.id, "kind": node.kind, "text": node.text, "blocks": list(node.blocks), "put_in_by": node.put_in_by, "who": node.who, "note": node.note,
            "not_granted": node.not_granted_in_strict, "disputes": node.disputes, "reply": replies.get(node.id),
        }
        for node in argument_map.nodes
    ]  # fmt: skip
    rules = argument_map.rules
    return {
        "title": argument_map.title,
        "about": argument_map.about,
        "rules": [rules.grounded, rules.lenient, rules.strict],
        "nodes": nodes,
        "main": list(main_claims(argument_map)),
        "steps": names,
        "outline": tree(argument_map),
    }


def _step_names(argument_map: ArgumentMap) -> dict[str, str]:
    """The name of each argument's scheme, by argument."""
    names = {scheme.id: scheme.name for scheme in argument_map.schemes}
    return {argument.id: names[argument.scheme] for argument in argument_map.arguments}


def tree(argument_map: ArgumentMap) -> list[dict[str, Any]]:
    """The nested outline as plain data: each card where it comes first, later as ``{"id": .., "again": True}``.

    A card has ``steps`` (arguments for it, each with ``premises`` and ``undercuts``) and ``attacks``. What hangs on
    nothing comes last.
    """
    index, written = argument_map.index, set()

    def card(node_id: str) -> dict[str, Any]:
        if node_id in written:
            return {"id": node_id, "again": True}
        written.add(node_id)
        steps = []
        for key in index.arguments_for.get(node_id, ()):
            premises = [card(premise) for premise in index.arguments[key].premises]
            steps.append({"id": key, "premises": premises, "undercuts": [card(i) for i in index.undercutters.get(key, ())]})
        return {"id": node_id, "steps": steps, "attacks": [card(i) for i in index.attackers.get(node_id, ())]}

    found = [card(node_id) for node_id in roots(argument_map)]
    return found + [card(node.id) for node in argument_map.nodes if node.id not in written]


# --- text twin --------------------------------------------------------------------------------------------------


def twin(position: Position) -> Shown:
    """A position as text: the rule, what was played, counts, why main claims fell, then the outline."""
    argument_map = position.argument_map
    lines = [text("knockout_title", title=argument_map.title), *_situation(position), *_falls(position)]
    parts = "".join(f"<li>{html.escape(line)}</li>" for line in [*_situation(position), *(line.strip() for line in _falls(position))])
    nested = "".join(_item(argument_map, entry, marks(position)) for entry in tree(argument_map))
    markup = f"<h4>{html.escape(lines[0])}</h4><ul>{parts}</ul><ul>{nested}</ul>"
    return Shown("\n".join([*lines, "", outline(argument_map, position.stands).rstrip()]), f'<section class="opedlab-twin">{markup}</section>')


def told(position: Position) -> Shown:
    """The last move as text: what was foreseen, and why what fell did."""
    rows = [f"{row['id']}: {verdict(row)}" for row in (state(position)["last"] or {"rows": []})["rows"]]
    lines = [*_situation(position), *rows, *_falls(position)]
    return Shown("\n".join(lines), f'<ul class="opedlab-outcome">{"".join(f"<li>{html.escape(line.strip())}</li>" for line in lines)}</ul>')


def verdict(row: dict[str, Any]) -> str:
    """What became of one main claim, and whether that was foreseen."""
    now = ("rose" if row["stands"] else "fell") if row["changed"] else "stands" if row["stands"] else "down"
    return card_words.verdict(now, row["foreseen"])


def _situation(position: Position) -> list[str]:
    number = counts(position)
    lines = [text("rule_strict" if position.strict else "rule_lenient"), text("knockout_counts", **number)]
    if position.without:
        lines.append(text("knockout_without", cards=", ".join(position.without)))
    if position.accepted:
        lines.append(text("knockout_accepted", cards=", ".join(position.accepted)))
    return lines


def _falls(position: Position) -> list[str]:
    lines = [line for node_id in main_claims(position.argument_map) for line in why(position, node_id)]
    return [f"{'  ' * line['depth']}- {text(line['say'], **line['values'])}" for line in lines]


def _item(argument_map: ArgumentMap, entry: dict[str, Any], states: dict[str, str]) -> str:
    """One card of the outline with all below it, as a list item."""
    node = argument_map[entry["id"]]
    state_of = f" <strong>{html.escape(card_words.state(states[node.id]))}</strong>" if node.id in states else ""
    if entry.get("again"):
        return f"<li>{node.id}{state_of}: {text('outline_again')}</li>"
    names = _step_names(argument_map)
    said = f"{card_words.kind(node.kind)}, {card_words.put_in(node.put_in_by)}"
    parts = []
    for step in entry["steps"]:
        inner = "".join(_item(argument_map, one, states) for one in (*step["premises"], *step["undercuts"]))
        parts.append(f"<li>{html.escape(text('outline_step', step=step['id'], scheme=names[step['id']]))}<ul>{inner}</ul></li>")
    below = "".join([*parts, *(_item(argument_map, attack, states) for attack in entry["attacks"])])
    return f"<li>{node.id}{state_of}: {html.escape(node.text)} ({said}){f'<ul>{below}</ul>' if below else ''}</li>"
