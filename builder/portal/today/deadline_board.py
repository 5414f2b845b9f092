"""The deadline board: what is overdue, due in 48 hours, due in a week, and later."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from builder.field import local_date
from builder.field.pages import (
    ACTIONS_PAGE,
    OVERDUE_PAGE,
)
from builder.field.registers import BoardSummary, DeadlineIntegrity, DeadlineStatus, Slippage
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import COLUMNS, ActionRow, action_rows, urgent_first
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.figures.register_table import figure_table
from builder.portal.parts.links import action_link, person_name, service_name
from builder.portal.parts.listing import Listing, choice
from builder.portal.parts.register_page import figure_blocks, note, today_page
from builder.portal.parts.states import risk_tag
from builder.portal.parts.views import (
    Anchor,
    Board,
    Lane,
    PageView,
    Paragraph,
    Row,
    Section,
    TableCell,
    Tone,
)
from builder.portal.parts.words import NOT_RECORDED, counted, moment_words
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import PROVIDER

MOST_CARDS = 12
"""How many cards a lane shows before it refers to the list."""
NOT_KNOWN = "Deadline not known"
WEEK = timedelta(weeks=1)
FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    DeadlineStatus.due_48h,
    DeadlineStatus.due_before_next_board,
    BoardSummary.overdue_high_risk,
    DeadlineStatus.overdue_on_original,
    DeadlineStatus.closed_not_assured,
    DeadlineIntegrity.defects,
)
INTEGRITY = (
    DeadlineIntegrity.mismatched_deadlines,
    DeadlineIntegrity.missing_evidence_due,
    DeadlineIntegrity.inactive_owner,
    DeadlineIntegrity.defects,
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the board."""
    yield today_page(
        DeadlineStatus,
        view="deadline-board",
        title="Deadline board",
        lead="For the opening of the board and the prioritisation meeting. "
        "The earliest deadline stands first in each lane.",
        blocks=(
            *figure_blocks(context, FIGURES),
            *withheld_actions(context),
            board(context, context.assessment.actions),
            _every_line(context),
            _integrity(context),
            _slippage(context),
        ),
    )


def board(
    context: PortalContext, actions: Sequence[ActionAssessment], see_all: str = ACTIONS_PAGE
) -> Board:
    """Live lines in lanes by their deadline in force."""
    lanes: dict[str, list[ActionAssessment]] = {
        title: [] for title in ("Overdue", "Due in 48 hours", "Due in 7 days", "Later")
    }
    unknown: list[ActionAssessment] = []
    for action in actions:
        if not action.is_live:
            continue
        lane = _lane(context, action)
        lanes.get(lane, unknown).append(action)
    tones = (Tone.BAD, Tone.WATCH, Tone.NEUTRAL, Tone.MUTED)
    made = [
        _made_lane(context, title, each, tone, see_all)
        for (title, each), tone in zip(lanes.items(), tones, strict=True)
    ]
    if unknown:
        made.append(_made_lane(context, NOT_KNOWN, unknown, Tone.MUTED, see_all))
    return Board(lanes=tuple(made))


def _every_line(context: PortalContext) -> Section:
    """Every live line with its lane, by owner and home."""
    live = urgent_first(each for each in context.assessment.actions if each.is_live)
    rows = tuple(action_rows(context, live))
    return Section(
        id="lines",
        title="Every live action",
        lead="Filter by owner, home or lane.",
        blocks=(
            Listing[ActionRow](
                id="board-lines",
                caption=f"{counted(len(rows), 'action')}, the earliest deadline first",
                columns=(
                    *(COLUMNS[name] for name in ("ref", "title", "service", "owner", "due")),
                    choice("Lane", "lane", lambda each: _lane(context, each.said)),
                    COLUMNS["risk"],
                ),
                empty="No action is live.",
                has_tools=True,
                is_full_list=True,
            ).table(rows),
        ),
    )


def _lane(context: PortalContext, action: ActionAssessment) -> str:
    today = local_date(context.assessment.as_at)
    if action.due is None:
        return NOT_KNOWN
    if action.overdue:
        return "Overdue"
    if action.ref in context.said.due_48h:
        return "Due in 48 hours"
    return "Due in 7 days" if action.due.on <= today + WEEK else "Later"


def _made_lane(
    context: PortalContext,
    title: str,
    actions: Sequence[ActionAssessment],
    tone: Tone,
    see_all: str,
) -> Lane:
    page = OVERDUE_PAGE if title == "Overdue" else see_all
    more = len(actions) > MOST_CARDS
    return Lane(
        title=title,
        count=len(actions),
        cards=tuple(card(context, action) for action in urgent_first(actions)[:MOST_CARDS]),
        tone=tone,
        empty="No action stands here.",
        see=Anchor(f"See all {len(actions):,}", page) if more else None,
    )


def card(context: PortalContext, line: ActionAssessment) -> Row:
    """One line as a card: ref and title, owner and service, deadline, risk."""
    action = context.by_ref.actions.get(line.ref)
    title = (action and action.title) or NOT_RECORDED
    owner = person_name(context, action.owner if action else None, "No owner recorded")
    return Row(
        cells=(
            TableCell((action_link(context, line.ref), f" {title}")),
            TableCell((f"{owner}, {service_name(context, line.service)}",)),
            TableCell((due_words(line),)),
            TableCell((risk_tag(line.risk_band),)),
        ),
    )


def due_words(action: ActionAssessment) -> str:
    """When a line is due and how late it is: "Due 9 Nov 2026, 12 days late"."""
    words = f"Due {moment_words(action.due, short=True, absent='date not recorded')}"
    if not action.overdue:
        return words
    if not action.days_overdue:
        return f"{words}, late by less than a day"
    return f"{words}, {counted(action.days_overdue, 'day')} late"


def _integrity(context: PortalContext) -> Section:
    return Section(
        id="integrity",
        title="Deadline integrity",
        blocks=(
            figure_table(
                context,
                INTEGRITY,
                id="integrity-figures",
                caption="Deadline defects",
            ),
            Paragraph(content=(Anchor("See each defect", DeadlineIntegrity.page),)),
        ),
    )


def _slippage(context: PortalContext) -> Section:
    return Section(
        id="slippage",
        title="Slippage in the latest closing cycle",
        blocks=(
            *note(context.said.result(Slippage, PROVIDER)),
            figure_table(
                context,
                Slippage.figures(),
                id="slippage-figures",
                caption="Closed and missed",
            ),
            Paragraph(content=(Anchor("See the slippage record", Slippage.page),)),
        ),
    )
