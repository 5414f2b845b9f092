"""Hazards: told within the shift, history checked, people made safe, triggers set (A2.1-A2.3)."""

from collections.abc import Iterator

from builder.field import Action, Finding, Moment
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import Clock, happened
from builder.rules.duties.findings import (
    every_finding,
    on_clock,
    since_found,
)
from builder.rules.duty import Case, columns, duty, of_action
from builder.rules.facts.people.shifts import shift_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome

ENVIRONMENT = "environment"


def is_hazard(facts: Facts, finding: Finding) -> bool:
    """Whether a finding follows the steps for hazards: by its kind, or by its theme's family."""
    kinds = facts.policy.words("hazard_kinds")
    by_kind = finding.kind is not None and finding.kind.value in kinds
    return by_kind or facts.family(finding.theme) == ENVIRONMENT


def hazards(facts: Facts) -> Iterator[Case[Finding]]:
    """The hazards that had been found by the as-at moment."""
    return (each for each in every_finding(facts) if is_hazard(facts, each.of))


@duty("reported_same_shift", columns("Findings", "found_at", "reported_to_shift_lead_at"), hazards)
@since_found
def reported_same_shift(facts: Facts, _: Threshold, finding: Finding, found: Moment) -> Answer:
    """The shift lead is told within the shift of the find (A2.1)."""
    clock = _shift_clock(facts, finding, found)
    return on_clock(facts, finding, clock, "told to the shift lead", "reported_to_shift_lead_at")


def shift_clock(facts: Facts, finding: Finding) -> Clock | None:
    """The clock that runs to the end of the shift of a find; ``None`` where its time is unknown."""
    return None if finding.found_at is None else _shift_clock(facts, finding, finding.found_at)


def _shift_clock(facts: Facts, finding: Finding, found: Moment) -> Clock:
    shift = shift_of(facts, finding.service, found.end)
    return Clock(
        since=found.end,
        by=shift.ends_at,
        done=happened(finding.reported_to_shift_lead_at, facts.as_at),
        began=found,
        is_estimated=shift.is_estimated,
    )


@duty("history_checked", columns("Findings", "history_checked"), hazards)
def history_checked(facts: Facts, _: Threshold, finding: Finding) -> Answer:
    """The shift lead checks the maintenance history within the shift (A2.2)."""
    clock = shift_clock(facts, finding)
    is_running = clock is not None and facts.as_at <= clock.by
    if finding.history_checked:
        outcome, reason = Outcome.MET, "The maintenance history was checked."
    elif finding.history_checked is None and is_running:
        outcome, reason = Outcome.NOT_DUE, "The history is to be checked by the shift's end."
    elif finding.history_checked is None:
        outcome, reason = Outcome.FIRED, "No record that the maintenance history was checked."
    else:
        outcome, reason = Outcome.FIRED, "The maintenance history was not checked."
    return Answer(
        outcome,
        reason,
        cells=places((finding,), "history_checked"),
        by=clock.by if clock else None,
        since=clock.since if clock else None,
        is_estimated=clock.is_estimated if clock else False,
    )


@duty("interim_measures_missing", columns("Findings", "interim_measures"), hazards)
def interim_measures_missing(_: Facts, __: Threshold, finding: Finding) -> Answer:
    """A hazard's row says at once what keeps people safe meanwhile (A2.1)."""
    has_measures = bool(finding.interim_measures)
    return Answer(
        Outcome.MET if has_measures else Outcome.FIRED,
        "Interim measures are recorded." if has_measures else "No interim measures are recorded.",
        cells=places((finding,), "interim_measures"),
        by=finding.found_at.end if finding.found_at else None,
    )


def _answering(facts: Facts) -> Iterator[Case[Action]]:
    """Live lines that answer a finding, by ref."""
    for ref in sorted(facts.findings_by_action):
        if facts.deadlines[ref].is_live:
            yield of_action(facts.actions[ref], facts.actions[ref])


@duty("escalation_trigger_missing", columns("Actions", "escalation_trigger"), _answering)
def escalation_trigger_missing(_: Facts, __: Threshold, action: Action) -> Answer:
    """A live line that answers a finding says what happens when it is overdue (A2.3)."""
    cells = places((action,), "escalation_trigger")
    if action.escalation_trigger:
        return Answer(Outcome.MET, "The action has an overdue trigger.", cells=cells)
    reason = "The action does not say what happens when it is overdue."
    return Answer(Outcome.FIRED, reason, cells=cells)
