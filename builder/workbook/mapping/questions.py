"""What only a person can decide of a tracker, with the values that show it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.field.column import CellKind
from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.mapping.draft import Draft, Placed
from builder.workbook.mapping.heading_fit import is_among
from builder.workbook.mapping.knowledge import settled_words
from builder.workbook.mapping.month_first import is_month_first
from builder.workbook.mapping.profile import Value

LEAVE = "leave as typed"
MOST_ASKED = 8
_SAMPLES = 2
_MOST_WORDS = 40
"""Different words of a column that are asked for; a column with more is no list of words."""
_FIRST_YEAR_TYPED = re.compile(r"\d{1,4}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\b(?:19|20)\d\d\b")
_DAY_AND_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|^\s*\d{1,2}\s*[/.-]\s*\d{1,2}\b",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"^[^\d]*[a-z]{3,9}\.?\s+\d{1,2}$", re.IGNORECASE)
_LEAST_COLOURED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One decision; its default is always the first of the answers."""

    ask: str
    """What kind of question it is, as an answer names it."""
    file: str
    sheet: str
    column: str
    """Theirs."""
    word: str = ""
    rows: int
    says: str
    """In words, with values from the file."""
    answers: tuple[str, ...] = (LEAVE,)
    is_open: bool = False
    """Whether another answer than those listed is allowed: a day."""
    ours: str = ""

    @property
    def of(self) -> Mapping[str, str]:
        """What it is about, as an answer says it."""
        held = {"file": self.file, "sheet": self.sheet, "column": self.column, "word": self.word}
        return {name: value for name, value in held.items() if value}

    @property
    def line(self) -> str:
        """The decision on one line, with how to make it."""
        choices = ", ".join(self.answers[1:]) or "a day such as 2026-11-30"
        if self.is_open and len(self.answers) > 1:
            choices += ", or a day such as 2026-11-30"
        how = f"Answer {self.ask} with one of: {choices}. Until then: {self.answers[0]}."
        return plain_line(f"{self.says} {how}")


def plain_line(text: str) -> str:
    """A text on one line, as a comment may hold it."""
    return " ".join(clean(text)[0].replace("\u2028", " ").replace("\u2029", " ").split())


def questions_of(draft: Draft) -> Iterator[Question]:
    """What is open of an entry."""
    if draft.sheet.name != "Actions":
        return
    yield from _status_words(draft)
    yield from _colours(draft)
    yield from _unsure_dates(draft)
    for ours in ("Due", "Original due", "Raised on", "Closed on"):
        yield from _dates(draft, ours)
    yield from _risk_words(draft)


