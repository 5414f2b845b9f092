"""The services as a table, each with its position."""

from builder.field import Service
from builder.field.registers import BoardSummary, DeadlineStatus, Figure
from builder.portal.context import PortalContext
from builder.portal.parts.duties import not_judged
from builder.portal.parts.figures.cards import figure_words
from builder.portal.parts.limits import fired_limits
from builder.portal.parts.links import person_link, service_link
from builder.portal.parts.listing import Listing, choice, figure, ref, words
from builder.portal.parts.states import LIMIT_REACHED, WITHIN_LIMIT
from builder.portal.parts.views import Table, Tag, Tone
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

    def words_of(counted_here: Figure, service: Service) -> str:
        result = context.said.result(counted_here.register, service.ref)
        return figure_words(result, counted_here)

    type_key, position_key = ("type", "position") if has_tools else ("", "")
    return Listing[Service](
        id="services",
        caption=counted(len(context.register.services), "service"),
        caption_hidden=not has_tools,
        columns=(
            ref("Service", lambda each: service_link(context, each.ref)),
            choice("Type", type_key, lambda each: each.type),
            figure("Live", lambda each: words_of(DeadlineStatus.live, each)),
            figure("Overdue", lambda each: words_of(DeadlineStatus.overdue, each)),
            figure(
                "High risk overdue", lambda each: words_of(BoardSummary.overdue_high_risk, each)
            ),
            words("Manager", lambda each: person_link(context, each.registered_manager)),
            choice("Position", position_key, lambda each: position_tag(context, each.ref)),
        ),
        empty="No service is recorded.",
        download="services" if has_tools else "",
        has_tools=has_tools,
    ).table(context.register.services)
