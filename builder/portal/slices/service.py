"""What the page of one service reads: its limits, figures, charts and open records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.field import Finding, Measure, Service, WorkforceWeek
from builder.field.registers import (
    BoardSummary,
    DeadlineIntegrity,
    DeadlineStatus,
    EvidenceValidity,
    GateRegister,
    LiveProofComparison,
)
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import OF_SERVICE, action_table, on_lists, urgent_first
from builder.portal.parts.escalation_table import still_due
from builder.portal.parts.evidence_groups import team_table
from builder.portal.parts.figures.better import better_section
from builder.portal.parts.figures.drawings import measure_charts, overdue_ageing, workload_chart
from builder.portal.parts.figures.missed_visits import latest_first
from builder.portal.parts.figures.trend_charts import trend_columns
from builder.portal.parts.limits import limits_warning
from builder.portal.parts.register_page import figure_blocks
from builder.portal.parts.services_table import position_tag
from builder.portal.parts.views import Block, Chart, Section, Table, Tag, Warning
from builder.portal.parts.words import counted
from builder.rules.assessment import Escalation
from builder.rules.verdict import Subject

FIGURES = (
    DeadlineStatus.live,
    DeadlineStatus.overdue,
    BoardSummary.overdue_high_risk,
    DeadlineStatus.due_48h,
    DeadlineIntegrity.defects,
    EvidenceValidity.invalid,
    LiveProofComparison.match_percent,
    GateRegister.ready,
)
MOST_CHARTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSlice:
    """One service with all that its page shows of it."""

    record: Service
    position: Tag
    """Whether a limit is reached."""
    limits: Warning
    figures: tuple[Block, ...]
    improving: tuple[Chart, ...]
    """Of the longest series of measures; empty where none can be drawn."""
    better: Section
    trends: tuple[Block, ...]
    ageing: Chart | None
    workload: Chart | None
    actions: Table
    """On the lists, the most urgent first."""
    has_deadlines: bool
    """Whether a calendar of its deadlines is there."""
    waiting: tuple[Escalation, ...]
    """What no record says anybody was told of, soonest first."""
    findings: tuple[Finding, ...]
    """Not resolved."""
    files: int
    """How many evidence files its actions have."""
    teams: Table | None
    """Those files by team and shift; ``None`` where there are none."""
    week: WorkforceWeek | None
    """The latest that was recorded."""
    shown: Mapping[Subject, str]
    """What its page may link, as in ``About``."""


def service_slices(context: PortalContext) -> Iterator[ServiceSlice]:
    """One slice a service, in the order of the register."""
    return (_slice(context, service) for service in context.register.services)


def _slice(context: PortalContext, service: Service) -> ServiceSlice:
    ref, said = service.ref, context.said
    shown = [each for each in said.actions_of_service[ref] if on_lists(each)]
    evidence = context.of_action.evidence
    files = [file for each in said.actions_of_service[ref] for file in evidence[each.ref]]
    weeks = latest_first(said.workforce_of_service[ref])
    waiting = still_due(said.escalations_of_service[ref])
    findings = tuple(each for each in said.findings_of_service[ref] if each.resolved_on is None)
    named = {
        *(each.subject for each in waiting),
        *(Subject("Findings", each.ref) for each in findings),
    }
    return ServiceSlice(
        record=service,
        position=position_tag(context, ref),
        limits=limits_warning(context, ref),
        figures=tuple(figure_blocks(context, FIGURES, ref)),
        improving=tuple(_improving(context, ref))[:MOST_CHARTS],
        better=better_section(context, ref),
        trends=tuple(trend_columns(context, ref)),
        ageing=overdue_ageing(context, ref),
        workload=workload_chart(context, ref),
        actions=action_table(
            context,
            urgent_first(shown),
            id="lines",
            caption=counted(len(shown), "action"),
            columns=OF_SERVICE,
            empty="This service has no open action.",
            has_tools=True,
        ),
        has_deadlines=any(action.is_live for action in shown),
        waiting=waiting,
        findings=findings,
        files=len(files),
        teams=team_table(context, files, id="evidence-teams") if files else None,
        week=weeks[0] if weeks else None,
        shown={each: context.shown[each] for each in named if each in context.shown},
    )


def _improving(context: PortalContext, service: str) -> Iterator[Chart]:
    for place, (ref, measures) in enumerate(_longest_measures(context, service)[:MOST_CHARTS]):
        yield from measure_charts(measures, f"measure-{place}", f", {ref}")


def _longest_measures(
    context: PortalContext, service: str
) -> list[tuple[str, tuple[Measure, ...]]]:
    """(action, its measures) of a service, the longest series first."""
    actions = context.said.actions_of_service[service]
    series = [(action.ref, context.of_action.measures[action.ref]) for action in actions]
    known = [each for each in series if each[1]]
    return sorted(known, key=lambda each: (-len(each[1]), each[0]))
