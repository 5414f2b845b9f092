"""Names of people that stand in cells only, or in earlier runs: no sheet lists whom they mean."""

from collections.abc import Iterable, Iterator

from builder.field import Register
from builder.field.references import REFERENCES, records_by_sheet
from builder.history import History
from builder.problems import Cell, Problem
from builder.redaction.called import is_name

_OF_A_PERSON = ("ref", "display_name", "email", "reports_to")
Column = tuple[str, str, str]


def people_columns(register: Register) -> frozenset[Column]:
    """(workbook, sheet, column letters) of every column that names people."""
    return frozenset(_columns(register))


def _columns(register: Register) -> Iterator[Column]:
    for sheet, records in records_by_sheet(register).items():
        named = [name for name, of in REFERENCES.get(sheet, {}).items() if of == ("People",)]
        wanted = _OF_A_PERSON if sheet == "People" else named
        seen: set[tuple[str, str, int]] = set()
        for source in (each.source for each in records):
            # RATIONALE: all rows of a sheet share one mapping of columns.
            key = (source.workbook, source.sheet, id(source.columns))
            if key not in seen:
                seen.add(key)
                for name in wanted:
                    if name in source.columns:
                        yield source.workbook, source.sheet, source.columns[name]


def is_in_column(place: Cell, columns: frozenset[Column]) -> bool:
    """Whether a cell lies in one of some columns."""
    letters = place.cell.rstrip("0123456789")
    return bool(letters) and (place.workbook, place.sheet, letters) in columns


def people_not_listed(
    history: History, register: Register, problems: Iterable[Problem]
) -> frozenset[str]:
    """Names and addresses that earlier runs held, or that stand in cells not understood."""
    return history.people | _names_in_problems(register, problems)


def _names_in_problems(register: Register, problems: Iterable[Problem]) -> frozenset[str]:
    """Names that were typed where a Person ID was wanted, and not understood."""
    columns = people_columns(register)
    typed = (
        each.particulars.get("value", "") for each in problems if is_in_column(each.place, columns)
    )
    return frozenset(each for each in typed if is_name(each))
