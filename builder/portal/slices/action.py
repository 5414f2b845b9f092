"""What the page of one action reads: its records, what was judged of it, and which days passed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from builder.field import (
    Action,
    Check,
    Complaint,
    DeadlineChange,
    Evidence,
    Finding,
    Measure,
    PanelDecision,
    RebalanceMove,
    Review,
    Risk,
    Step,
    local_date,
)
from builder.field.words import Status
from builder.history.discrepancies import Discrepancy
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import due_tag
from builder.portal.parts.standing_decisions import StandingDecision, standing_decision
from builder.portal.parts.views import Tag
from builder.rules.assessment import ActionAssessment, Fitness
from builder.rules.verdict import Subject

ONE_DAY = timedelta(days=1)
_DAYS_OF_A_WEEK = 7


class EvidenceFile(NamedTuple):
    """One file, and how far it can be relied on where that was judged."""

    record: Evidence
    fitness: Fitness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSlice:
    """One action with all that its page shows of it."""

    record: Action
    judged: ActionAssessment
    due_tag: Tag | None
    """That it is due within 48 hours, where it is."""
    held: StandingDecision | None
    """What keeps it on the lists."""
    children: tuple[str, ...]
    """Refs of its parts."""
    changes: tuple[DeadlineChange, ...]
    panels: tuple[PanelDecision, ...]
    moves: tuple[RebalanceMove, ...]
    reviews: tuple[Review, ...]
    measures: tuple[Measure, ...]
    evidence: tuple[EvidenceFile, ...]
    findings: tuple[Finding, ...]
    """Rows of the Findings sheet that it answers."""
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]
    complaints: tuple[Complaint, ...]
    risks: tuple[Risk, ...]
    discrepancies: tuple[Discrepancy, ...]
    days_passed: frozenset[date]
    """Days of its evidence, open steps and reviews before the as-at day, while it is live."""
    next_panel: date | None
    """The next day on which a panel sits; ``None`` where none is asked for."""
    shown: Mapping[Subject, str]
    """What its page may link, as in ``About``."""


def action_slices(context: PortalContext) -> Iterator[ActionSlice]:
    """One slice an action, in the order of the register; an action that is withheld has none."""
    for judged in context.assessment.actions:
        record = context.by_ref.actions.get(judged.ref)
        if record is not None:
            yield _slice(context, record, judged)


def _slice(context: PortalContext, record: Action, judged: ActionAssessment) -> ActionSlice:
    of, ref, fitness = context.of_action, record.ref, context.by_ref.fitness
    discrepancies = context.said.discrepancies_of_action[ref]
    children = tuple(each.ref for each in of.children[ref])
    named = _named(record, children, of.findings[ref], discrepancies)
    return ActionSlice(
        record=record,
        judged=judged,
        due_tag=due_tag(context, judged),
        held=standing_decision(context, judged),
        children=children,
        changes=of.changes[ref],
        panels=of.panels[ref],
        moves=of.moves[ref],
        reviews=of.reviews[ref],
        measures=of.measures[ref],
        evidence=tuple(EvidenceFile(each, fitness.get(each.ref)) for each in of.evidence[ref]),
        findings=of.findings[ref],
        steps=of.steps[ref],
        checks=of.checks[ref],
        complaints=of.complaints[ref],
        risks=of.risks[ref],
        discrepancies=discrepancies,
        days_passed=_days_passed(context, record) if judged.is_live else frozenset(),
        next_panel=_next_panel(context, record) if judged.is_live else None,
        shown={each: context.shown[each] for each in named if each in context.shown},
    )


def _named(
    record: Action,
    children: tuple[str, ...],
    findings: tuple[Finding, ...],
    discrepancies: tuple[Discrepancy, ...],
) -> Iterator[Subject]:
    """What the page names and would link."""
    for ref in (record.parent, *children):
        yield Subject("Actions", ref or "")
    for sheet in ("Findings", "Notices"):
        yield Subject(sheet, record.source_ref or "")
    for finding in findings:
        yield Subject("Findings", finding.ref)
    for each in discrepancies:
        yield Subject(each.change.sheet, each.change.ref)
        yield Subject("Actions", each.change.action)


def _days_passed(context: PortalContext, record: Action) -> frozenset[date]:
    today, of, ref = local_date(context.assessment.as_at), context.of_action, record.ref
    days = (
        None if of.evidence[ref] else record.evidence_due,
        *(each.planned_for for each in of.steps[ref] if each.done_on is None),
        *(each.re_review_on for each in of.panels[ref]),
    )
    return frozenset(day for day in days if day is not None and day < today)


def _next_panel(context: PortalContext, record: Action) -> date | None:
    if record.status is not Status.PROPOSED_FOR_CLOSURE:
        return None
    today = local_date(context.assessment.as_at)
    days = (today + ONE_DAY * ahead for ahead in range(1, _DAYS_OF_A_WEEK + 1))
    return next((day for day in days if day.weekday() in context.policy.review_weekdays), None)
