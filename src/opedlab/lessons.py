"""All that a notebook imports: ``here = lesson("02-ten-kinds-of-claim")``, then ``here.item("K02")``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from math import comb
from typing import TYPE_CHECKING, Any

from opedlab import course as course_folder
from opedlab.course import Course
from opedlab.records import RecordFaults, compiled
from opedlab.views.markup import Shown, notice

if TYPE_CHECKING:
    from opedlab.advice import Records
    from opedlab.answers.events import Event
    from opedlab.answers.log import AnswerLog
    from opedlab.items.bank import Bank
    from opedlab.views.copy_words import CopyWords

_logs: dict[Any, AnswerLog] = {}


def lesson(slug: str) -> Lesson:
    """The lesson of that name, with its items ready to be shown."""
    return Lesson(slug, course_folder.find())


def _log_of(course: Course) -> AnswerLog:
    """The one log of this kernel."""
    from opedlab.answers.log import AnswerLog

    folder = course.work / "answers"
    if folder not in _logs:
        _logs[folder] = AnswerLog(folder)
    return _logs[folder]


class Lesson:
    """One lesson inside a notebook. What cannot be shown is said in one readable line instead of a traceback."""

    def __init__(self, slug: str, course: Course):
        self.slug = slug
        self.course = course
        self._banks: dict[str, Bank] = {}
        self._copy: CopyWords | None = None
        self._records: Records | None = None

    def __repr__(self) -> str:
        return f"lesson {self.slug}"

    def item(self, item_id: str) -> Any:
        """An item of this lesson: answered before, it shows the answer; else it is blank."""
        return self._widget(self.slug, item_id)

    def recall(self, of: str, item_id: str) -> Any:
        """An item of an earlier lesson, blank: what do you still know?"""
        return self._widget(of, item_id, blank=True)

    def solution(self, item_id: str) -> Shown:
        """An item with its key and the feedback on every answer."""
        from opedlab.views.twin import solution

        return _shown(lambda: solution(self.bank(self.slug)[item_id]), "This item")

    def advice(self, item_id: str, text: str) -> Shown:
        """What the checks of an item find in a text: advice, never a mark. Nothing is kept."""

        def found() -> Shown:
            from opedlab.views.advice import findings, shown

            item = self.bank(self.slug)[item_id]
            return shown(item, text, findings(item, text, self.records))

        return _shown(found, "This advice")

    def records(self, name: str) -> Any:
        """A record that checks ask for, such as ``certainty``; read when first asked for.

        Raises:
            RecordFaults: the record is broken.
        """
        from opedlab.advice import reader

        self._records = self._records or reader(self.course)
        return self._records(name)

    def expected_hits(self, sure: float, items: int = 10, options: int = 4) -> Shown:
        """What being ``sure`` per cent on each of ``items`` answers promises, if that is just how sure one should be.

        The number of right answers is then binomial; the range holds its middle 80 per cent or a little more. Chance is
        ``items / options``.
        """
        if not all(isinstance(n, int | float) for n in (sure, items, options)) or not 0 <= sure <= 100 or not 1 <= items <= 1000 or options < 1:
            return notice("`sure` is a number from 0 to 100, `items` one from 1 to 1000; change it and press Shift+Enter.")
        items = int(items)
        p = sure / 100
        mass = [comb(items, k) * p**k * (1 - p) ** (items - k) for k in range(items + 1)]
        low = next(k for k in range(items + 1) if sum(mass[: k + 1]) > 0.1)
        high = next(k for k in range(items + 1) if sum(mass[: k + 1]) >= 0.9)
        said = (
            f"If you are {sure:g} % sure on each of {items} answers, and that is just how sure you should be, "
            f"about {p * items:.1f} of them are right; four times out of five or more, between {low} and {high}. "
            f"Guessing among {options} would give about {items / options:.1f}."
        )
        return notice(said)

    def words_up_to(self, block: int) -> Any:
        """How many words a reader has met after that block, from the body and from around it."""

        def count() -> Any:
            from opedlab.text.blocks import Blocks
            from opedlab.views.counts import words_up_to

            return words_up_to(compiled(self.course.article / "blocks.yaml", Blocks, self.course.compiled), block)

        return _shown(count, "This count")

    def rivals(self, first_block: int = 1, also: Sequence[str] = ()) -> Any:
        """How many blocks each rival reading explains and strains, from that block on."""

        def count() -> Any:
            from opedlab.argument.model import ArgumentMap
            from opedlab.views.counts import rivals

            return rivals(compiled(self.course.article / "map.yaml", ArgumentMap, self.course.compiled), first_block, also)

        return _shown(count, "This count")

    def beside(self, low: float, high: float, word: str) -> Any:
        """An own range, in per cent, beside what the published yardsticks give to an English word."""
        return self._board("counts", "beside_of", self.course, low, high, word)

    def own_copy(self) -> Any:
        """The board by which a reader loads a copy of their own."""
        return self._board("own_copy", "OwnCopyBoard", self.course)

    def reader(self, block: int = 1) -> Any:
        """The page block by block, in our words; with an own copy loaded, beside its words."""
        return self._board("reader", "ReaderBoard", self.course, block)

    def figure(self, name: str, **options: Any) -> Any:
        """A figure with its table: ``estimates``, ``certainty``, ``calibration`` or ``bearing``."""
        return self._board("figures", "draw", self.course, name, **options)

    def table(self, name: str, **options: Any) -> Any:
        """A table over the course's records, such as ``standards``, ``reach`` or ``scores``."""
        return self._board("tables", "draw", self.course, name, **options)

    def timeline(self, until: str = "2024-11-05", last: str | None = None) -> Any:
        """What was public by a day; the day can be moved, and with ``last`` no further than that."""
        return self._board("timeline_board", "open_board", self.course, until, last)

    def estimates(self, series: str | None = None) -> Any:
        """The estimates of one quantity: who says so, what is counted, with intervals."""
        return self._board("estimates_board", "open_board", self.course, *([series] if series else []))

    def ladder(self, claim: str = "words") -> Any:
        """Words of certainty with a range of one's own, beside the published yardsticks: one by one, or for one claim (``L1`` …)."""
        return self._board("ladder_board", "open_board", self.course, self.slug, _log_of(self.course), claim, self._class())

    def vote(self) -> Any:
        """Rival readings of the same event: vote before, vote after, and the shift."""
        return self._board("vote_board", "open_board", self.course, self.slug, _log_of(self.course))

    def voices(self, blocks: Sequence[int] = ()) -> Any:
        """The page with a voice to choose for each block."""
        return self._board("voices_board", "open_board", self.course, self.slug, _log_of(self.course), blocks)

    def bench(self) -> Any:
        """Sentences of the course's own to post-edit, scored by chrF and TER."""
        return self._board("bench_board", "open_board", self.course, self.slug, _log_of(self.course))

    def knockout(self, without: Sequence[str] = (), accept: Sequence[str] = (), strict: bool = False) -> Any:
        """The argument map as a laboratory: predict what falls, take a card away, see it fall."""
        return self._board("knockout", "open_board", self.course, without, accept, strict)

    def work(self) -> Any:
        """Progress, download and restore of one's work, the work code, starting over."""

        def board() -> Any:
            from opedlab.views.work import WorkBoard

            folder = self.course.name_of(self.course.work / "answers")
            return WorkBoard(self.banks_at_hand(), _log_of(self.course), folder)

        return _shown(board, "This board")

    def class_work(self) -> Any:
        """The work of a class: files and work codes put together, each problem by name."""
        folder = self.course.class_work
        return self._board("class_board", "ClassBoard", self.banks_at_hand(), folder, self.course.name_of(folder))

    def agreement(self, task: str = "phrases", **options: Any) -> Any:
        """Annotators before and after a guideline was mended: ``phrases`` or ``voices``; the class's rounds beside them."""
        return self._board("agreement_board", "open_board", self.course, self.bank, task, **options)

    def two_readers(self, both: int, only_first: int, only_second: int, neither: int) -> Any:
        """Two readers who mark or leave: what the share of agreement, kappa and alpha make of four numbers."""
        return self._board("agreement_counts", "two_readers", both, only_first, only_second, neither)

    def spans(self, tolerance: int = 0) -> Any:
        """Marks of two annotators that mean the same place, up to so many words at either end."""
        return self._board("agreement_counts", "open_spans", self.course, tolerance)

    def products(self) -> Any:
        """What each lesson gave to the memo: one's own text, or a ready-made one."""

        def board() -> Any:
            from opedlab.views.products_board import ProductsBoard

            return ProductsBoard(self.banks_at_hand(), _log_of(self.course))

        return _shown(board, "This board")

    def export(self) -> Any:
        """One's review marks, and the course's sentence pairs, in the formats that translators exchange."""

        def board() -> Any:
            from opedlab.views.export_board import open_board

            return open_board(self.course, self.banks_at_hand(), _log_of(self.course))

        return _shown(board, "This board")

    def settled(self, item_id: str) -> Any:
        """What the class has settled: the verdicts of a library task, counted for each of its rows. Live only."""

        def board() -> Any:
            from opedlab.views.settled_board import SettledBoard

            return SettledBoard(self.bank(self.slug), item_id, self.course.class_work, _log_of(self.course))

        return _shown(board, "This board")

    def memo(self, name: str, notes: bool = True) -> Any:
        """A sample memo of the course's own, ``good`` or ``flawed``, with its notes or without."""
        return self._board("memos", "sample", self.course, name, notes)

    def reviews(self, of: str, within: int = 0, memo: str | None = None) -> Any:
        """How far reviewers agree on the two memos or on one: invented ones, and the class's first tries at that item. ``within`` so many levels counts as alike."""
        return self._board("reviews_board", "open_board", self.course, self.bank(self.slug), of, within, memo)

    def export_memo(self, item_id: str) -> Any:
        """A text of one's own as a memo, to carry away as Markdown, as a web page or as PDF."""

        def board() -> Any:
            from opedlab.views.memo_board import MemoBoard

            banks = self._banks_at_hand()
            return MemoBoard(self.course, self.slug, self.bank(self.slug)[item_id], banks, _log_of(self.course))

        return _shown(board, "This board")

    def seminar(self) -> Any:
        """The switch for a seminar: feedback waits for the instructor's release code. A courtesy, not a lock."""
        return self._board("seminar_board", "SeminarBoard", self.slug, _log_of(self.course), self.slugs())

    def seal(self) -> Any:
        """The forecasts of this lesson, to be sealed together."""
        return self._seal(self.slug, opens=False)

    def open_seal(self, of: str) -> Any:
        """The sealed forecasts of an earlier lesson, to be opened and checked."""
        return self._seal(of, opens=True)

    def scores(self, of: str) -> Any:
        """The opened ledger of an earlier lesson with its outcomes and scores, beside always saying 50 and the class."""
        return _shown(lambda: import_module("opedlab.views.ledger_board").open_board(self.course, self.bank(of), _log_of(self.course)), "This board")

    def ledger_row(self, item_id: str) -> Any:
        """What was kept in a form of this lesson, as the YAML that the record of predictions takes."""
        opened = import_module("opedlab.views.row_board").open_board
        return _shown(lambda: opened(self.course, self.bank(self.slug)[item_id], self.slug, _log_of(self.course)), "This board")

    def bank(self, slug: str) -> Bank:
        """The item bank of a lesson.

        Raises:
            RecordFaults: the bank is broken; every fault of it.
        """
        from opedlab.items.bank import Bank

        if slug not in self._banks:
            path = self.course.items / f"{slug}.yaml"
            self._banks[slug] = compiled(path, Bank, self.course.compiled, self.course.name_of(path))
        return self._banks[slug]

    def slugs(self) -> list[str]:
        """All lessons that have a bank, the front door first; the gallery is none."""
        return sorted({path.stem for path in self.course.items.glob("*.yaml")} - {"gallery"}, key=lambda slug: (slug != "home", slug))

    def _class(self) -> Mapping[str, Sequence[Event]]:
        """The events of classmates by pseudonym; nothing is read where there is no folder of a class."""
        if not self.course.class_work.is_dir():
            return {}
        from opedlab.answers.class_work import read_class

        return read_class(self.course.class_work, self.banks_at_hand()).students

    def banks_at_hand(self) -> list[Bank]:
        """Every bank that is whole."""
        return [bank for slug in self.slugs() if (bank := self._whole(slug))]

    def _whole(self, slug: str) -> Bank | None:
        try:
            return self.bank(slug)
        except RecordFaults:
            return None  # said where its items are shown; the other lessons' work is not held up by it

    def _widget(self, slug: str, item_id: str, *, blank: bool = False) -> Any:
        def widget() -> Any:
            from opedlab.views.copy_words import CopyWords
            from opedlab.views.item import ItemWidget

            self._copy = self._copy or CopyWords(self.course)
            return ItemWidget(self.bank(slug)[item_id], slug, _log_of(self.course), blank=blank, copy=self._copy, records=self.records)

        return _shown(widget, "This item")

    def _seal(self, of: str, *, opens: bool) -> Any:
        def board() -> Any:
            from opedlab.views.seal import SealBoard

            return SealBoard(self.bank(of), of, _log_of(self.course), opens=opens)

        return _shown(board, "This board")

    def _board(self, module: str, maker: str, *given: Any, **options: Any) -> Any:
        """A board or figure; its module loads only now, so that a lesson pays for what it shows."""
        return _shown(lambda: getattr(import_module(f"opedlab.views.{module}"), maker)(*given, **options), "This board")


def _shown(make: Callable[[], Any], what: str) -> Any:
    """What ``make`` gives, or one readable line where a record is broken, an id unknown or a value out of place."""
    try:
        return make()
    except (RecordFaults, KeyError, ValueError, TypeError) as error:
        return notice(_said(error, what))


def _said(error: Exception, what: str) -> str:
    """An error as one readable line with what to do next."""
    if isinstance(error, RecordFaults):
        first, more = error.faults[0], len(error.faults) - 1
        others = f" (and {more} more)" if more else ""
        return f"{what} cannot be shown: {first.file}, {first}{others}. Run `opedlab check` for all of it."
    return f"{what} cannot be shown: {error}."
