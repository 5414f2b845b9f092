"""What changed since the last recorded build, and a page a day of what changed before."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from builder.field import DeadlineChange, PanelDecision, local_date
from builder.field.pages import CHANGES_PAGE, FRONT_PAGE
from builder.history import Change, Run
from builder.portal.changes.figure_changes import Position, differences, moved_figures, position_now
from builder.portal.changes.record_changes import record_changes
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import changes_page
from builder.portal.parts.cells import when
from builder.portal.parts.discrepancy_table import latest_discrepancies
from builder.portal.parts.downloads import FEED
from builder.portal.parts.links import action_link, person_link
from builder.portal.parts.listing import Column, Listing, Record, ref, words
from builder.portal.parts.record import section
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Piece,
    Section,
    Table,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import NOT_RECORDED, Shown, counted, date_words, moment_words

MOST_CHANGES = 50
KEEP = (
    " Earlier builds are only noted on the machine that builds. portal record, or portal nightly, "
    "keeps the history for good."
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The changes since the last build, then one page a recorded day."""
    days = _last_run_of_each_day(context)
    yield _latest(context, days)
    before: Run | None = None
    for day, run in days.items():
        yield _day(context, day, before, run)
        before = run


def _last_run_of_each_day(context: PortalContext) -> dict[date, Run]:
    runs = (run for run in context.history.runs if run.as_at < context.assessment.as_at)
    return {local_date(run.as_at): run for run in runs}


def _changes_of(context: PortalContext, day: date) -> tuple[Change, ...]:
    """What every run of a day saw, oldest first."""
    runs = (run for run in context.history.runs if run.as_at < context.assessment.as_at)
    return tuple(change for run in runs if local_date(run.as_at) == day for change in run.changes)


def _position(run: Run) -> Position:
    return Position(figures=run.figures, fired=run.fired)


def _latest(context: PortalContext, days: dict[date, Run]) -> PageView:
    last = next(reversed(days.values()), None)
    return PageView(
        path=CHANGES_PAGE,
        kind="changes",
        title="What changed",
        lead=_lead(last) + (KEEP if context.history.is_noted else ""),
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            *_since(context, last),
            latest_discrepancies(context),
            *_recent(context),
            section("days", "Day by day", _days(days)),
            Paragraph(content=(Anchor("Follow changes as a feed (Atom)", FEED),)),
        ),
    )


def _since(context: PortalContext, last: Run | None) -> Iterator[Block]:
    if last is not None:
        yield from _compared(context, _position(last), position_now(context.assessment))
        yield record_changes(context, context.history.since_last)


def _lead(last: Run | None) -> str:
    if last is None:
        return (
            "No earlier build is recorded, so figures cannot be compared yet. "
            "They can be from the next build on."
        )
    return f"Compared with the build of {moment_words(last.as_at)}."


def _compared(context: PortalContext, before: Position, after: Position) -> Iterator[Block]:
    yield section("moved", "Figures", *moved_figures(context, before, after))
    for id, title, found in differences(context, before, after):
        yield section(id, title, found)


def _days(days: dict[date, Run]) -> ListBlock:
    return ListBlock(
        items=tuple(
            (Anchor(date_words(local_date(run.as_at)), changes_page(day)),)
            for day, run in reversed(days.items())
        ),
        empty="No day is recorded yet.",
    )


def _day(context: PortalContext, day: date, before: Run | None, run: Run) -> PageView:
    words = date_words(local_date(run.as_at))
    blocks: tuple[Block, ...] = (
        Paragraph(content=("This is the first recorded build; there is nothing before it.",)),
    )
    if before is not None:
        blocks = (
            *_compared(context, _position(before), _position(run)),
            record_changes(context, _changes_of(context, day)),
        )
    return PageView(
        path=changes_page(day),
        kind="changes-day",
        title=f"What changed by {words}",
        lead=f"As recorded on {moment_words(run.as_at)}"
        + (f", compared with {moment_words(before.as_at)}." if before else "."),
        breadcrumbs=(Anchor("What changed", CHANGES_PAGE),),
        blocks=blocks,
        is_record=True,
    )


def _recent(context: PortalContext) -> Iterator[Section]:
    """The latest deadline changes and panel decisions by the workbooks' own dates."""
    yield section("deadlines", "Latest deadline changes", _deadline_changes(context))
    yield section("decisions", "Latest panel decisions", _panel_decisions(context))


def _deadline_changes(context: PortalContext) -> Table:
    changes = sorted(
        (each for each in context.register.deadline_changes if each.changed_on),
        key=lambda each: _moment(each.changed_on.end if each.changed_on else None),
        reverse=True,
    )[:MOST_CHANGES]
    return Listing[DeadlineChange](
        id="deadline-changes",
        caption=counted(len(changes), "deadline change"),
        columns=(
            _when("Changed", lambda each: each.changed_on),
            ref("Action", lambda each: action_link(context, each.action)),
            _when("From", lambda each: each.from_due),
            _when("To", lambda each: each.to_due),
            words("Reason", lambda each: each.reason),
            words("Approved by", lambda each: _approver(context, each)),
        ),
        empty="No deadline change is recorded.",
    ).table(changes)


def _panel_decisions(context: PortalContext) -> Table:
    decisions = sorted(
        (each for each in context.register.panels if each.panel_at),
        key=lambda each: _moment(each.panel_at.end if each.panel_at else None),
        reverse=True,
    )[:MOST_CHANGES]
    return Listing[PanelDecision](
        id="panel-decisions",
        caption=counted(len(decisions), "panel decision"),
        columns=(
            _when("Panel", lambda each: each.panel_at),
            ref("Action", lambda each: action_link(context, each.action)),
            words("Decision", lambda each: each.decision),
            words("Reason", lambda each: each.reason),
        ),
        empty="No panel decision is recorded.",
    ).table(decisions)


def _when(title: str, moment: Callable[[Record], Shown]) -> Column[Record]:
    return Column(Heading(title=title), lambda record: when(moment(record)))


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _approver(context: PortalContext, change: DeadlineChange) -> Piece:
    absent = "Not approved" if change.approved_on is None else NOT_RECORDED
    return person_link(context, change.approved_by, absent)
