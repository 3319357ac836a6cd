"""*Take your marks along*: reviews and sentence pairs as files, for those who do not use a terminal."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from opedlab.answers.log import AnswerLog
from opedlab.course import Course
from opedlab.interchange.forms import FORMS, write
from opedlab.interchange.reviews import NothingToWrite
from opedlab.items.bank import Bank
from opedlab.records import compiled
from opedlab.translation.post_editing import PostEditing
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text

NAMES = {"mqm-tsv": "export_tsv", "mqm-csv": "export_csv", "xliff": "export_xliff", "tmx": "export_tmx"}


class ExportBoard(Board):
    """A button for each form. A file goes to the page as bytes when it is asked for and stands in no trait and no output."""

    def __init__(self, banks: Sequence[Bank], pairs: PostEditing, log: AnswerLog):
        self._banks, self._pairs, self._log = banks, pairs, log
        self._messages = 0
        super().__init__("export.js", {"forms": [{"id": form, "name": NAMES[form]} for form in FORMS]}, twin(), {"said": None, "messages": 0})
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        try:
            log = self._log.anew()
            made = write(str(message.get("form")), self._banks, log.histories, log.who, self._pairs)
        except (NothingToWrite, KeyError):
            self.state = {"said": {"name": None}, "messages": self._messages}
            return
        self.send({"type": "file", "name": made.name, "mime": made.mime}, buffers=[made.data])
        said = {"name": made.name, "n": made.units, "marks": made.marks, "pairs": made.name.endswith(".tmx")}
        self.state = {"said": said, "messages": self._messages}


def open_board(course: Course, banks: Sequence[Bank], log: AnswerLog) -> ExportBoard:
    """The board over these banks.

    Raises:
        RecordFaults: the record of sentence pairs is broken.
    """
    return ExportBoard(banks, compiled(course.context / "post_editing.yaml", PostEditing, course.compiled), log)


def twin() -> Shown:
    """What the board offers, and the command that does the same."""
    title, about = text("export_title"), text("export_about")
    command = f"opedlab work export --as {'|'.join(FORMS)}"
    offers = [text(NAMES[form]) for form in FORMS]
    plain = "\n".join([title, about, *(f"  {offer}" for offer in offers), f"  {command}"])
    items = "".join(f"<li>{html.escape(offer)}</li>" for offer in offers)
    markup = f"<p><strong>{title}</strong></p><p>{html.escape(about)}</p><ul>{items}</ul><p><code>{html.escape(command)}</code></p>"
    return Shown(plain, f'<section class="opedlab-twin">{markup}</section>')
