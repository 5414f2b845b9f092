"""Tables of tracking lines, with claimed and assured status side by side."""

from collections.abc import Callable, Iterable, Sequence

from builder.field import Action
from builder.portal.context import PortalContext
from builder.portal.parts.downloads import csv_file, xlsx_file
from builder.portal.parts.links import action_link, person_link, service_link
from builder.portal.parts.standing_decisions import standing_decision
from builder.portal.parts.states import assured_tag, claimed_tag, risk_tag
from builder.portal.parts.views import Anchor, Column, Row, Table, TableCell, Tag, Tone
from builder.portal.parts.words import NOT_RECORDED, counted, moment_key, moment_words, number_words
from builder.rules.assessment import ActionAssessment, AssuredStatus

NOT_GONE = (AssuredStatus.CLOSED_NOT_ASSURED, AssuredStatus.REINSTATED)
"""Lines that are claimed closed and keep their place in the lists all the same."""
Cells = Callable[[PortalContext, ActionAssessment, Action], TableCell]


def text_cell(text: str | None, sort: str = "") -> TableCell:
    """Plain text; "Not recorded" where there is none."""
    return TableCell((text or NOT_RECORDED,), sort)


def _ref(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((action_link(context, line.ref),))


def _title(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    held = None
    if line.assured_status is AssuredStatus.REINSTATED:
        held = standing_decision(context, line)
    if held is None:
        return text_cell(action.title)
    return TableCell((f"{action.title or NOT_RECORDED}. {held.words}",), action.title or "")


def _service(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((service_link(context, action.service),))


def _theme(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return text_cell(action.theme)


def _claimed(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((claimed_tag(line.claimed_status).text,))


def _assured(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((due_tag(context, line) or assured_tag(line.assured_status),))


def _risk(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((risk_tag(line.risk_band),), f"{line.risk_score or 0:02}")


def _owner(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((person_link(context, action.owner),))


def _due(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((moment_words(line.due, short=True),), moment_key(line.due))


def _late(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    if line.days_overdue is None:
        return text_cell(None)
    return TableCell((f"{line.days_overdue:,}",), str(line.days_overdue))


def _moved(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((f"{line.due_moves:,}",), str(line.due_moves))


def _original(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    return TableCell((moment_words(line.original_due, short=True),), moment_key(line.original_due))


def _hours(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    words = number_words(action.remaining_hours, absent=NOT_RECORDED)
    return TableCell((words,), str(action.remaining_hours or ""))


def _closed_on(context: PortalContext, line: ActionAssessment, action: Action) -> TableCell:
    absent = "Not closed" if line.is_live else NOT_RECORDED
    words = moment_words(action.closed_on, short=True, absent=absent)
    return TableCell((words,), moment_key(action.closed_on))


_COLUMNS: dict[str, tuple[Column, Cells]] = {
    "ref": (Column(title="Ref", is_row_header=True), _ref),
    "title": (Column(title="Action"), _title),
    "service": (Column(title="Service", filter="service"), _service),
    "theme": (Column(title="Theme", filter="theme"), _theme),
    "claimed": (Column(title="Claimed"), _claimed),
    "assured": (Column(title="Assured", filter="status"), _assured),
    "risk": (Column(title="Risk", filter="risk"), _risk),
    "owner": (Column(title="Owner", filter="owner"), _owner),
    "due": (Column(title="Due", sort="date"), _due),
    "late": (Column(title="Days late", sort="number"), _late),
    "moved": (Column(title="Times moved", sort="number"), _moved),
    "original": (Column(title="First due", sort="date"), _original),
    "hours": (Column(title="Hours left", sort="number"), _hours),
    "closed": (Column(title="Closed", sort="date"), _closed_on),
}
FULL = ("ref", "title", "service", "theme", "claimed", "assured", "risk", "owner", "due")
"""Columns of the lists of all lines."""
OF_SERVICE = ("ref", "title", "claimed", "assured", "risk", "owner", "due")
OF_PERSON = ("ref", "title", "service", "assured", "risk", "hours", "due")
LATE = ("ref", "title", "service", "theme", "risk", "owner", "due", "late", "original", "moved")


def due_tag(context: PortalContext, action: ActionAssessment) -> Tag | None:
    """ "Due in 48 hours" for an open line that is; ``None`` for every other."""
    if action.is_live and not action.overdue and action.ref in context.said.due_48h:
        return Tag("Due in 48 hours", Tone.WATCH)
    return None


def action_rows(
    context: PortalContext, lines: Iterable[ActionAssessment], columns: Sequence[str]
) -> tuple[Row, ...]:
    """One row a line; a line whose record is withheld is passed over."""
    makers = [_COLUMNS[name][1] for name in columns]
    actions = context.by_ref.actions
    return tuple(
        Row(cells=tuple(make(context, action, actions[action.ref]) for make in makers))
        for action in lines
        if action.ref in actions
    )


def action_table(
    context: PortalContext,
    actions: Iterable[ActionAssessment],
    *,
    id: str,
    caption: str,
    columns: Sequence[str] = FULL,
    empty: str = "No action is in this list.",
    download: str = "",
    has_tools: bool = False,
    is_full_list: bool = False,
) -> Table:
    """A table of lines; ``download`` names the list in ``data/``."""
    return Table(
        id=id,
        caption=caption,
        columns=tuple(_COLUMNS[name][0] for name in columns),
        rows=action_rows(context, actions, columns),
        empty=empty,
        downloads=downloads(download) if download else (),
        has_tools=has_tools,
        is_full_list=is_full_list,
    )


def downloads(name: str) -> tuple[Anchor, ...]:
    """The list as CSV and XLSX.

    Raises:
        KeyError: there is no such list.
    """
    return (
        Anchor("CSV file", csv_file(name)),
        Anchor("Excel file", xlsx_file(name)),
    )


def urgent_first(actions: Iterable[ActionAssessment]) -> tuple[ActionAssessment, ...]:
    """Lines by deadline, the earliest first; at one deadline the gravest risk first."""
    return tuple(
        sorted(
            actions,
            key=lambda each: (
                each.due is None,
                moment_key(each.due),
                -(each.risk_score or 0),
                each.ref,
            ),
        )
    )


def on_lists(action: ActionAssessment) -> bool:
    """Whether a line stands among the live ones: live, or closed without being assured."""
    return action.is_live or action.assured_status in NOT_GONE


def lines_caption(actions: Sequence[ActionAssessment], what: str) -> str:
    """How many lines a table holds: "13 overdue actions"."""
    return counted(len(actions), f"{what} action".strip())