def most_urgent(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those with most rows first, in the order of reading where rows are equal."""
    return tuple(sorted(questions, key=lambda each: -each.rows))


def _first(draft: Draft, ours: str, word: str) -> tuple[Placed, str]:
    for placed, theirs, values in draft.column(ours):
        if any(fold(each.text) == fold(word) for each in values):
            return placed, theirs
    raise LookupError(word)


def _status_words(draft: Draft) -> Iterator[Question]:
    found = draft.words_of("Status")
    column = next(each for each in draft.sheet.columns if each.heading == "Status")
    choices = (LEAVE, *(word.value for word in column.words or ()))
    if len(found) > _MOST_WORDS:
        return
    for word, rows in found.items():
        if draft.is_settled("Status", word):
            continue
        placed, theirs = _first(draft, "Status", word)
        yield _word_question("status-word", placed, theirs, word, rows, choices, "Status")


def _risk_words(draft: Draft) -> Iterator[Question]:
    column = next((each for each in draft.sheet.columns if each.heading == "Risk"), None)
    found = draft.words_of("Risk") if column else Counter[str]()
    if column is None or len(found) > _MOST_WORDS:
        return
    choices = (LEAVE, *(word.value for word in column.words or ()))
    for word, rows in found.items():
        if draft.is_settled("Risk", word) or fold(word) in settled_words("Risk"):
            continue
        placed, theirs = _first(draft, "Risk", word)
        yield _word_question("risk-word", placed, theirs, word, rows, choices, "Risk")


def _word_question(
    ask: str, placed: Placed, theirs: str, word: str, rows: int, choices: tuple[str, ...], ours: str
) -> Question:
    file, sheet = placed.place
    says = f"What does “{word}” in the column “{theirs}” mean as {ours}? ({rows_of(rows)}, {file})"
    return Question(
        ask=ask, file=file, sheet=sheet, column=theirs, word=word, rows=rows, says=says,
        answers=choices, ours=ours,
    )  # fmt: skip


def rows_of(count: int) -> str:
    """A number of rows, in words."""
    return f"{count} row{'' if count == 1 else 's'}"


def _colours(draft: Draft) -> Iterator[Question]:
    """A column whose cells are coloured, where no column holds words of a status."""
    if any(values for _, _, values in draft.column("Status")) and "Status" not in draft.fills:
        return
    column = next(each for each in draft.sheet.columns if each.heading == "Status")
    choices = (LEAVE, *(word.value for word in column.words or ()))
    for placed in draft.placed[:1]:
        for each in placed.table.columns:
            coloured = sum(each.profile.colours.values())
            is_many = coloured >= placed.table.rows * _LEAST_COLOURED
            if not is_many or len(each.profile.colours) <= 1 or not each.heading:
                continue
            for colour, rows in each.profile.colours.items():
                if draft.is_settled("Status", colour):
                    continue
                samples = [v.text for v in each.profile.values if v.colour == colour][:_SAMPLES]
                shown = " and ".join(f"“{text[:40]}”" for text in samples) or "blank cells"
                file, sheet = placed.place
                yield Question(
                    ask="colour", file=file, sheet=sheet, column=each.heading,
                    word=colour.capitalize(), rows=rows,
                    says=f"Does {colour} in the column “{each.heading}” tell the status? "
                    f"({rows_of(rows)}, such as {shown}, {file})",
                    answers=choices, ours="Status",
                )  # fmt: skip
            return


def _unsure_dates(draft: Draft) -> Iterator[Question]:
    """A date that may be planned or actual, where no other column tells when a line is due."""
    if "Due" in draft.columns or "Closed on" in draft.columns:
        return
    for placed in draft.placed[:1]:
        for each in placed.table.columns:
            is_either = each.heading and is_among(each.heading, "dates", "either")
            if is_either and each.profile.values and not draft.ignores(each.heading):
                shown = " and ".join(f"“{text}”" for text in each.profile.samples)
                file, sheet = placed.place
                yield Question(
                    ask="date-meaning", file=file, sheet=sheet, column=each.heading,
                    rows=len(each.profile.values),
                    says=f"Is “{each.heading}” ({shown}, {file}) the day that a line is due, "
                    "or the day that it was done?",
                    answers=(LEAVE, "due", "done"),
                )  # fmt: skip
                return


def _dates(draft: Draft, ours: str) -> Iterator[Question]:
    """Dates without a year, and dates whose month stands first: each asked once a column."""
    kinds = {column.heading: column.kind for column in draft.sheet.columns}
    if kinds.get(ours) not in (CellKind.DATE, CellKind.MOMENT):
        return
    unclear: list[Value] = []
    texts: list[str] = []
    where: tuple[Placed, str] | None = None
    for placed, theirs, values in draft.column(ours):
        texts += [each.text for each in values if not each.is_date]
        asked = (each for each in values if not draft.is_settled(ours, each.text))
        found = [each for each in asked if _is_unclear(each)]
        if (found or is_month_first(texts)) and where is None:
            where = placed, theirs
        unclear += found
    if where is None:
        return
    (file, sheet), theirs = where[0].place, where[1]
    if unclear:
        different = list(dict.fromkeys(each.text for each in unclear))
        shown = " and ".join(f"“{each}”" for each in different[:_SAMPLES])
        yield Question(
            ask="date", file=file, sheet=sheet, column=theirs, rows=len(unclear),
            word=unclear[0].text if len({fold(v.text) for v in unclear}) == 1 else "",
            says=f"Which day is {shown} in the column “{theirs}”? "
            f"({rows_of(len(unclear))}, {file})",
            is_open=True, ours=ours,
        )  # fmt: skip
    if is_month_first(texts) and ours not in draft.month_first | draft.month_as_typed:
        yield Question(
            ask="month-first", file=file, sheet=sheet, column=theirs, rows=len(texts),
            says=f"Does the month stand first in “{theirs}”, such as “{texts[0]}”? ({file})",
            answers=(LEAVE, "yes"), ours=ours,
        )  # fmt: skip


def _is_unclear(value: Value) -> bool:
    return not value.is_date and not value.is_number and is_unclear_day(value.text)


def is_unclear_day(text: str) -> bool:
    """Whether a text names a day or a month without its year, or may be read two ways."""
    if _FIRST_YEAR_TYPED.search(text):
        return False
    return _DAY_AND_MONTH.search(text) is not None or _TWO_DIGITS.match(text) is not None


def history_question(drafts: Iterable[Draft], today: date) -> Iterator[Question]:
    """From which day the records are kept, where a tracker holds lines that were closed before."""
    closed = 0
    first: Placed | None = None
    for draft in drafts:
        words = {fold(w) for w, meant in draft.words.get("Status", {}).items() if meant == "Closed"}
        for word, rows in draft.words_of("Status").items():
            closed += rows if fold(word) in words | {"closed"} else 0
        first = first or next(iter(draft.placed), None)
    if closed and first:
        day = today.replace(day=1)
        yield Question(
            ask="records-begin", file=first.file, sheet="", column="", rows=closed,
            says=f"Closed already: {rows_of(closed)}. From which day are records kept in full? "
            f"Closures before it are history; proposed: {day}.",
            answers=("every closure is judged", day.isoformat()), is_open=True,
        )  # fmt: skip
