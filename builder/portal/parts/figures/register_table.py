"""The rows and the figures of a register as tables, whatever columns the register has."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from builder.field import Moment
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.duties import register_verdict
from builder.portal.parts.figures.cards import figure_words
from builder.portal.parts.figures.names import figure_name
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


def value_cell(context: PortalContext, register: str, name: str, value: Scalar) -> TableCell:
    """One value of a row, with its unit; people and lines linked."""
    if isinstance(value, str) and value in context.people:
        return TableCell((person_link(context, value),))
    if isinstance(value, str) and value in context.by_ref.assessed:
        return TableCell((action_link(context, value),))
    shown = figure_name(register, name)
    threshold = context.policy.thresholds.get(shown.rule)
    words = scalar_words(value, shown.unit, limit=threshold.value if threshold else None)
    return TableCell((words,), str(float(value)) if is_figure(value) else "")


def row_columns(rows: Iterable[RegisterRow]) -> tuple[str, ...]:
    """Names of the rows' values, in the order in which they first come."""
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row.values))
    return tuple(names)


def register_rows(
    context: PortalContext,
    result: RegisterResult | None,
    *,
    id: str,
    caption: str,
    names: Sequence[str] = (),
    empty: str = "Nothing is recorded yet.",
    rows: Sequence[RegisterRow] | None = None,
) -> Table:
    """The rows of a register; ``names`` picks and orders its columns."""
    shown = rows if rows is not None else (result.rows if result else ())
    wanted = tuple(names) or row_columns(shown)
    register = result.id if result else ""
    key = KEYS.get(shown[0].key, capitalised(shown[0].key)) if shown else "Row"
    columns = (
        Column(title=key, is_row_header=True),
        *(
            Column(title=figure_name(register, name).title, sort=_sort(shown, name))
            for name in wanted
        ),
    )
    return Table(
        id=id,
        caption=caption,
        columns=columns,
        rows=tuple(_row(context, register, row, wanted) for row in shown),
        empty=empty if result is None or result.recorded else NOT_RECORDED,
    )


def _sort(rows: Sequence[RegisterRow], name: str) -> str:
    return "number" if any(is_figure(row.values.get(name)) for row in rows) else "text"


def _row(context: PortalContext, register: str, row: RegisterRow, names: Sequence[str]) -> Row:
    subject, sort = row_subject(context, row)
    return Row(
        cells=(
            TableCell((subject,), sort),
            *_values(context, register, row, names),
        )
    )


def _values(
    context: PortalContext, register: str, row: RegisterRow, names: Sequence[str]
) -> Iterator[TableCell]:
    if row.values.get("held") is False:
        yield from (TableCell(("Not held",)) for _ in names)
        return
    for name in names:
        yield value_cell(context, register, name, row.values.get(name))


def figure_table(
    context: PortalContext,
    register: str,
    figures: Sequence[str],
    *,
    id: str,
    caption: str,
    scope: str = PROVIDER,
    most: int = 12,
) -> Table:
    """Figures of a register one under the other, with limit, verdict and the lines behind them."""
    result = context.said.result(register, scope)
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column(title="Figure", sort="none", is_row_header=True),
            Column(title="Number", sort="none"),
            Column(title="Limit", sort="none"),
            Column(title="Actions", sort="none"),
        ),
        rows=tuple(_figure_row(context, result, register, figure, most) for figure in figures),
    )


def _figure_row(
    context: PortalContext,
    result: RegisterResult | None,
    register: str,
    figure: str,
    most: int,
) -> Row:
    name = figure_name(register, figure)
    verdict = register_verdict(result, name.rule)
    limit: Rich = ("No limit",)
    if verdict is not None:
        words = limit_words(verdict.limit, verdict.comparison, verdict.unit)
        own = own_limit(context, verdict.rule)
        limit = (limit_tag(verdict), f" {words}{f'. {own}' if own else ''}")
    refs = result.counted.get(figure, ()) if result else ()
    nothing = "None" if result and result.figures.get(figure) == 0 else "Not listed"
    more = f" and {number_words(len(refs) - most)} more" if len(refs) > most else ""
    return Row(
        cells=(
            TableCell((name.title,)),
            TableCell((figure_words(result, figure, verdict),)),
            TableCell(limit),
            TableCell((*action_links(context, refs[:most]), more) if refs else (nothing,)),
        )
    )
