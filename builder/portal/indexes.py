"""Records and results grouped once, so that no page scans the whole register."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from builder.field import (
    Action,
    Check,
    Complaint,
    DeadlineChange,
    Evidence,
    Finding,
    Measure,
    PanelDecision,
    Person,
    RebalanceMove,
    Register,
    Review,
    Risk,
    Step,
    ValidityReview,
    WorkforceWeek,
)
from builder.field.registers import DeadlineStatus, Kind
from builder.history.discrepancies import Discrepancy
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    Escalation,
    Fitness,
    RegisterResult,
)
from builder.rules.verdict import PROVIDER, Subject, Verdict

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Grouped(dict[Key, tuple[Value, ...]]):
    """Key -> what hangs on it, in the register's order; ``()`` for a key with nothing."""

    def __missing__(self, key: Key) -> tuple[Value, ...]:
        """Nothing hangs on ``key``; the mapping does not grow by asking."""
        return ()


def group(values: Iterable[Value], keys: Callable[[Value], Iterable[Key]]) -> Grouped[Key, Value]:
    """Values by each of their keys, order kept."""
    lists: dict[Key, list[Value]] = defaultdict(list)
    for value in values:
        for key in keys(value):
            lists[key].append(value)
    return Grouped({key: tuple(each) for key, each in lists.items()})


def _one(key: Key | None) -> tuple[Key, ...]:
    return () if key is None else (key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRef:
    """Records and judgements by their own ref."""

    actions: Mapping[str, Action]
    assessed: Mapping[str, ActionAssessment]
    evidence: Mapping[str, Evidence]
    fitness: Mapping[str, Fitness]


def by_ref(register: Register, assessment: Assessment) -> ByRef:
    """Looks every record up by its ref."""
    return ByRef(
        actions={each.ref: each for each in register.actions},
        assessed={each.ref: each for each in assessment.actions},
        evidence={each.ref: each for each in register.evidence},
        fitness={each.ref: each for each in assessment.evidence},
    )


def shown(register: Register, assessment: Assessment) -> Mapping[Subject, str]:
    """What may be linked: subject -> ref of the record whose page it stands on."""
    lines = {each.ref for each in assessment.actions}
    pages = {
        "Actions": lines,
        "Findings": [each.ref for each in register.findings],
        "Notices": [each.ref for each in register.notices],
        "Burst samples": (bursts := {each.burst for each in register.burst_samples}),
        "Burst cycles": bursts,
    }
    own = {Subject(sheet, ref): ref for sheet, refs in pages.items() for ref in refs}
    files = {
        Subject("Evidence", each.ref): each.action
        for each in register.evidence
        if each.action in lines
    }
    return own | files


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAction:
    """What hangs on a tracking line, by the line's ref."""

    children: Grouped[str, Action]
    changes: Grouped[str, DeadlineChange]
    steps: Grouped[str, Step]
    checks: Grouped[str, Check]
    reviews: Grouped[str, Review]
    measures: Grouped[str, Measure]
    evidence: Grouped[str, Evidence]
    panels: Grouped[str, PanelDecision]
    moves: Grouped[str, RebalanceMove]
    complaints: Grouped[str, Complaint]
    risks: Grouped[str, Risk]
    findings: Grouped[str, Finding]
    """Rows of the Findings sheet that the line answers."""
    validity: Grouped[str, ValidityReview]
    """By evidence ref: the reviews of one file."""


def of_action(register: Register) -> OfAction:
    """Hangs every record on its line."""
    return OfAction(
        children=group(register.actions, lambda each: _one(each.parent)),
        changes=group(register.deadline_changes, lambda each: _one(each.action)),
        steps=group(register.steps, lambda each: _one(each.action)),
        checks=group(register.checks, lambda each: _one(each.action)),
        reviews=group(register.reviews, lambda each: _one(each.action)),
        measures=group(register.measures, lambda each: _one(each.action)),
        evidence=group(register.evidence, lambda each: _one(each.action)),
        panels=group(register.panels, lambda each: _one(each.action)),
        moves=group(register.rebalance, lambda each: _one(each.action)),
        complaints=group(register.complaints, lambda each: each.actions),
        risks=group(register.risks, lambda each: each.actions),
        findings=group(register.findings, lambda each: each.actions),
        validity=group(register.validity_reviews, lambda each: _one(each.evidence)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the rules said, by register, service, person, subject and rule."""

    results: Mapping[tuple[str, str], RegisterResult]
    """(register id, scope) -> its result."""
    due_48h: frozenset[str]
    """Lines that the dashboard register counts as due in 48 hours."""
    actions_of_service: Grouped[str, ActionAssessment]
    actions_of_owner: Grouped[str, ActionAssessment]
    actions_of_manager: Grouped[str, ActionAssessment]
    findings_of_service: Grouped[str, Finding]
    workforce_of_service: Grouped[str, WorkforceWeek]
    escalations_of_service: Grouped[str, Escalation]
    escalations_of_person: Grouped[str, Escalation]
    escalations_of_subject: Grouped[Subject, Escalation]
    verdicts_of_subject: Grouped[Subject, Verdict]
    verdicts_of_rule: Grouped[str, Verdict]
    """Rule id -> its verdicts on single subjects; a register keeps its own."""
    reports_of: Grouped[str, Person]
    """Person ID -> those who report to them."""
    discrepancies_of_action: Grouped[str, Discrepancy]

    def result(self, kind: Kind, scope: str) -> RegisterResult:
        """A register's result; nothing recorded where it is not built."""
        found = self.results.get((kind.id, scope))
        return found or RegisterResult(id=kind.id, name=kind.name, scope=scope, recorded=False)


def said(register: Register, assessment: Assessment) -> Said:
    """Groups what the rules said."""
    actions = {each.ref: each for each in register.actions}
    results = {(each.id, each.scope): each for each in assessment.registers}
    dashboard = results.get((DeadlineStatus.id, PROVIDER))
    lines, escalations = assessment.actions, assessment.escalations
    return Said(
        results=results,
        due_48h=frozenset(
            dashboard.counted.get(DeadlineStatus.due_48h.key, ()) if dashboard else ()
        ),
        actions_of_service=group(lines, lambda each: (each.service,)),
        actions_of_owner=group(lines, lambda each: _one(_owner(actions, each))),
        actions_of_manager=group(lines, lambda each: _one(_manager(actions, each))),
        findings_of_service=group(register.findings, lambda each: _one(each.service)),
        workforce_of_service=group(register.workforce, lambda each: (each.service,)),
        escalations_of_service=group(escalations, lambda each: (each.service,)),
        escalations_of_person=group(escalations, lambda each: each.people),
        escalations_of_subject=group(escalations, lambda each: (each.subject,)),
        verdicts_of_subject=group(assessment.verdicts, lambda each: _one(each.subject)),
        verdicts_of_rule=group(assessment.verdicts, lambda each: (each.rule,)),
        reports_of=group(register.people, lambda each: _one(each.reports_to)),
        discrepancies_of_action=group(
            assessment.discrepancies, lambda each: _one(each.change.action)
        ),
    )


def _owner(actions: Mapping[str, Action], line: ActionAssessment) -> str | None:
    action = actions.get(line.ref)
    return action.owner if action else None


def _manager(actions: Mapping[str, Action], line: ActionAssessment) -> str | None:
    action = actions.get(line.ref)
    return action.accountable_manager if action else None
