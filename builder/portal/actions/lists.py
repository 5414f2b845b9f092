"""The lists of tracking lines: those that are live, and the closed ones by year."""

from collections import defaultdict
from collections.abc import Iterator

from builder.field.pages import ACTIONS_PAGE
from builder.field.registers import DeadlineStatus
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import action_table, on_lists, urgent_first
from builder.portal.parts.addresses import BEFORE_RECORDS_PAGE, closed_actions_page
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.register_page import figure_blocks
from builder.portal.parts.views import Anchor, ListBlock, PageView, Section, Table
from builder.portal.parts.words import counted, date_words
from builder.rules.assessment import ActionAssessment, AssuredStatus

FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    DeadlineStatus.due_48h,
    DeadlineStatus.closed_not_assured,
)
UNDATED = "undated"
_BEFORE_RECORDS = "Closed before records began"
CLOSED_COLUMNS = (
    "ref",
    "title",
    "service",
    "theme",
    "claimed",
    "assured",
    "risk",
    "owner",
    "closed",
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of live lines, then a list a year of those that left it."""
    gone = _gone_by_year(context)
    before = [line for line in context.assessment.actions if _is_before_records(line)]
    yield _live(context, gone, before)
    for year, actions in gone.items():
        yield _closed(context, year, actions)
    if before:
        yield _closed_before_records(context, before)


def _is_before_records(line: ActionAssessment) -> bool:
    return line.assured_status is AssuredStatus.CLOSED_BEFORE_RECORDS


def _gone_by_year(context: PortalContext) -> dict[str, list[ActionAssessment]]:
    years: dict[str, list[ActionAssessment]] = defaultdict(list)
    for line in context.assessment.actions:
        if not on_lists(line) and not _is_before_records(line):
            action = context.by_ref.actions.get(line.ref)
            closed = action.closed_on if action else None
            years[str(closed.on.year) if closed else UNDATED].append(line)
    return {year: years[year] for year in sorted(years, key=_newest_first)}


def _newest_first(year: str) -> int:
    return 0 if year == UNDATED else -int(year)


def _live(
    context: PortalContext,
    gone: dict[str, list[ActionAssessment]],
    before: list[ActionAssessment],
) -> PageView:
    actions = urgent_first(action for action in context.assessment.actions if on_lists(action))
    return PageView(
        path=ACTIONS_PAGE,
        kind="actions-index",
        title="Actions",
        lead="Every live action, and those closed without assurance: they stay here until the "
        "evidence supports the closure. “Claimed” is what the tracker says; “assured” is what the "
        "evidence supports.",
        blocks=(
            *figure_blocks(context, FIGURES),
            *withheld_actions(context),
            action_table(
                context,
                actions,
                id="actions",
                caption=counted(len(actions), "action"),
                empty="No action is recorded yet.",
                download="actions",
                has_tools=True,
                is_full_list=True,
            ),
            Section(
                id="closed", title="Closed and cancelled actions", blocks=(_years(gone, before),)
            ),
        ),
    )


def _years(gone: dict[str, list[ActionAssessment]], before: list[ActionAssessment]) -> ListBlock:
    lists = [
        (Anchor(_year_title(year), closed_actions_page(year)), actions)
        for year, actions in gone.items()
    ]
    if before:
        lists.append((Anchor(_BEFORE_RECORDS, BEFORE_RECORDS_PAGE), before))
    return ListBlock(
        items=tuple((link, f": {counted(len(actions), 'action')}") for link, actions in lists),
        empty="No action has been closed or cancelled yet.",
    )


def _year_title(year: str) -> str:
    return "Without a closing date" if year == UNDATED else f"Closed in {year}"


def _closed_before_records(context: PortalContext, actions: list[ActionAssessment]) -> PageView:
    began = context.policy.records_begin
    since = f" on {date_words(began)}" if began else ""
    return PageView(
        path=BEFORE_RECORDS_PAGE,
        kind="actions-closed",
        title=_BEFORE_RECORDS,
        lead=f"These were closed before records began{since}. They are history: counted "
        "apart, never live and never assured.",
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE),),
        is_record=True,
        blocks=(_closed_table(context, actions),),
    )


def _closed_table(context: PortalContext, actions: list[ActionAssessment]) -> Table:
    return action_table(
        context,
        actions,
        id="closed",
        caption=counted(len(actions), "action"),
        columns=CLOSED_COLUMNS,
        has_tools=True,
        is_full_list=True,
    )


def _closed(context: PortalContext, year: str, actions: list[ActionAssessment]) -> PageView:
    title = "Closed or cancelled without a date" if year == UNDATED else f"Actions closed in {year}"
    return PageView(
        path=closed_actions_page(year),
        kind="actions-closed",
        title=title,
        lead="Closed actions stay listed with their decision and evidence; none is ever removed.",
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE),),
        is_record=True,
        blocks=(_closed_table(context, actions),),
    )
