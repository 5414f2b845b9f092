"""Gathers problems of one cause: one thing to decide for a column, instead of one a row.

Each cause stands for the problems of some kinds in one column of one sheet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.problems import between_records, in_cell
from builder.problems.location import Cell
from builder.problems.problem import Kind, Problem, Severity

_LEAST = 2
"""A problem alone stands for itself."""
_MOST_SHOWN = 3
_ROW = re.compile(r"\d+$")
_BY_WORDS = "write under words in mapping.yml what each means"


@dataclass(frozen=True, slots=True)
class _Wording:
    says: str
    remedy: str
    noun: str = "text"


_WORDS = _Wording(
    "The column {heading} holds {many} that {are} not known",
    f"Decide what they mean: {_BY_WORDS}, or choose from the drop-down.",
    "word",
)
_NAMES = _Wording(
    "The column {heading} names {many} that {are} on no sheet",
    f"Add them to their sheet, or {_BY_WORDS}.",
    "name",
)
_LISTED = _Wording(
    "The column {heading} names {many} that {are} not known",
    f"Use the ids of the list, or {_BY_WORDS}.",
    "name",
)
_NO_DATES = _Wording(
    "The column {heading} holds {many} instead of a date",
    "Type a date in each row as soon as there is one.",
)
_UNREAD_DATES = _Wording(
    "The column {heading} holds {many} that {are} not understood as dates",
    "Type each as day/month/year, such as 21/11/2026, or turn the column into dates in Excel.",
)
_READ_DATES = _Wording(
    "The column {heading} holds {many} that {are} read as dates",
    "See that each was read as it is meant, and type it again as a date.",
)
_BLANKS = _Wording(
    "The column {heading} has blank cells",
    "Fill in {heading} where it is known.",
)
_REFS = _Wording(
    "The column {heading} has blank cells, and refs were made",
    "Nothing to do, or type refs of your own.",
)
_QUESTIONS = _Wording(
    "The column {heading} holds key questions, not yet mapped to statements",
    "When it is known, add the quality statement of each.",
)
_NUMBERS = _Wording(
    "The column {heading} names regulations by number",
    "See that each is the regulation that is meant.",
)
_WORDINGS: Mapping[Kind, _Wording] = {
    in_cell.UNKNOWN_WORD: _WORDS,
    in_cell.NEAR_WORD: _WORDS,
    between_records.UNKNOWN_REF: _NAMES,
    in_cell.UNKNOWN_FRAMEWORK_ITEM: _LISTED,
    in_cell.UNKNOWN_REGULATION: _LISTED,
    in_cell.UNKNOWN_CATEGORY: _LISTED,
    in_cell.UNKNOWN_NOTICE: _LISTED,
    in_cell.NO_DATE: _NO_DATES,
    in_cell.BAD_DATE: _UNREAD_DATES,
    in_cell.DATE_WITHOUT_YEAR: _UNREAD_DATES,
    in_cell.AMERICAN_DATE: _UNREAD_DATES,
    in_cell.NO_SUCH_DATE: _UNREAD_DATES,
    in_cell.DATE_AS_TEXT: _READ_DATES,
    in_cell.SHORT_YEAR: _READ_DATES,
    in_cell.BLANK: _BLANKS,
    in_cell.ROW_WITHOUT_KEY: _REFS,
    in_cell.KEY_QUESTION_ALONE: _QUESTIONS,
    between_records.NO_STATEMENT_YET: _QUESTIONS,
    in_cell.REGULATION_BY_NUMBER: _NUMBERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Problems that one decision mends, in their order; or a single one that stands for itself."""

    problems: tuple[Problem, ...]
    message: str
    remedy: str

    @property
    def first(self) -> Problem:
        """The first of them."""
        return self.problems[0]

    @property
    def place(self) -> Cell:
        """Where the first of them stands."""
        return self.first.place

    @property
    def severity(self) -> Severity:
        """That of the gravest of them."""
        grave = list(Severity)
        return min((each.severity for each in self.problems), key=grave.index)

    @property
    def codes(self) -> str:
        """Their codes, each once."""
        return ", ".join(sorted({each.code for each in self.problems}))


def alone(problem: Problem) -> Cause:
    """A problem that stands for itself."""
    return Cause(problems=(problem,), message=problem.message, remedy=problem.remedy)


def causes(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """The problems by what mends them, in the order in which each first stands."""
    groups: dict[object, list[Problem]] = {}
    for number, each in enumerate(problems):
        wording = _WORDINGS.get(each.kind)
        column = _ROW.sub("", each.place.cell)
        is_alone = wording is None or not column
        key = number if is_alone else (each.place.workbook, each.place.sheet, column, wording)
        groups.setdefault(key, []).append(each)
    return tuple(cause for group in groups.values() for cause in _causes(group))


def _causes(group: list[Problem]) -> Iterable[Cause]:
    if len(group) < _LEAST:
        return map(alone, group)
    wording = _WORDINGS[group[0].kind]
    heading = group[0].particulars.get("heading", "")
    values = Counter(v for each in group if (v := each.particulars.get("value")) is not None)
    shown = ", ".join(f"“{value}”" for value, _ in values.most_common(_MOST_SHOWN))
    more = "" if len(values) <= _MOST_SHOWN else " and others"
    named = f" ({shown}{more})" if values else ""
    many = f"{len(values)} {wording.noun}{'' if len(values) == 1 else 's'}"
    are = "is" if len(values) == 1 else "are"
    rows = len({each.place.cell for each in group})
    says = wording.says.format(heading=heading or "Key question", many=many, are=are)
    remedy = wording.remedy.format(heading=heading)
    message = f"{says}{named}; {rows} {'row waits' if rows == 1 else 'rows wait'}."
    return (Cause(problems=tuple(group), message=message, remedy=remedy),)
