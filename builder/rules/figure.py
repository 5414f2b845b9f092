"""One figure of a register with the records behind it, and the result that figures make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from builder.problems import Cell
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import Number, Verdict

RecordType = TypeVar("RecordType")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it counts, and what it had to leave out."""

    value: Number | None
    """``None`` = not computable or not recorded."""
    counted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


NOT_RECORDED = Figure(None)


def count(
    records: Iterable[RecordType],
    is_counted: Callable[[RecordType], bool | None],
    ref: Callable[[RecordType], str],
    cell: Callable[[RecordType], Cell],
) -> Figure:
    """How many records are counted; those of which it is unknown (``None``) are left out."""
    counted: list[tuple[str, Cell]] = []
    left_out: list[str] = []
    for record in records:
        answer = is_counted(record)
        if answer is None:
            left_out.append(ref(record))
        elif answer:
            counted.append((ref(record), cell(record)))
    counted.sort()
    return Figure(
        len(counted),
        tuple(name for name, _ in counted),
        tuple(sorted(left_out)),
        tuple(place for _, place in counted),
    )


def result(
    id: str,
    name: str,
    scope: str,
    figures: Mapping[str, Figure],
    *,
    recorded: bool = True,
    bands: Mapping[str, Mapping[str, int]] | None = None,
    rows: Iterable[RegisterRow] = (),
    verdicts: Iterable[Verdict] = (),
    note: str = "",
) -> RegisterResult:
    """A register's result; an unrecorded register keeps its figures' names and no values."""
    known = figures if recorded else dict.fromkeys(figures, NOT_RECORDED)
    return RegisterResult(
        id=id,
        name=name,
        scope=scope,
        recorded=recorded,
        figures={key: each.value for key, each in known.items()},
        counted={key: each.counted for key, each in known.items() if each.counted},
        left_out={key: each.left_out for key, each in known.items() if each.left_out},
        cells={key: each.cells for key, each in known.items() if each.cells},
        bands=bands if recorded else None,
        rows=tuple(rows) if recorded else (),
        verdicts=tuple(verdicts),
        note=note,
    )
