"""Reading back a class: 1,000 students with 60 answers each, read and folded; the whole process with its imports is timed.

    python bench/read_class.py [STUDENTS] [ANSWERS]

Budget: under one second, for the last but one line: the folder that ``here.class_work()`` and ``opedlab pool`` read, every
answer checked against its question and the first tries taken. Beside it: its parts, and the same class as pasted work codes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = str(HERE.parent / "src")
sys.path.insert(0, SOURCE)

FOLD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from opedlab.answers.first_try import first_tries
from opedlab.answers.log import fold, read_lines
answers = tries = problems = 0
for student in Path(sys.argv[1]).iterdir():
    events = []
    for file in student.glob("*.jsonl"):
        found, bad = read_lines(file.read_bytes(), file.name)
        events += found
        problems += len(bad)
    answers += sum(bool(history.responses) for history in fold(events).values())
    tries += len(first_tries(events))
print(answers, tries, problems)
"""

BUNDLES = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from opedlab.answers.work_file import read_file
from opedlab.answers.log import fold
answers = 0
for file in Path(sys.argv[1]).glob("*.jsonl"):
    found = read_file(file)
    assert found.state == "whole", found
    answers += len(fold(found.events))
print(answers)
"""

CLASS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from opedlab.answers.class_work import read_class
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import compiled
folder = Path(sys.argv[1])
banks = [compiled(path, Bank, folder.parent / ".compiled") for path in sorted(folder.parent.glob("*.yaml"))]
work = read_class(folder, banks)
assert not work.problems, work.problems[:3]
print(len(work.files), len(work.students), work.answers)
"""


def write_class(folder: Path, students: int, answers: int) -> None:
    """One folder for each student with one log file, as a kernel writes it, and one download of it."""
    from opedlab.answers.bundle import pack
    from opedlab.answers.events import Event, to_line

    (folder / "bundles").mkdir()
    for lesson in range(6):
        (folder / f"{lesson:02}-lesson.yaml").write_text(yaml_bank(f"{lesson:02}-lesson", range(lesson, answers, 6)))
    for student in range(students):
        who = f"{student:04}-zz"
        home = folder / "class" / who
        home.mkdir(parents=True)
        lines = [
            to_line(Event(f"2026-11-24T10:{n // 60:02}:{n % 60:02}.000Z", who, "response", f"{n % 6:02}-lesson", f"K{n:02}", 1, {"option": f"o{n % 4}"}, 80))
            for n in range(answers)
        ]
        (home / "log.jsonl").write_bytes(b"".join(lines))
        (folder / "bundles" / f"{who}.jsonl").write_bytes(pack(home))


def yaml_bank(lesson: str, numbers: Iterable[int]) -> str:
    """A bank of choice items with four options each."""
    options = [
        {"id": f"o{n}", "text": "t", "correct": "yes", "feedback": "f"} if not n else {"id": f"o{n}", "text": "t", "tempts": "t", "wrong_because": "w"}
        for n in range(4)
    ]
    shared = {"kind": "choice", "title": "t", "objective": "99.1", "minutes": "1", "prompt": "p", "options": options, "confidence": "yes"}
    return json.dumps({"lesson": lesson, "title": "A sample", "items": [{"id": f"K{n:02}", **shared} for n in numbers]})


def timed(program: str, folder: Path) -> str:
    """The best of three runs in a fresh interpreter each, in seconds, with its processor time and what the program counted."""
    spent, busy, said = [], [], ""
    for _ in range(3):
        start, before = time.perf_counter(), os.times()
        said = subprocess.run([sys.executable, "-c", program, str(folder), SOURCE], check=True, capture_output=True, text=True).stdout.strip()
        spent.append(time.perf_counter() - start)
        busy.append(os.times().children_user + os.times().children_system - before.children_user - before.children_system)
    return f"{min(spent):.2f} s (worst {max(spent):.2f} s; processor {min(busy):.2f} s): {said}"


def codes(students: int, answers: int) -> str:
    """Milliseconds to encode and to decode one work code each for a class."""
    from opedlab.answers.events import Event
    from opedlab.answers.work_code import Layout, decode, encode
    from opedlab.items.bank import Bank
    from opedlab.items.choice import Choice, Option

    options = tuple(Option(id=f"o{n}", text="t", correct=n == 0, feedback="f", tempts="t", wrong_because="w") for n in range(4))
    shared = {"kind": "choice", "title": "t", "objective": "99.1", "minutes": 1, "prompt": "p", "options": options, "confidence": True}
    bank = Bank(lesson="99-sample", title="A sample", items=tuple(Choice(id=f"K{n:02}", **shared) for n in range(answers)))
    tries = {f"K{n:02}": Event("2026-11-24T10:00:00.000Z", "k7f3-q2", "response", "99-sample", f"K{n:02}", 1, "o1", 80) for n in range(answers)}
    code = encode(bank, "k7f3-q2", tries)
    layout = Layout(bank)
    start = time.perf_counter()
    for _ in range(students):
        decode(code, [layout])
    spent = time.perf_counter() - start
    return f"{spent:.2f} s for {students} codes of {len(code)} characters with {answers} answers"


def main() -> None:
    students, answers = (int(given) for given in (sys.argv[1:] + ["1000", "60"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="opedlab-bench-") as made:
        write_class(Path(made), students, answers)
        print(f"{students} students x {answers} answers, whole process; answers, first tries, problems")
        print("log files folded   ", timed(FOLD, Path(made) / "class"))
        print("downloads verified ", timed(BUNDLES, Path(made) / "bundles"))
        print("class as a lesson sees it", timed(CLASS, Path(made) / "bundles"))
        print("work codes decoded ", codes(students, min(answers, 60)))


if __name__ == "__main__":
    main()
