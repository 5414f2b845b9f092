"""The board deadline summary, session by session, for the Nominated Individual."""

from collections.abc import Iterator

from builder.field.registers import BoardSummary
from builder.field.words import SessionKind
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, date_column, ref_column, text_column, when
from builder.portal.parts.figures.register_table import register_rows
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.links import person_link, service_link
from builder.portal.parts.register_page import (
    counted_section,
    figure_blocks,
    fired,
    fired_in,
    fired_warning,
    note,
    today_page,
)
from builder.portal.parts.views import PageView, Row, Section, Table
from builder.portal.parts.words import NOT_RECORDED, counted, moment_words
from builder.rules.verdict import PROVIDER, Verdict

LISTED = (BoardSummary.overdue_high_risk, BoardSummary.high_risk_without_evidence)
FIGURES = (BoardSummary.overdue_open, *LISTED, BoardSummary.deadline_changes_approved)
COLUMNS = ("ref", "title", "service", "risk", "owner", "due", "late", "moved")
EMPTY = "No action is counted here."


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the challenge sessions."""
    result = context.said.result(BoardSummary, PROVIDER)
    asking = (*fired_in(context, BoardSummary), *_missed(context))
    yield today_page(
        BoardSummary,
        view="challenge",
        title="Challenge sessions",
        lead="What the board is asked to challenge now, and what stood at each session before.",
        blocks=(
            *fired_warning(context, "The board must act", asking),
            *figure_blocks(context, FIGURES),
            *note(result),
            Section(
                id="sessions",
                title="Session by session",
                lead="The figures as they stood at each session, held or due.",
                blocks=(
                    register_rows(
                        context,
                        result,
                        id="sessions-table",
                        caption="Figures at each session held or due",
                        values=(BoardSummary.held, *FIGURES),
                        rows=tuple(reversed(result.rows)),
                        empty="No challenge session was held or due.",
                    ),
                    _schedule(context),
                ),
            ),
            witness(context, BoardSummary, has_points=bool(result.rows)),
            *(counted_section(context, each, COLUMNS, EMPTY) for each in LISTED),
        ),
    )


def _missed(context: PortalContext) -> tuple[Verdict, ...]:
    """Challenge sessions that were not held."""
    return fired(
        verdict
        for verdict in context.said.verdicts_of_rule["session_not_held"]
        if verdict.subject and verdict.subject.ref.startswith(SessionKind.CHALLENGE_SESSION.value)
    )


def _schedule(context: PortalContext) -> Table:
    """Every challenge session on record, the ones not held among them."""
    sessions = sorted(
        (each for each in context.register.sessions if each.kind is SessionKind.CHALLENGE_SESSION),
        key=lambda each: (
            moment_words(each.scheduled_for)
            if each.scheduled_for is None
            else each.scheduled_for.end.isoformat()
        ),
        reverse=True,
    )
    as_at = context.assessment.as_at
    return Table(
        id="schedule",
        caption=counted(len(sessions), "challenge session"),
        columns=(
            ref_column("Scheduled for"),
            date_column("Held"),
            text_column("Led by"),
            text_column("Service"),
        ),
        rows=tuple(
            Row(
                cells=(
                    when(each.scheduled_for),
                    when(
                        each.held_at,
                        "Planned"
                        if each.scheduled_for and each.scheduled_for.is_after(as_at)
                        else "Not held",
                    ),
                    cell(person_link(context, each.led_by)),
                    cell(service_link(context, each.service, "All services")),
                )
            )
            for each in sessions
        ),
        empty=f"Challenge sessions: {NOT_RECORDED.lower()}.",
    )
