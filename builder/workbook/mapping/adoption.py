"""From trackers to a ``mapping.yml``: what each sheet is, what is taken, and what is to be decided.

The same engine stands behind ``portal adopt`` and ``portal map``.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from builder.field.sheet import Sheet
from builder.problems.in_mapping import MAPPING_UNREADABLE
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.answers import Answer, AnswersError, answered, apply, day_of
from builder.workbook.mapping.draft import Draft, Placed, added, of_tracker
from builder.workbook.mapping.editing import MappingText, flow
from builder.workbook.mapping.entries import NO_HISTORY
from builder.workbook.mapping.grouping import grouped, identify, with_homes
from builder.workbook.mapping.knowledge import registers
from builder.workbook.mapping.listing import entry_lines, header, listing_lines
from builder.workbook.mapping.mapping import load_mapping
from builder.workbook.mapping.questions import (
    Question,
    history_question,
    most_urgent,
    plain_line,
    questions_of,
    rows_of,
)
from builder.workbook.mapping.tables import find_tables
from builder.workbook.mapping.tracker import LEAVE_OUT, Tracker
from builder.workbook.mapping.tracker_file import TrackerFile
from builder.workbook.mapping.views import tracker_views
from builder.workbook.schema import SHEETS_BY_NAME

_REGISTER = "register"
_FEW_TABS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A ``mapping.yml`` for some trackers, and what is open of it."""

    text: str
    questions: tuple[Question, ...]
    """What is open, those with most rows first."""
    listing: tuple[str, ...]
    """Every heading with two values and what it may be."""
    unused: tuple[Answer, ...] = ()
    """Answers to what was not asked."""


def propose(
    files: Sequence[TrackerFile],
    text: str,
    answers: Sequence[Answer],
    today: date,
) -> Proposal:
    """The mapping of these trackers, grown from the text of the one that is there.

    Args:
        files: The trackers, in the order of reading.
        text: Of the ``mapping.yml`` that is there; empty = none.
        answers: What a person has decided.
        today: The first day of its month is proposed for ``records_begin``.

    Raises:
        AnswersError: an answer is none that its question takes.
    """
    return _Adoption(files, text, answers, today).proposal()


