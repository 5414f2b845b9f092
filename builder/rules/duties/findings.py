"""Findings: recorded, escalated, reviewed and answered in time (A1.1, A1.2, A2.3)."""

from collections.abc import Iterator

from builder.field import Finding
from builder.field.moment import LAST_SECOND, local_moment
from builder.field.words import Severity
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened, hours_clock
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict

GRAVE = (Severity.HIGH, Severity.EXTREME, None)
"""Severities that count as high; blank does until it is set (A1.1)."""


def findings_found(facts: Facts) -> tuple[Finding, ...]:
    """Every finding that had been made by the as-at moment, or whose time is unknown."""
    return tuple(
        each
        for each in facts.findings.values()
        if each.found_at is None or each.found_at.has_happened(facts.as_at)
    )


def subject_of(finding: Finding) -> Subject:
    """The finding as the subject of a verdict."""
    return Subject("Findings", finding.ref)


def recorded_same_day(facts: Facts) -> Iterator[Verdict]:
    """A finding is recorded on the day on which it was found (A1.1)."""
    threshold = facts.policy.threshold("recorded_same_day")
    if not facts.register.keeps("Findings", "found_at", "recorded_at"):
        yield not_recorded(threshold, "Findings, Recorded at")
        return
    for finding in findings_found(facts):
        if finding.found_at is None:
            yield found_unknown(facts, "recorded_same_day", finding)
            continue
        clock = Clock(
            since=finding.found_at.end,
            by=local_moment(finding.found_at.on, LAST_SECOND),
            done=happened(finding.recorded_at, facts.as_at),
        )
        yield clock_verdict(facts, "recorded_same_day", finding, clock, "recorded", "recorded_at")


def escalate_to_manager_4h(facts: Facts) -> Iterator[Verdict]:
    """A finding of high severity, or of none yet, reaches the manager in time (A1.1, A2.2)."""
    threshold = facts.policy.threshold("escalate_to_manager_4h")
    if not facts.register.keeps("Findings", "found_at", "escalated_at"):
        yield not_recorded(threshold, "Findings, Escalated at")
        return
    for finding in findings_found(facts):
        if finding.severity not in GRAVE:
            continue
        if finding.found_at is None:
            yield found_unknown(facts, threshold.id, finding)
        else:
            yield _escalated(facts, finding)


def _escalated(facts: Facts, finding: Finding) -> Verdict:
    threshold = facts.policy.threshold("escalate_to_manager_4h")
    reached = facts.policy.threshold("reaches_manager_roles").value
    roles = reached if isinstance(reached, tuple) else ()
    told = finding.escalated_at
    if finding.escalated_to is not None and finding.escalated_to.value not in roles:
        told = None
    found_at = finding.found_at
    if found_at is None:
        return found_unknown(facts, threshold.id, finding)
    clock = hours_clock(threshold, found_at, told, facts.as_at)
    made = clock_verdict(
        facts, threshold.id, finding, clock, "told to the manager", "escalated_at", "severity"
    )
    if made.outcome is Outcome.MET and finding.escalated_to is None:
        return verdict(
            threshold,
            Outcome.NOT_COMPUTABLE,
            "Escalated in time; to whom is not recorded.",
            scope=made.scope,
            subject=made.subject,
            since=made.since,
            cells=(*made.cells, finding.source.place("escalated_to")),
        )
    return made


def manager_review_24h(facts: Facts) -> Iterator[Verdict]:
    """The manager reviews a finding with its root cause in time (A1.2)."""
    threshold = facts.policy.threshold("manager_review_24h")
    if not facts.register.keeps("Findings", "found_at", "manager_reviewed_at"):
        yield not_recorded(threshold, "Findings, Manager reviewed at")
        return
    for finding in findings_found(facts):
        if finding.found_at is None:
            yield found_unknown(facts, threshold.id, finding)
            continue
        clock = hours_clock(threshold, finding.found_at, finding.manager_reviewed_at, facts.as_at)
        made = clock_verdict(
            facts, threshold.id, finding, clock, "reviewed by the manager", "manager_reviewed_at"
        )
        if clock.done is not None and not finding.root_cause:
            made = lacking(
                facts, threshold.id, finding, clock, "Reviewed, without a root cause.", "root_cause"
            )
        yield made


def logged_within_24h(facts: Facts) -> Iterator[Verdict]:
    """An action with an owner and a deadline is logged in time (A2.3)."""
    threshold = facts.policy.threshold("logged_within_24h")
    if not facts.register.keeps("Findings", "found_at", "action_logged_at"):
        yield not_recorded(threshold, "Findings, Action logged at")
        return
    for finding in findings_found(facts):
        if finding.found_at is None:
            yield found_unknown(facts, threshold.id, finding)
            continue
        clock = hours_clock(threshold, finding.found_at, finding.action_logged_at, facts.as_at)
        words = _lacking_action(facts, finding)
        if clock.done is not None and words:
            yield lacking(facts, threshold.id, finding, clock, words, "actions")
        else:
            yield clock_verdict(
                facts, threshold.id, finding, clock, "logged as an action", "action_logged_at"
            )


def _lacking_action(facts: Facts, finding: Finding) -> str:
    """What the finding's lines lack; empty where one has an owner and a deadline."""
    actions = facts.actions_of_record.get(finding.ref, ())
    if not actions:
        return "Logged, but no line of the tracker is named."
    if any(each.owner is not None and each.due is not None for each in actions):
        return ""
    return "Logged, but the line lacks an owner or a deadline."


def clock_verdict(
    facts: Facts, rule: str, finding: Finding, clock: Clock, done: str, *fields: str
) -> Verdict:
    """The verdict of a clock of a finding, worded, with the cells that it was judged by."""
    return verdict(
        facts.policy.threshold(rule),
        clock.outcome(facts.as_at),
        clock.words(facts.as_at, done),
        scope=finding.service or PROVIDER,
        subject=subject_of(finding),
        observed=clock.hours_taken(),
        by=clock.by,
        since=clock.since,
        done_at=clock.done_at,
        cells=tuple(finding.source.place(each) for each in ("found_at", *fields)),
        is_estimated=clock.is_estimated,
    )


def lacking(
    facts: Facts, rule: str, finding: Finding, clock: Clock, words: str, field: str
) -> Verdict:
    """The verdict of something done that lacks what the rule asks of it."""
    late = clock.outcome(facts.as_at) is Outcome.FIRED or facts.as_at > clock.by
    return verdict(
        facts.policy.threshold(rule),
        Outcome.FIRED if late else Outcome.NOT_DUE,
        words,
        scope=finding.service or PROVIDER,
        subject=subject_of(finding),
        by=clock.by,
        since=clock.since,
        cells=(finding.source.place("found_at"), finding.source.place(field)),
    )


def found_unknown(facts: Facts, rule: str, finding: Finding) -> Verdict:
    """The verdict of a rule whose clock cannot start."""
    return verdict(
        facts.policy.threshold(rule),
        Outcome.NOT_COMPUTABLE,
        "It is not recorded when the finding was made.",
        scope=finding.service or PROVIDER,
        subject=subject_of(finding),
        cells=(finding.source.place("found_at"),),
    )
