"""What a forecast shows: what will be overdue, and which clocks run out, if nothing changes."""

from collections.abc import Iterator
from datetime import datetime

from builder.field.pages import ESCALATIONS_PAGE, OVERDUE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import action_table
from builder.portal.parts.escalation_table import FEW, escalation_table
from builder.portal.parts.views import Anchor, Block, Paragraph, Section, Tone, Warning
from builder.portal.parts.words import counted, moment_words
from builder.portal.today.overdue import overdue_actions
from builder.rules.assessment import ActionAssessment, Escalation

MOST_ROWS = 50
"""How many lines, and how many clocks, the first page names."""
COLUMNS = ("ref", "title", "service", "risk", "owner", "due")


def forecast(context: PortalContext) -> Iterator[Block]:
    """That the page is a forecast, and what comes until then; nothing where it is none."""
    if not context.is_forecast:
        return
    at, since = context.assessment.as_at, last_saved(context)
    yield Warning(
        title="This is a forecast",
        tone=Tone.WATCH,
        body=(f"It shows {moment_words(at)}, if nothing in the workbooks changes until then.",),
    )
    from_when = f"Counted since {moment_words(since)}, when a workbook was last saved."
    yield Section(
        id="forecast",
        title="What comes until then",
        lead=from_when if since else "",
        blocks=_coming(context, becoming_overdue(context, since), running_out(context, since)),
    )


def _coming(
    context: PortalContext, actions: list[ActionAssessment], clocks: list[Escalation]
) -> tuple[Block, ...]:
    return (
        action_table(
            context,
            actions[:MOST_ROWS],
            id="will-be-overdue",
            caption=f"{counted(len(actions), 'action')} will become overdue",
            columns=COLUMNS,
            empty="No action will become overdue.",
        ),
        escalation_table(
            context,
            clocks[:MOST_ROWS],
            id="will-run-out",
            caption=f"{counted(len(clocks), 'clock')} will run out with no record of telling",
            columns=FEW,
            empty="No clock will run out.",
        ),
        Paragraph(
            content=(
                Anchor("See all overdue actions", OVERDUE_PAGE),
                " ",
                Anchor("See all escalations", ESCALATIONS_PAGE),
            )
        ),
    )


def last_saved(context: PortalContext) -> datetime | None:
    """When the workbook saved last was saved; ``None`` where none says.

    RATIONALE: the moment of the build stands on no page, so that two builds are alike.
    """
    saved = [each.saved_at for each in context.assessment.inputs if each.saved_at is not None]
    return max(saved, default=None)


def becoming_overdue(context: PortalContext, since: datetime | None) -> list[ActionAssessment]:
    """Overdue lines whose deadline comes after a moment (``None`` = all), the soonest first."""
    late = [
        (action.due.end, action)
        for action in overdue_actions(context)[0]
        if action.due is not None and (since is None or action.due.end >= since)
    ]
    return [action for _, action in sorted(late, key=lambda each: each[0])]


def running_out(context: PortalContext, since: datetime | None) -> list[Escalation]:
    """Escalations whose time passes after a moment with no record of telling, soonest first."""
    return [
        each
        for each in context.assessment.escalations
        if each.has_passed
        and each.told_at is None
        and each.by is not None
        and (since is None or each.by >= since)
    ]