class _Adoption:
    """Makes one proposal."""

    def __init__(
        self, files: Sequence[TrackerFile], text: str, answers: Sequence[Answer], today: date
    ) -> None:
        self._files, self._answers, self._today = files, answers, today
        self._text = MappingText(text)
        self._is_new = not text.strip()
        self._mapping, problems = load_mapping(text)
        broken = next((each for each in problems if each.kind is MAPPING_UNREADABLE), None)
        if broken is not None:
            raise AnswersError(f"{broken.message} {broken.remedy}")
        self._open: list[Question] = []
        self._used: list[Answer] = []
        self._left_out: list[dict[str, Any]] = []
        """Entries for sheets that somebody has left out."""
        self._partly = {file.name for file in files if file.unread}
        """Files of which some sheets stay out."""

    def proposal(self) -> Proposal:
        written: dict[int, list[Placed]] = {}
        fresh: list[Placed] = []
        every: list[Placed] = []
        for file in self._files:
            for placed, at in self._placed(file):
                every.append(placed)
                if at is not None:
                    written.setdefault(at, []).append(placed)
                elif placed.table.sheet is not None and not _is_read_anyway(placed):
                    fresh.append(placed)
        drafts = [
            of_tracker(tracker := self._mapping.trackers[at], _sheet_of(tracker), each)
            for at, each in sorted(written.items())
        ]
        before = deepcopy([replace_placed(each) for each in drafts])
        drafts += grouped(self._files, self._partly, with_homes(self._files, fresh))
        self._take(drafts)
        identify(self._mapping.trackers, drafts)
        self._history(drafts)
        self._write(drafts, before)
        return Proposal(
            text=self._text.text,
            questions=most_urgent(self._open),
            listing=tuple(self._listing(every)),
            unused=tuple(each for each in self._answers if each not in self._used),
        )

    def _listing(self, every: Sequence[Placed]) -> Iterator[str]:
        """Every table with its columns, and the sheets on which none was found."""
        for each in every:
            yield from listing_lines(each)
        found = {each.place for each in every}
        for file in self._files:
            for sheet in file.raw.sheets:
                if sheet.rows and (file.name, sheet.name) not in found:
                    name = f"{plain_line(file.name)}, {plain_line(sheet.name)}"
                    yield f"{name}: no table was found; it is left out"

    def _placed(self, file: TrackerFile) -> list[tuple[Placed, int | None]]:
        """The tables of a file, each with the place of the entry that is for it already."""
        found: list[tuple[Placed, int | None]] = []
        for sheet in file.raw.sheets:
            views = tracker_views(sheet, file.name, self._mapping, file.raw.styles)
            is_named = fold(sheet.name) in self._mapping.sheets
            for table in find_tables(file.raw, sheet):
                placed = Placed(file=file.name, raw=file.raw, table=table)
                mine = {each.at for each in table.columns}
                view = next((v for v in views if v.row == table.row and v.at & mine), None)
                if view is not None and view.tracker is not None:
                    found.append((placed, self._mapping.trackers.index(view.tracker)))
                elif not is_named:
                    found.append((placed, None))
        return self._without_registers(file, found)

    def _without_registers(
        self, file: TrackerFile, found: list[tuple[Placed, int | None]]
    ) -> list[tuple[Placed, int | None]]:
        """Leaves the issues, risks and decisions of a RAID log out until somebody has decided."""
        tabs = {fold(placed.table.tab) for placed, at in found if at is None}
        logs = {tab for tab in tabs if tab in registers()}
        others = {
            fold(p.table.tab) for p, _ in found if p.table.sheet and p.table.sheet.name == "Actions"
        }
        is_log = len(logs) >= _FEW_TABS or bool(logs and others - logs)
        kept = []
        for placed, at in found:
            tab = fold(placed.table.tab)
            is_actions = placed.table.sheet is not None and placed.table.sheet.name == "Actions"
            if at is not None or not is_log or tab not in logs or not is_actions:
                kept.append((placed, at))
                continue
            self._partly.add(file.name)
            kept.append((self._register(placed, registers()[tab]), None))
        return kept

    def _register(self, placed: Placed, meant: str) -> Placed:
        rows = placed.table.rows
        question = Question(
            ask=_REGISTER, file=placed.file, sheet=placed.table.tab, column="", rows=rows,
            says=f"The sheet “{placed.table.tab}” of {placed.file} ({rows_of(rows)}) looks like a "
            "register beside the actions. What is it?",
            answers=(LEAVE_OUT, *([meant] if meant else []), "Actions"),
        )  # fmt: skip
        given = self._answer(question)
        is_settled = any(e.fits(placed.file, placed.table.tab) for e in self._mapping.left_out)
        choice = str(given.answer) if given else LEAVE_OUT
        known = next((each for each in question.answers if fold(each) == fold(choice)), None)
        if known is None:
            raise AnswersError(f"{_REGISTER} does not take “{choice}”.")
        if given is None and not is_settled:
            self._open.append(question)
        elif known == LEAVE_OUT and not is_settled:
            self._left_out.append(
                {"files": [placed.file], "sheets": [placed.table.tab], "as": LEAVE_OUT}
            )
        sheet = None if known == LEAVE_OUT else SHEETS_BY_NAME[known]
        return replace(placed, table=placed.table.taken_as(sheet))

    def _answer(self, question: Question) -> Answer | None:
        given = answered(question, self._answers)
        if given is not None:
            self._used += [each for each in self._answers if each.fits(question)]
        return given

    def _take(self, drafts: Iterable[Draft]) -> None:
        """Takes what is settled and what was answered; what is left is open."""
        alike: dict[tuple[str, str, str], list[tuple[Draft, Question]]] = {}
        for draft in drafts:
            draft.widen()
            draft.settle()
            for question in questions_of(draft):
                kind = (question.ask, fold(question.column), fold(question.word))
                alike.setdefault(kind, []).append((draft, question))
        for asked in alike.values():
            self._ask(asked)

    def _ask(self, asked: Sequence[tuple[Draft, Question]]) -> None:
        """Applies the answer to a question that several entries have alike, or leaves it open."""
        others = [given for _, each in asked if (given := self._answer(each)) is not None]
        still_open = []
        for draft, question in asked:
            given = self._answer(question) or next(iter(others), None)
            if given is None:
                still_open.append(question)
                continue
            apply(question, given, draft)
            self._text.drop_comment(f"To decide: {question.line}")
        if still_open:
            rows = sum(each.rows for each in still_open)
            self._open.append(replace(still_open[0], rows=rows))

    def _history(self, drafts: Sequence[Draft]) -> None:
        if self._mapping.is_history_settled:
            return
        for question in history_question(drafts, self._today):
            given = self._answer(question)
            if given is None:
                self._open.append(question)
                continue
            said = str(given.answer)
            if fold(said) == fold(question.answers[0]):
                self._text.put((), "records_begin", NO_HISTORY)
                continue
            day = day_of(said)
            if day is None:
                raise AnswersError(f"records-begin: “{said}” is no day. Write it like 2026-04-01.")
            self._text.put((), "records_begin", day)

    def _write(self, drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
        if self._is_new:
            self._text = MappingText(header(self._open) + self._text.text)
        for old, draft in zip(before, drafts, strict=False):
            self._extend(old, draft)
        for draft in drafts[len(before) :]:
            places = {each.place for each in draft.placed}
            mine = [each for each in self._open if (each.file, each.sheet) in places]
            self._text.add_entry(entry_lines(draft, mine), draft.value())
        for entry in self._left_out:
            self._text.add_entry([f"  - {flow(entry)}"], entry)

    def _extend(self, old: Draft, draft: Draft) -> None:
        assert draft.at is not None
        new = added(old, draft)
        for ours, value in new["columns"].items():
            path = ("trackers", draft.at, "columns")
            if ours in old.columns:
                self._text.replace((*path, ours), value)
            else:
                self._text.put(path, ours, value)
        for ours, words in new["words"].items():
            for word, meant in words.items():
                self._text.put(("trackers", draft.at, "words", ours), word, meant)
        for each in new["ignore"]:
            self._text.append(("trackers", draft.at), "ignore", each)


def _sheet_of(tracker: Tracker) -> Sheet:
    return SHEETS_BY_NAME[tracker.sheet]


def replace_placed(draft: Draft) -> Draft:
    """A draft without its tables, for comparison."""
    return replace(draft, placed=[])


def _is_read_anyway(placed: Placed) -> bool:
    """Whether a table needs no entry: its sheet and its headings are ours."""
    sheet = placed.table.sheet
    return sheet is not None and fold(placed.table.tab) == fold(sheet.name) and placed.table.is_ours
