"""All that a notebook imports: ``here = lesson("02-ten-kinds-of-claim")``, then ``here.item("K02")``.

``notebook`` has what a notebook calls, ``at_hand`` what those calls draw on, ``readable`` the line that stands where something
cannot be shown. None of them may be called ``lesson``: a submodule of that name would hide the function.
"""

from __future__ import annotations

from opedlab import course as course_folder
from opedlab.lessons.at_hand import log_of
from opedlab.lessons.notebook import Lesson

__all__ = ["Lesson", "lesson", "log_of"]


def lesson(slug: str) -> Lesson:
    """The lesson of that name, with its items ready to be shown."""
    return Lesson(slug, course_folder.find())
