"""Whether the limits that fired in a session were escalated by their time (B1.2, B1.5, B2.2)."""

from collections.abc import Iterable, Iterator

from builder.field import Moment
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult
from builder.rules.duties.clock import Clock
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import moment_text

RECORDED = ("integrity_defects", "overdue_high_risk", "invalid_evidence")
"""Limits whose escalation has a column of its own in the workbooks."""


def escalation_late(facts: Facts, registers: Iterable[RegisterResult]) -> Iterator[Verdict]:
    """One verdict per limit of a session that fired: provider-wide, or where only a service did.

    It reads the registers' verdicts, since it is about what followed from them.
    """
    known = tuple(
        (register, each)
        for register in registers
        for each in register.verdicts
        if each.rule in RECORDED and each.outcome is Outcome.FIRED and each.by is not None
    )
    wide = {each.rule for register, each in known if register.scope == PROVIDER}
    for register, fired in known:
        if register.scope == PROVIDER or fired.rule not in wide:
            yield _of_limit(facts, register, fired)


def _of_limit(facts: Facts, register: RegisterResult, fired: Verdict) -> Verdict:
    by = fired.by or facts.as_at
    done = None if fired.done_at is None else Moment.instant(fired.done_at)
    clock = Clock(since=fired.since or by, by=by, done=done)
    title = facts.policy.thresholds[fired.rule].title
    if done is not None:
        words = f"escalated {moment_text(done)}; due by {moment_text(by)}"
    else:
        words = f"no record of an escalation; due by {moment_text(by)}"
    return verdict(
        facts.policy.threshold("escalation_late"),
        clock.outcome(facts.as_at),
        f"{title}: {words}.",
        scope=register.scope,
        subject=Subject("Registers", f"{register.id} {fired.rule}"),
        by=by,
        since=clock.since,
        done_at=clock.done_at,
        cells=fired.cells,
    )
