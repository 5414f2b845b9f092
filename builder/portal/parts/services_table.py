"""The services as a table, each with its position."""

from builder.field import Service
from builder.field.registers import BoardSummary, DeadlineStatus
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import downloads
from builder.portal.parts.cells import cell, filter_column, number_column, ref_column, text_column
from builder.portal.parts.duties import not_judged
from builder.portal.parts.figures.cards import figure_words
from builder.portal.parts.limits import fired_limits
from builder.portal.parts.links import person_link, service_link
from builder.portal.parts.states import LIMIT_REACHED, WITHIN_LIMIT
from builder.portal.parts.views import Row, Table, Tag, Tone
from builder.portal.parts.words import NOT_RECORDED, counted


def position_tag(context: PortalContext, service: str) -> Tag:
    """Whether a service has reached a limit; never green where one could not be judged."""
    fired = fired_limits(context, service)
    if fired:
        return Tag(LIMIT_REACHED, Tone.BAD)
    if not any(result.scope == service for result in context.assessment.registers):
        return Tag(NOT_RECORDED, Tone.MUTED)
    if not_judged(context, service):
        return Tag("Within the limits that can be judged", Tone.NEUTRAL)
    return Tag(f"{WITHIN_LIMIT}s", Tone.GOOD)


def services_table(context: PortalContext, *, has_tools: bool = False) -> Table:
    """One row a service."""
    return Table(
        id="services",
        caption=counted(len(context.register.services), "service"),
        caption_hidden=not has_tools,
        columns=(
            ref_column("Service"),
            filter_column("Type", "type") if has_tools else text_column("Type"),
            number_column("Live"),
            number_column("Overdue"),
            number_column("High risk overdue"),
            text_column("Manager"),
            filter_column("Position", "position") if has_tools else text_column("Position"),
        ),
        rows=tuple(_row(context, each) for each in context.register.services),
        empty="No service is recorded.",
        downloads=downloads("services") if has_tools else (),
        has_tools=has_tools,
    )


def _row(context: PortalContext, service: Service) -> Row:
    dashboard = context.said.result(DeadlineStatus, service.ref)
    board = context.said.result(BoardSummary, service.ref)
    return Row(
        cells=(
            cell(service_link(context, service.ref)),
            cell(service.type or NOT_RECORDED),
            cell(figure_words(dashboard, DeadlineStatus.live)),
            cell(figure_words(dashboard, DeadlineStatus.overdue)),
            cell(figure_words(board, BoardSummary.overdue_high_risk)),
            cell(person_link(context, service.registered_manager)),
            cell(position_tag(context, service.ref)),
        )
    )
