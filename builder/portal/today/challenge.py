"""The board deadline summary, session by session, for the Nominated Individual."""

from collections.abc import Iterator

from builder.field.pages import CHALLENGE_PAGE, FRONT_PAGE
from builder.field.words import SessionKind
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.withheld import counted_table
from builder.portal.parts.cells import cell, date_column, ref_column, text_column, when
from builder.portal.parts.duties import verdict_duty
from builder.portal.parts.figures.cards import figure_grid, left_out_notes
from builder.portal.parts.figures.names import figure_name
from builder.portal.parts.figures.register_table import register_rows
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.links import person_link, service_link
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted, moment_words
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome

NAMES = (
    "overdue_open",
    "overdue_high_risk",
    "high_risk_without_evidence",
    "deadline_changes_approved",
)
FIGURES = tuple(("B1.5", figure) for figure in NAMES)
COLUMNS = ("ref", "title", "service", "risk", "owner", "due", "late", "moved")


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the challenge sessions."""
    result = context.said.result("B1.5", PROVIDER)
    yield PageView(
        path=CHALLENGE_PAGE,
        kind="challenge",
        title="Challenge sessions",
        lead="What the board is asked to challenge now, and what stood at each session before.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            *_fired(context, result),
            figure_grid(context, FIGURES),
            *left_out_notes(context, FIGURES),
            *_note(result),
            Section(
                id="sessions",
                title="Session by session",
                lead="The figures as they stood when each session was held.",
                blocks=(
                    register_rows(
                        context,
                        result,
                        id="sessions-table",
                        caption="Figures at each held session",
                        names=NAMES,
                        rows=tuple(reversed(result.rows)) if result else (),
                        empty="No challenge session is recorded as held.",
                    ),
                    _schedule(context),
                ),
            ),
            witness(context, "B1.5", has_points=bool(result and result.rows)),
            *(_lines(context, result, name) for name in NAMES[1:3]),
        ),
    )


def _fired(context: PortalContext, result: RegisterResult | None) -> Iterator[Block]:
    of_register = result.verdicts if result else ()
    missed = tuple(
        verdict
        for verdict in context.said.verdicts_of_rule["session_not_held"]
        if verdict.subject and verdict.subject.ref.startswith(SessionKind.CHALLENGE_SESSION.value)
    )
    fired = [each for each in (*of_register, *missed) if each.outcome is Outcome.FIRED]
    if fired:
        yield Warning(
            title="The board must act",
            duties=tuple(verdict_duty(context, each) for each in fired),
        )


def _note(result: RegisterResult | None) -> Iterator[Block]:
    if result is not None and result.note:
        yield Paragraph(content=(result.note,), is_small=True)


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


def _lines(context: PortalContext, result: RegisterResult | None, name: str) -> Section:
    empty = "No action is counted here."
    return Section(
        id=name.replace("_", "-"),
        title=figure_name("B1.5", name).title,
        blocks=tuple(counted_table(context, result, name, COLUMNS, empty)),
    )
