"""What a figure of a register comes to with the records behind it, and the result they make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from builder.field.registers import Figure, Kind, Value
from builder.policy import Threshold
from builder.problems import Cell
from builder.rules.answers import outcome_of
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import Number, Outcome, Scalar, Verdict
from builder.rules.words import listed

RecordType = TypeVar("RecordType")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure comes to, what it counts, and what it had to leave out."""

    value: Number | None
    """``None`` = not computable or not recorded."""
    counted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


NOT_RECORDED = Counted(None)


def count(
    records: Iterable[RecordType],
    is_counted: Callable[[RecordType], bool | None],
    ref: Callable[[RecordType], str],
    cell: Callable[[RecordType], Cell],
) -> Counted:
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
    return Counted(
        len(counted),
        tuple(name for name, _ in counted),
        tuple(sorted(left_out)),
        tuple(place for _, place in counted),
    )


def outcome_of_count(threshold: Threshold, counted: Counted) -> Outcome:
    """``fired`` or ``met`` by the limit; ``not_computable`` where what was left out decides it."""
    outcome = outcome_of(threshold, counted.value)
    if outcome is Outcome.MET and counted.value is not None:
        most = counted.value + len(counted.left_out)
        return Outcome.NOT_COMPUTABLE if threshold.is_fired_by(most) else outcome
    return outcome


def left_out_words(counted: Counted) -> str:
    """How many records a figure could not judge, as the end of a reason; empty where none."""
    if not counted.left_out:
        return ""
    return f" {len(counted.left_out)} more cannot be judged: {listed(counted.left_out)}."


def result(
    kind: Kind,
    scope: str,
    figures: Mapping[Figure, Counted],
    *,
    recorded: bool = True,
    bands: Mapping[str, Mapping[str, int]] | None = None,
    rows: Iterable[RegisterRow] = (),
    verdicts: Iterable[Verdict] = (),
    note: str = "",
) -> RegisterResult:
    """A register's result; what is not given, and all of an unrecorded register, has no value."""
    given = figures if recorded else {}
    known = {each.key: given.get(each, NOT_RECORDED) for each in kind.figures()}
    return RegisterResult(
        id=kind.id,
        name=kind.name,
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


def row(
    key: str, subject: str, values: Mapping[Value, Scalar], cells: Iterable[Cell] = ()
) -> RegisterRow:
    """A row of a register with what it holds of each value."""
    held = {each.key: value for each, value in values.items()}
    return RegisterRow(key=key, subject=subject, values=held, cells=tuple(cells))


def counted_row(
    key: str, subject: str, figures: Mapping[Figure, Counted], cells: Iterable[Cell]
) -> RegisterRow:
    """A row of figures."""
    return row(key, subject, {figure: each.value for figure, each in figures.items()}, cells)
