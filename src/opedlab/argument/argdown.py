"""The map as Argdown text (argdown.org): statements, premise-conclusion arguments, attacks and undercuts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from opedlab.argument.model import ArgumentMap, Node


def argdown(argument_map: ArgumentMap) -> str:
    """The map as an Argdown document. Voice, kind, blocks and who put a card in travel as data in braces."""
    return "\n".join(_lines(argument_map)) + "\n"


def _lines(argument_map: ArgumentMap) -> Iterator[str]:
    yield from ("===", f"title: {json.dumps(argument_map.title, ensure_ascii=False)}", "model:", "  removeTagsFromText: true", "===")
    for node in argument_map.nodes:
        yield from ("", f"[{node.id}]: {escaped(node.text)} {_data(node)}")
    names = {scheme.id: scheme.name for scheme in argument_map.schemes}
    for argument in argument_map.arguments:
        yield from ("", f"<{argument.id}>", "")
        for n, premise in enumerate(argument.premises, 1):
            yield f"({n}) [{premise}]"
        uses = ", ".join(map(str, range(1, len(argument.premises) + 1)))
        yield from ("--", f"{escaped(names[argument.scheme])} {{uses: [{uses}]}}", "--", f"({len(argument.premises) + 1}) [{argument.conclusion}]")
    for node in argument_map.nodes:
        if node.disputes:
            yield from ("", f"[{node.id}]")
            yield from (f"  -> [{target}]" for target in node.attacks)
            yield from (f"  _> <{target}>" for target in node.undercuts)


def escaped(text: str) -> str:
    """Running text in which no character is read as Argdown."""
    return re.sub(r"([\\\[\]<>{}#@*_/|:])", r"\\\1", " ".join(text.split()))


def _data(node: Node) -> str:
    who = f", who: {json.dumps(node.who, ensure_ascii=False)}" if node.who else ""
    blocks = ", ".join(map(str, node.blocks))
    return f'{{kind: "{node.kind}", voice: "{node.voice}"{who}, put_in_by: "{node.put_in_by}", explicit: {str(node.explicit).lower()}, blocks: [{blocks}]}}'
