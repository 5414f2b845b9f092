"""The rows and the figures of a register as tables, whatever columns the register has."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from builder.field import Moment
from builder.field.registers import Figure, Value, value_named
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.duties import register_verdict
from builder.portal.parts.figures.cards import figure_words
from builder.portal.parts.links import action_link, action_links, own_limit, person_link
from builder.portal.parts.states import limit_tag
from builder.portal.parts.views import Anchor, Column, Piece, Rich, Row, Table, TableCell
from builder.portal.parts.words import (
    NOT_RECORDED,
    capitalised,
    is_figure,
    limit_words,
    moment_words,
    number_words,
    scalar_words,
)
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER, Scalar

KEYS = {
    "ref": "Action",
    "theme": "Theme",
    "person": "Manager",
    "session": "Session",
    "burst": "Burst",
}


def row_subject(context: PortalContext, row: RegisterRow) -> tuple[Piece, str]:
    """What a row is about, linked, and its sort key."""
    match row.key:
        case "ref":
            return action_link(context, row.subject), row.subject
        case "person":
            return person_link(context, row.subject), ""
        case "burst":
            return Anchor(row.subject, burst_page(row.subject)), row.subject
        case "session":
            return _session_words(row.subject), row.subject
        case _:
            return row.subject, ""


def _session_words(subject: str) -> str:
    try:
        return moment_words(Moment.instant(datetime.fromisoformat(subject)), short=True)
    except ValueError:
        return subject


def value_cell(context: PortalContext, shown: Value, value: Scalar) -> TableCell:
    """One value of a row, with its unit; people and lines linked."""
    if isinstance(value, str) and value in context.people:
        return TableCell((person_link(context, value),))
    if isinstance(value, str) and value in context.by_ref.assessed:
        return TableCell((action_link(context, value),))
    threshold = context.policy.thresholds.get(shown.rule)
    words = scalar_words(value, shown.unit, limit=threshold.value if threshold else None)
    return TableCell((words,), str(float(value)) if is_figure(value) else "")


def row_columns(register: str, rows: Iterable[RegisterRow]) -> tuple[Value, ...]:
    """The rows' values, in the order in which they first come."""
    keys = dict.fromkeys(key for row in rows for key in row.values)
    return tuple(value_named(register, key) for key in keys)


def register_rows(
    context: PortalContext,
    result: RegisterResult,
    *,
    id: str,
    caption: str,
    values: Sequence[Value] = (),
    empty: str = "Nothing is recorded yet.",
    rows: Sequence[RegisterRow] | None = None,
) -> Table:
    """The rows of a register; ``values`` picks and orders its columns."""
    shown = rows if rows is not None else result.rows
    wanted = tuple(values) or row_columns(result.id, shown)
    key = KEYS.get(shown[0].key, capitalised(shown[0].key)) if shown else "Row"
    columns = (
        Column(title=key, is_row_header=True),
        *(Column(title=each.title, sort=_sort(shown, each)) for each in wanted),
    )
    return Table(
        id=id,
        caption=caption,
        columns=columns,
        rows=tuple(_row(context, row, wanted) for row in shown),
        empty=empty if result.recorded else NOT_RECORDED,
    )


def _sort(rows: Sequence[RegisterRow], each: Value) -> str:
    return "number" if any(is_figure(row.value(each)) for row in rows) else "text"


def _row(context: PortalContext, row: RegisterRow, values: Sequence[Value]) -> Row:
    subject, sort = row_subject(context, row)
    return Row(
        cells=(
            TableCell((subject,), sort),
            *_values(context, row, values),
        )
    )


def _values(
    context: PortalContext, row: RegisterRow, values: Sequence[Value]
) -> Iterator[TableCell]:
    for each in values:
        yield value_cell(context, each, row.value(each))


def figure_table(
    context: PortalContext,
    figures: Sequence[Figure],
    *,
    id: str,
    caption: str,
    scope: str = PROVIDER,
    most: int = 12,
) -> Table:
    """Figures of a register one under the other, with limit, verdict and the lines behind them."""
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column(title="Figure", sort="none", is_row_header=True),
            Column(title="Number", sort="none"),
            Column(title="Limit", sort="none"),
            Column(title="Actions", sort="none"),
        ),
        rows=tuple(_figure_row(context, figure, scope, most) for figure in figures),
    )


def _figure_row(context: PortalContext, figure: Figure, scope: str, most: int) -> Row:
    result = context.said.result(figure.register, scope)
    verdict = register_verdict(result, figure.rule)
    limit: Rich = ("No limit",)
    if verdict is not None:
        words = limit_words(verdict.limit, verdict.comparison, verdict.unit)
        own = own_limit(context, verdict.rule)
        limit = (limit_tag(verdict), f" {words}{f'. {own}' if own else ''}")
    refs = result.counted.get(figure.key, ())
    nothing = "None" if result.value(figure) == 0 else "Not listed"
    more = f" and {number_words(len(refs) - most)} more" if len(refs) > most else ""
    return Row(
        cells=(
            TableCell((figure.title,)),
            TableCell((figure_words(result, figure, verdict),)),
            TableCell(limit),
            TableCell((*action_links(context, refs[:most]), more) if refs else (nothing,)),
        )
    )
