"""What a notebook calls: one thin method for each thing that can be shown.

A new method is one line: ``self._board("module of views", lambda room: room.open_board(...))``. It stands with its kin, below
the heading that says whose work it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from opedlab.lessons.at_hand import AtHand
from opedlab.lessons.readable import readable
from opedlab.views.markup import Shown


class Lesson(AtHand):
    """One lesson inside a notebook. What cannot be shown is said in one readable line instead of a traceback."""

    def __repr__(self) -> str:
        return f"lesson {self.slug}"

    # --- items ----------------------------------------------------------------------------------------------------

    def item(self, item_id: str) -> Any:
        """An item of this lesson: answered before, it shows the answer; else it is blank."""
        return self._item(self.slug, item_id)

    def recall(self, of: str, item_id: str) -> Any:
        """An item of an earlier lesson, blank: what do you still know?"""
        return self._item(of, item_id, blank=True)

    def solution(self, item_id: str) -> Shown:
        """An item with its key and the feedback on every answer."""
        return self._show("This item", "twin", lambda room: room.solution(self.bank(self.slug)[item_id]))

    def advice(self, item_id: str, text: str) -> Shown:
        """What the checks of an item find in a text: advice, never a mark. Nothing is kept."""

        def found(room: Any) -> Shown:
            item = self.bank(self.slug)[item_id]
            return room.shown(item, text, room.findings(item, text, self.records))

        return self._show("This advice", "advice", found)

    # --- counts, figures and tables over the course's records -----------------------------------------------------

    def expected_hits(self, sure: float, items: int = 10, options: int = 4) -> Shown:
        """What being ``sure`` per cent on each of ``items`` answers promises, if that is just how sure one should be.

        The range holds the middle 80 per cent of what can come out, or a little more. Chance is ``items / options``.
        """
        return self._show("This count", "hits", lambda room: room.expected_hits(sure, items, options))

    def words_up_to(self, block: int) -> Any:
        """How many words a reader has met after that block, from the body and from around it."""
        return self._show("This count", "counts", lambda room: room.words_up_to_of(self.course, block))

    def rivals(self, first_block: int = 1, also: Sequence[str] = ()) -> Any:
        """How many blocks each rival reading explains and strains, from that block on."""
        return self._show("This count", "counts", lambda room: room.rivals_of(self.course, first_block, also))

    def beside(self, low: float, high: float, word: str) -> Any:
        """An own range, in per cent, beside what the published yardsticks give to an English word."""
        return self._board("counts", lambda room: room.beside_of(self.course, low, high, word))

    def two_readers(self, both: int, only_first: int, only_second: int, neither: int) -> Any:
        """Two readers who mark or leave: what the share of agreement, kappa and alpha make of four numbers."""
        return self._board("agreement_counts", lambda room: room.two_readers(both, only_first, only_second, neither))

    def spans(self, tolerance: int = 0) -> Any:
        """Marks of two annotators that mean the same place, up to so many words at either end."""
        return self._board("agreement_counts", lambda room: room.open_spans(self.course, tolerance))

    def figure(self, name: str, **options: Any) -> Any:
        """A figure with its table: ``estimates``, ``certainty``, ``calibration`` or ``bearing``."""
        return self._board("figures", lambda room: room.draw(self.course, name, **options))

    def table(self, name: str, **options: Any) -> Any:
        """A table over the course's records, such as ``standards``, ``reach`` or ``scores``."""
        return self._board("tables", lambda room: room.draw(self.course, name, **options))

    # --- boards over the course's records; they keep nothing ------------------------------------------------------

    def timeline(self, until: str = "2024-11-05", last: str | None = None) -> Any:
        """What was public by a day; the day can be moved, and with ``last`` no further than that."""
        return self._board("timeline_board", lambda room: room.open_board(self.course, until, last))

    def estimates(self, series: str | None = None) -> Any:
        """The estimates of one quantity: who says so, what is counted, with intervals."""
        return self._board("estimates_board", lambda room: room.open_board(self.course, *([series] if series else [])))

    def knockout(self, without: Sequence[str] = (), accept: Sequence[str] = (), strict: bool = False) -> Any:
        """The argument map as a laboratory: predict what falls, take a card away, see it fall."""
        return self._board("knockout", lambda room: room.open_board(self.course, without, accept, strict))

    # --- the reader's own copy ------------------------------------------------------------------------------------

    def own_copy(self) -> Any:
        """The board by which a reader loads a copy of their own."""
        return self._board("own_copy", lambda room: room.OwnCopyBoard(self.course))

    def reader(self, block: int = 1) -> Any:
        """The page block by block, in our words; with an own copy loaded, beside its words."""
        return self._board("reader", lambda room: room.ReaderBoard(self.course, block))

    # --- boards that keep what a student does, under this lesson --------------------------------------------------

    def ladder(self, claim: str = "words") -> Any:
        """Words of certainty with a range of one's own, beside the published yardsticks: one by one, or for one claim (``L1`` …)."""
        return self._board("ladder_board", lambda room: room.open_board(self.course, self.slug, self.log, claim, self.classmates()))

    def vote(self) -> Any:
        """Rival readings of the same event: vote before, vote after, and the shift."""
        return self._board("vote_board", lambda room: room.open_board(self.course, self.slug, self.log))

    def voices(self, blocks: Sequence[int] = ()) -> Any:
        """The page with a voice to choose for each block."""
        return self._board("voices_board", lambda room: room.open_board(self.course, self.slug, self.log, blocks))

    def bench(self) -> Any:
        """Sentences of the course's own to post-edit, scored by chrF and TER."""
        return self._board("bench_board", lambda room: room.open_board(self.course, self.slug, self.log))

    # --- forecasts and the ledger ---------------------------------------------------------------------------------

    def seal(self) -> Any:
        """The forecasts of this lesson, to be sealed together."""
        return self._board("seal", lambda room: room.SealBoard(self.bank(self.slug), self.slug, self.log, opens=False))

    def open_seal(self, of: str) -> Any:
        """The sealed forecasts of an earlier lesson, to be opened and checked."""
        return self._board("seal", lambda room: room.SealBoard(self.bank(of), of, self.log, opens=True))

    def scores(self, of: str) -> Any:
        """The opened ledger of an earlier lesson with its outcomes and scores, beside always saying 50 and the class."""
        return self._board("ledger_board", lambda room: room.open_board(self.course, self.bank(of), self.log))

    def ledger_row(self, item_id: str) -> Any:
        """What was kept in a form of this lesson, as the YAML that the record of predictions takes."""
        return self._board("row_board", lambda room: room.open_board(self.course, self.bank(self.slug)[item_id], self.slug, self.log))

    # --- a student's work, over all lessons -----------------------------------------------------------------------

    def work(self) -> Any:
        """Progress, download and restore of one's work, the work code, starting over."""
        return self._board("work", lambda room: room.WorkBoard(self.banks_at_hand(), self.log, self.course.name_of(self.course.work / "answers")))

    def products(self) -> Any:
        """What each lesson gave to the memo: one's own text, or a ready-made one."""
        return self._board("products_board", lambda room: room.ProductsBoard(self.banks_at_hand(), self.log))

    def memo(self, name: str, notes: bool = True) -> Any:
        """A sample memo of the course's own, ``good`` or ``flawed``, with its notes or without."""
        return self._board("memos", lambda room: room.sample(self.course, name, notes))

    def export_memo(self, item_id: str) -> Any:
        """A text of one's own as a memo, to carry away as Markdown, as a web page or as PDF."""
        return self._board("memo_board", lambda room: room.MemoBoard(self.course, self.slug, self.bank(self.slug)[item_id], self.banks_at_hand(), self.log))

    def export(self) -> Any:
        """One's review marks, and the course's sentence pairs, in the formats that translators exchange."""
        return self._board("export_board", lambda room: room.open_board(self.course, self.banks_at_hand(), self.log))

    # --- the class and the seminar --------------------------------------------------------------------------------

    def class_work(self) -> Any:
        """The work of a class: files and work codes put together, each problem by name."""
        folder = self.course.class_work
        return self._board("class_board", lambda room: room.ClassBoard(self.banks_at_hand(), folder, self.course.name_of(folder)))

    def agreement(self, task: str = "phrases", **options: Any) -> Any:
        """Annotators before and after a guideline was mended: ``phrases`` or ``voices``; the class's rounds beside them."""
        return self._board("agreement_board", lambda room: room.open_board(self.course, self.bank, task, **options))

    def reviews(self, of: str, within: int = 0, memo: str | None = None, own: str | None = None) -> Any:
        """How far reviewers agree on the two memos or on one: invented ones, and the class's first tries. ``within`` so many levels counts as alike.

        ``own`` is the form with which classmates review each other; their levels are pooled beside the rest.
        """
        return self._board("reviews_board", lambda room: room.open_board(self.course, self.bank(self.slug), of, within, memo, own))

    def settled(self, item_id: str) -> Any:
        """What the class has settled: the verdicts of a library task, counted for each of its rows. Live only."""
        return self._board("settled_board", lambda room: room.SettledBoard(self.bank(self.slug), item_id, self.course.class_work, self.log))

    def seminar(self) -> Any:
        """The switch for a seminar: feedback waits for the instructor's release code. A courtesy, not a lock."""
        return self._board("seminar_board", lambda room: room.SeminarBoard(self.slug, self.log, self.slugs()))

    # --- the one way ----------------------------------------------------------------------------------------------

    def _item(self, slug: str, item_id: str, *, blank: bool = False) -> Any:
        def widget(room: Any) -> Any:
            return room.ItemWidget(self.bank(slug)[item_id], slug, self.log, blank=blank, copy=self.copy_words, records=self.records)

        return self._show("This item", "item", widget)

    def _board(self, room: str, make: Callable[[Any], Any]) -> Any:
        return self._show("This board", room, make)

    def _show(self, what: str, room: str, make: Callable[[Any], Any]) -> Any:
        """What ``make`` makes with a module of views, which loads only now: a lesson pays for what it shows.

        Whatever fails on the way, the reading of a bank included, is one readable line that begins with ``what``.
        """
        return readable(what, lambda: make(import_module(f"opedlab.views.{room}")))
