"""Findings: recorded, escalated, reviewed and answered in time (A1.1, A1.2, A2.3)."""

from collections.abc import Callable, Iterator

from builder.field import Finding, Moment
from builder.field.moment import LAST_SECOND, local_moment
from builder.field.words import Severity
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened, hours_clock
from builder.rules.duty import Case, Judge, T, columns, duty
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject

GRAVE = (Severity.HIGH, Severity.EXTREME, None)
"""Severities that count as high; blank does until it is set (A1.1)."""


def findings_found(facts: Facts) -> Iterator[Finding]:
    """Every finding that had been made by the as-at moment, or whose time is unknown."""
    for each in facts.findings.values():
        if each.found_at is None or each.found_at.has_happened(facts.as_at):
            yield each


def of_finding(finding: Finding, of: T) -> Case[T]:
    """Something of a finding, which is the verdict's subject."""
    return Case(Subject("Findings", finding.ref), finding.service or PROVIDER, of)


def every_finding(facts: Facts) -> Iterator[Case[Finding]]:
    """Every finding that had been made."""
    return (of_finding(each, each) for each in findings_found(facts))


def _grave(facts: Facts) -> Iterator[Case[Finding]]:
    return (of_finding(each, each) for each in findings_found(facts) if each.severity in GRAVE)


def since_found(judge: Callable[[Facts, Threshold, Finding, Moment], Answer]) -> Judge[Finding]:
    """A rule whose clock starts when a finding is made, and cannot where that is not recorded."""

    def judged(facts: Facts, threshold: Threshold, finding: Finding) -> Answer:
        if finding.found_at is not None:
            return judge(facts, threshold, finding, finding.found_at)
        return Answer(
            Outcome.NOT_COMPUTABLE,
            "It is not recorded when the finding was made.",
            cells=places((finding,), "found_at"),
        )

    return judged


def on_clock(facts: Facts, finding: Finding, clock: Clock, done: str, *fields: str) -> Answer:
    """What the clock of a finding says, worded, with the cells that it was judged by."""
    cells = places((finding,), "found_at", *fields)
    return clock.answer(facts.as_at, clock.words(facts.as_at, done), cells, clock.hours_taken())


@duty("recorded_same_day", columns("Findings", "found_at", "recorded_at"), every_finding)
@since_found
def recorded_same_day(facts: Facts, _: Threshold, finding: Finding, found: Moment) -> Answer:
    """A finding is recorded on the day on which it was found (A1.1)."""
    clock = Clock(
        since=found.end,
        by=local_moment(found.on, LAST_SECOND),
        done=happened(finding.recorded_at, facts.as_at),
        began=found,
    )
    return on_clock(facts, finding, clock, "recorded", "recorded_at")


@duty("escalate_to_manager_4h", columns("Findings", "found_at", "escalated_at"), _grave)
@since_found
def escalate_to_manager_4h(
    facts: Facts, threshold: Threshold, finding: Finding, found: Moment
) -> Answer:
    """A finding of high severity, or of none yet, reaches the manager in time (A1.1, A2.2)."""
    told, told_to = finding.escalated_at, finding.escalated_to
    if told_to is not None and told_to.value not in facts.policy.words("reaches_manager_roles"):
        told = None
    clock = hours_clock(threshold, found, told, facts.as_at)
    made = on_clock(facts, finding, clock, "told to the manager", "escalated_at", "severity")
    if made.outcome is Outcome.MET and told_to is None:
        return Answer(
            Outcome.NOT_COMPUTABLE,
            "Escalated in time; to whom is not recorded.",
            cells=(*made.cells, finding.source.place("escalated_to")),
            since=made.since,
        )
    return made


@duty("manager_review_24h", columns("Findings", "found_at", "manager_reviewed_at"), every_finding)
@since_found
def manager_review_24h(
    facts: Facts, threshold: Threshold, finding: Finding, found: Moment
) -> Answer:
    """The manager reviews a finding with its root cause in time (A1.2)."""
    clock = hours_clock(threshold, found, finding.manager_reviewed_at, facts.as_at)
    if clock.done is not None and not finding.root_cause and not clock.is_contradicted:
        return _lacking(facts, finding, clock, "Reviewed, without a root cause.", "root_cause")
    return on_clock(facts, finding, clock, "reviewed by the manager", "manager_reviewed_at")


@duty("logged_within_24h", columns("Findings", "found_at", "action_logged_at"), every_finding)
@since_found
def logged_within_24h(
    facts: Facts, threshold: Threshold, finding: Finding, found: Moment
) -> Answer:
    """An action with an owner and a deadline is logged in time (A2.3)."""
    clock = hours_clock(threshold, found, finding.action_logged_at, facts.as_at)
    words = _lacking_action(facts, finding)
    if clock.done is not None and words and not clock.is_contradicted:
        return _lacking(facts, finding, clock, words, "actions")
    return on_clock(facts, finding, clock, "logged as an action", "action_logged_at")


def _lacking_action(facts: Facts, finding: Finding) -> str:
    """What the finding's lines lack; empty where one has an owner and a deadline."""
    actions = facts.actions_of_record.get(finding.ref, ())
    if not actions:
        return "Logged, but no action of the tracker is named."
    if any(each.owner is not None and each.due is not None for each in actions):
        return ""
    return "Logged, but the action lacks an owner or a deadline."


def _lacking(facts: Facts, finding: Finding, clock: Clock, words: str, field: str) -> Answer:
    """The answer of something done that lacks what the rule asks of it."""
    late = clock.outcome(facts.as_at) is Outcome.FIRED or facts.as_at > clock.by
    return Answer(
        Outcome.FIRED if late else Outcome.NOT_DUE,
        words,
        cells=places((finding,), "found_at", field),
        by=clock.by,
        since=clock.since,
    )
