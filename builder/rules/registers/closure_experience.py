"""B3.3, the closure-experience sheet: complaints of each theme between review points."""

from datetime import timedelta

from builder.field.registers import ClosureExperience
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.complaints import (
    POINTS_MISSING,
    Movement,
    ThemeCase,
    median_closure_days,
    movement_words,
)
from builder.rules.figure import Counted, result, row
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome, Subject, Verdict


def closure_experience(facts: Facts, scope: str) -> RegisterResult:
    """Every theme of the scope's lines, with the complaints of its latest period."""
    themes = tuple(each for each in facts.themes.values() if each.scope == scope)
    recorded = facts.register.holds("Complaints")
    return result(
        ClosureExperience,
        scope,
        {ClosureExperience.complaints_linked: _linked(facts, themes)} if recorded else {},
        recorded=recorded,
        rows=tuple(_row(facts, each) for each in themes),
        verdicts=_verdicts(facts, scope, themes),
    )


def _linked(facts: Facts, themes: tuple[ThemeCase, ...]) -> Counted:
    """Complaints of the latest periods of all themes together."""
    refs: list[str] = []
    left_out: list[str] = []
    has_period = not themes
    for theme in themes:
        latest = theme.movement(facts.as_at).latest
        if latest is not None:
            has_period = True
            refs.extend(each.ref for each in theme.in_period(latest))
        left_out.extend(theme.undated)
    # RATIONALE: where no theme has a period yet, none of its complaints can be counted.
    return Counted(len(refs) if has_period else None, tuple(sorted(refs)), tuple(sorted(left_out)))


def _row(facts: Facts, theme: ThemeCase) -> RegisterRow:
    moved = theme.movement(facts.as_at)
    latest = moved.latest
    received = theme.in_period(latest) if latest is not None else ()
    closed = theme.closed_in(latest) if latest is not None else ()
    return row(
        "theme",
        theme.theme,
        {
            ClosureExperience.complaints_linked: latest.received if latest is not None else None,
            ClosureExperience.complaints_closed: len(closed) if latest is not None else None,
            ClosureExperience.median_closure_days: median_closure_days(closed),
            ClosureExperience.complaints_before: moved.previous.received
            if moved.previous is not None
            else None,
        },
        (each.source.place("received_on") for each in received),
    )


def _verdicts(facts: Facts, scope: str, themes: tuple[ThemeCase, ...]) -> tuple[Verdict, ...]:
    threshold = facts.policy.threshold("complaints_unchanged")
    if not facts.register.holds("Complaints", "received_on"):
        reason = "No workbook holds Complaints with its Received on column."
        return (verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope),)
    found = sorted(
        (_verdict(facts, scope, each) for each in themes),
        key=lambda each: each.outcome is not Outcome.FIRED,
    )
    if found:
        return tuple(found)
    reason = "No action names a theme."
    return (verdict(threshold, Outcome.NOT_DUE, reason, scope=scope),)


def _verdict(facts: Facts, scope: str, theme: ThemeCase) -> Verdict:
    moved = theme.movement(facts.as_at)
    threshold = facts.policy.threshold("complaints_unchanged")
    is_unchanged = moved.is_unchanged(literal=facts.policy.switch("complaints_equal_only"))
    subject = Subject("Complaints", theme.theme)
    if is_unchanged is None or moved.latest is None or moved.previous is None:
        reason = f"{theme.theme}: {POINTS_MISSING}"
        return verdict(threshold, Outcome.NOT_COMPUTABLE, reason, scope=scope, subject=subject)
    made = verdict(
        threshold,
        Outcome.FIRED if is_unchanged else Outcome.MET,
        f"{theme.theme}: {movement_words(moved)}.",
        scope=scope,
        subject=subject,
        observed=moved.latest.received,
        limit=moved.previous.received,
        cells=tuple(each.source.place("received_on") for each in theme.in_period(moved.latest)),
    )
    return _with_clock(facts, made, moved) if is_unchanged else made


def _with_clock(facts: Facts, made: Verdict, moved: Movement) -> Verdict:
    """Four working hours from the later point, counted on office days (B3.3)."""
    if moved.point is None:
        return made
    since = moved.point.end
    allowed = timedelta(hours=float(facts.policy.number("complaints_told_within")))
    by = facts.policy.calendar.after_working_hours(since, allowed)
    return made._replace(since=since, by=by)
