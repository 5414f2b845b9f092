"""Hazards: told within the shift, history checked, people made safe, triggers set (A2.1-A2.3)."""

from collections.abc import Iterator

from builder.field import Finding
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import Clock, happened
from builder.rules.duties.findings import clock_verdict, findings_found, found_unknown, subject_of
from builder.rules.facts.people.shifts import shift_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict

ENVIRONMENT = "environment"


def is_hazard(facts: Facts, finding: Finding) -> bool:
    """Whether a finding follows the steps for hazards: by its kind, or by its theme's family."""
    value = facts.policy.threshold("hazard_kinds").value
    kinds = value if isinstance(value, tuple) else ()
    by_kind = finding.kind is not None and finding.kind.value in kinds
    return by_kind or facts.family(finding.theme) == ENVIRONMENT


def hazards(facts: Facts) -> tuple[Finding, ...]:
    """The hazards that had been found by the as-at moment."""
    return tuple(each for each in findings_found(facts) if is_hazard(facts, each))


def reported_same_shift(facts: Facts) -> Iterator[Verdict]:
    """The shift lead is told within the shift of the find (A2.1)."""
    threshold = facts.policy.threshold("reported_same_shift")
    if not facts.register.keeps("Findings", "found_at", "reported_to_shift_lead_at"):
        yield not_recorded(threshold, "Findings, Reported to shift lead at")
        return
    for finding in hazards(facts):
        clock = shift_clock(facts, finding)
        if clock is None:
            yield found_unknown(facts, threshold.id, finding)
        else:
            yield clock_verdict(
                facts,
                threshold.id,
                finding,
                clock,
                "told to the shift lead",
                "reported_to_shift_lead_at",
            )


def shift_clock(facts: Facts, finding: Finding) -> Clock | None:
    """The clock that runs to the end of the shift of a find; ``None`` where its time is unknown."""
    if finding.found_at is None:
        return None
    shift = shift_of(facts, finding.service, finding.found_at.end)
    return Clock(
        since=finding.found_at.end,
        by=shift.ends_at,
        done=happened(finding.reported_to_shift_lead_at, facts.as_at),
        is_estimated=shift.is_estimated,
    )


def history_checked(facts: Facts) -> Iterator[Verdict]:
    """The shift lead checks the maintenance history within the shift (A2.2)."""
    threshold = facts.policy.threshold("history_checked")
    if not facts.register.keeps("Findings", "history_checked"):
        yield not_recorded(threshold, "Findings, History checked")
        return
    for finding in hazards(facts):
        clock = shift_clock(facts, finding)
        is_running = clock is not None and facts.as_at <= clock.by
        if finding.history_checked:
            outcome, reason = Outcome.MET, "The maintenance history was checked."
        elif finding.history_checked is None and is_running:
            outcome, reason = Outcome.NOT_DUE, "The history is to be checked by the shift's end."
        else:
            outcome, reason = Outcome.FIRED, "The maintenance history was not checked."
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=finding.service or PROVIDER,
            subject=subject_of(finding),
            by=clock.by if clock else None,
            since=clock.since if clock else None,
            cells=(finding.source.place("history_checked"),),
            is_estimated=clock.is_estimated if clock else False,
        )


def interim_measures_missing(facts: Facts) -> Iterator[Verdict]:
    """A hazard's row says at once what keeps people safe meanwhile (A2.1)."""
    threshold = facts.policy.threshold("interim_measures_missing")
    if not facts.register.keeps("Findings", "interim_measures"):
        yield not_recorded(threshold, "Findings, Interim measures")
        return
    for finding in hazards(facts):
        has_measures = bool(finding.interim_measures)
        yield verdict(
            threshold,
            Outcome.MET if has_measures else Outcome.FIRED,
            "Interim measures are recorded."
            if has_measures
            else "No interim measures are recorded.",
            scope=finding.service or PROVIDER,
            subject=subject_of(finding),
            by=finding.found_at.end if finding.found_at else None,
            cells=(finding.source.place("interim_measures"),),
        )


def escalation_trigger_missing(facts: Facts) -> Iterator[Verdict]:
    """A live line that answers a finding says what happens when it is overdue (A2.3)."""
    threshold = facts.policy.threshold("escalation_trigger_missing")
    if not facts.register.keeps("Actions", "escalation_trigger"):
        yield not_recorded(threshold, "Actions, Escalation trigger")
        return
    for ref in sorted(facts.findings_by_action):
        action = facts.actions[ref]
        if not facts.deadlines[ref].is_live:
            continue
        has_trigger = bool(action.escalation_trigger)
        yield verdict(
            threshold,
            Outcome.MET if has_trigger else Outcome.FIRED,
            "The line has an overdue trigger."
            if has_trigger
            else "The line does not say what happens when it is overdue.",
            scope=action.service or PROVIDER,
            subject=Subject("Actions", ref),
            cells=(action.source.place("escalation_trigger"),),
        )
