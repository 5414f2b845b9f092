"""What changed between two moments: figures that moved, rules that fired or ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.field.registers import value_named
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import notice_page
from builder.portal.parts.cells import cell, number_column, ref_column, text_column
from builder.portal.parts.downloads import csv_file
from builder.portal.parts.links import (
    action_link,
    finding_link,
    person_link,
    rule_link,
    service_link,
    service_name,
)
from builder.portal.parts.views import (
    Anchor,
    Block,
    Disclosure,
    ListBlock,
    Paragraph,
    Piece,
    Rich,
    Row,
    Table,
)
from builder.portal.parts.words import Amount, change_words, counted, quantity
from builder.rules.assessment import Assessment
from builder.rules.verdict import PROVIDER, Outcome

Figures = Mapping[tuple[str, str, str], Amount]
"""(register, scope, figure) -> value."""
Fired = frozenset[tuple[str, str]]
"""(rule, subject ref or scope)."""


MOST_ROWS = 200
"""How many figures of services are listed before the download is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The figures and the fired rules at a moment."""

    figures: Figures
    fired: Fired


def position_now(assessment: Assessment) -> Position:
    """The position of this build."""
    fired = {
        (verdict.rule, result.scope if verdict.subject is None else verdict.subject.ref)
        for result in assessment.registers
        for verdict in result.verdicts
        if verdict.outcome is Outcome.FIRED
    }
    fired |= {
        (verdict.rule, verdict.scope if verdict.subject is None else verdict.subject.ref)
        for verdict in assessment.verdicts
        if verdict.outcome is Outcome.FIRED
    }
    return Position(
        figures={
            (result.id, result.scope, figure): value
            for result in assessment.registers
            for figure, value in result.figures.items()
        },
        fired=frozenset(fired),
    )


def moved_figures(context: PortalContext, before: Position, after: Position) -> Iterator[Block]:
    """Figures that are not what they were: the provider's, then the services' folded away."""
    moved = [
        key
        for key in sorted(after.figures)
        if key in before.figures
        and before.figures[key] != after.figures[key]
        and _is_shown(context, key[1])
    ]
    whole = [key for key in moved if key[1] == PROVIDER]
    yield _table(context, whole, before, after, "figures")
    parts = [key for key in moved if key[1] != PROVIDER]
    if parts:
        blocks: list[Block] = [_table(context, parts[:MOST_ROWS], before, after, "by-service")]
        if len(parts) > MOST_ROWS:
            every = Anchor("Download every figure (CSV)", csv_file("registers"))
            blocks.append(Paragraph(content=(every,)))
        yield Disclosure(summary=f"Service by service: {len(parts):,}", blocks=tuple(blocks))


def _table(
    context: PortalContext,
    keys: Sequence[tuple[str, str, str]],
    before: Position,
    after: Position,
    id: str,
) -> Table:
    return Table(
        id=id,
        caption=counted(len(keys), "figure that moved", "figures that moved"),
        columns=(
            ref_column("Figure"),
            text_column("Where"),
            number_column("Before"),
            number_column("Now"),
            text_column("Change"),
        ),
        rows=tuple(_figure_row(context, key, before, after) for key in keys),
        empty="No figure moved.",
    )


def _is_shown(context: PortalContext, scope: str) -> bool:
    return scope == PROVIDER or scope in context.by_ref.services


def _figure_row(
    context: PortalContext, key: tuple[str, str, str], before: Position, after: Position
) -> Row:
    register, scope, figure = key
    name = value_named(register, figure)
    then, now = before.figures[key], after.figures[key]
    return Row(
        cells=(
            cell(Anchor(name.title, name.page)),
            cell(service_name(context, scope)),
            cell(quantity(then, name.unit)),
            cell(quantity(now, name.unit)),
            cell(change_words(now, then, name.unit) or "Not assessable at one of the two"),
        )
    )


def fired_list(context: PortalContext, fired: Fired, empty: str) -> ListBlock:
    """Fired rules with what they are about; those about what is not shown are only counted."""
    items: list[Rich] = []
    hidden = 0
    for rule, subject in sorted(fired):
        link = _subject(context, subject)
        if link is None:
            hidden += 1
        else:
            items.append((rule_link(context, rule), ": ", link))
    if hidden:
        items.append((f"{hidden:,} more about what is not shown here.",))
    return ListBlock(items=tuple(items), empty=empty)


def _subject(context: PortalContext, subject: str) -> Piece | None:
    """What a rule fired on, if this reader may see it; history is kept whole, pages are not."""
    known = context.by_ref
    if subject == PROVIDER:
        return "all services"
    if subject in known.services:
        return service_link(context, subject)
    if subject in known.assessed:
        return action_link(context, subject)
    if subject in known.findings:
        return finding_link(context, subject)
    if subject in known.people:
        return person_link(context, subject)
    if subject in known.notices:
        return Anchor(subject, notice_page(subject))
    return subject if subject in known.evidence else None


def differences(
    context: PortalContext, before: Position, after: Position
) -> Iterator[tuple[str, str, ListBlock]]:
    """(anchor, title, list) of what fired anew and what ended."""
    new = fired_list(context, after.fired - before.fired, "Nothing new.")
    ended = fired_list(context, before.fired - after.fired, "Nothing ended.")
    yield "fired", "Rules that fired since", new
    yield "ended", "Rules that no longer fire", ended
