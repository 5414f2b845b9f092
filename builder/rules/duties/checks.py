"""Follow-up checks: across shifts and teams, errors escalated, signs in them (A1.4, A1.S, A0.6)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from builder.field import Action, Check
from builder.field.words import Better
from builder.policy import Threshold
from builder.problems import Cell
from builder.rules.answers import not_recorded, outcome_of, verdict
from builder.rules.duties.clock import is_late
from builder.rules.facts.people.shifts import shift_of, shifts_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Scalar, Subject, Verdict
from builder.rules.words import counted, listed

HUNDRED = 100


def _lines(facts: Facts) -> Iterator[tuple[Action, tuple[Check, ...]]]:
    """Live lines with checks made by the as-at moment, by ref."""
    for ref in sorted(facts.checks):
        position = facts.deadlines.get(ref)
        if position is not None and position.is_live:
            checks = tuple(each for each in facts.checks[ref] if _was_made(facts, each))
            if checks:
                yield facts.actions[ref], checks


def _was_made(facts: Facts, check: Check) -> bool:
    return check.checked_on is None or facts.has_happened(check.checked_on)


def _of_line(
    threshold: Threshold,
    action: Action,
    outcome: Outcome,
    reason: str,
    cells: tuple[Cell, ...],
    observed: Scalar = None,
    is_estimated: bool = False,
) -> Verdict:
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=observed,
        cells=cells,
        is_estimated=is_estimated,
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _shift_names(facts: Facts, service: str | None) -> Mapping[str, str]:
    """Folded name -> name, of every shift of a service."""
    return {_folded(each.shift): each.shift for each in shifts_of(facts, service) if each.shift}


def _shift_name(facts: Facts, action: Action, check: Check) -> str | None:
    """The folded name of a check's shift: the one typed, else the one of its time."""
    if check.shift is not None:
        return _folded(check.shift)
    if check.checked_on is None or check.checked_on.at is None:
        return None
    name = shift_of(facts, action.service, check.checked_on.at).name
    return None if name is None else _folded(name)


def checks_across_shifts(facts: Facts) -> Iterator[Verdict]:
    """The checks of a line cover every shift of its service (A1.4)."""
    threshold = facts.policy.threshold("checks_across_shifts")
    if not facts.register.keeps("Shifts") or not facts.register.keeps("Checks"):
        yield not_recorded(threshold, "Shifts and Checks")
        return
    for action, checks in _lines(facts):
        names = _shift_names(facts, action.service)
        covered = {_shift_name(facts, action, each) for each in checks}
        missing = [name for folded, name in sorted(names.items()) if folded not in covered]
        cells = tuple(each.source.place("shift") for each in checks)
        if not names:
            reason = "No shifts are recorded for the service."
            yield _of_line(threshold, action, Outcome.NOT_RECORDED, reason, cells)
        elif missing:
            reason = f"No check on: {listed(missing)}."
            yield _of_line(threshold, action, Outcome.FIRED, reason, cells, len(missing))
        else:
            yield _of_line(threshold, action, Outcome.MET, "Every shift was checked.", cells, 0)


def continued_error_escalated(facts: Facts) -> Iterator[Verdict]:
    """An error that a check still finds is escalated at once (A1.4)."""
    threshold = facts.policy.threshold("continued_error_escalated")
    if not facts.register.keeps("Checks", "continued_error"):
        yield not_recorded(threshold, "Checks, Continued error")
        return
    for action, checks in _lines(facts):
        errors = tuple(each for each in checks if each.continued_error)
        faulty = tuple(each for each in errors if not _was_escalated(facts, each))
        cells = tuple(
            each.source.place("escalated_at" if each in errors else "continued_error")
            for each in faulty or errors or checks
        )
        if faulty:
            reason = (
                f"{counted(len(faulty), 'check')} with a continued error not escalated at once."
            )
            moments = [each.checked_on.end for each in faulty if each.checked_on is not None]
            told = [each.escalated_at for each in faulty]
            yield verdict(
                threshold,
                Outcome.FIRED,
                reason,
                scope=action.service or PROVIDER,
                subject=Subject("Actions", action.ref),
                observed=len(faulty),
                by=min(moments, default=None),
                done_at=max((each.end for each in told if each), default=None)
                if all(told)
                else None,
                cells=cells,
            )
        else:
            words = "Each continued error was escalated." if errors else "No error continued."
            yield _of_line(threshold, action, Outcome.MET, words, cells, 0)


def _was_escalated(facts: Facts, check: Check) -> bool:
    """At the moment of the check; of a check without a time, on its day."""
    told = check.escalated_at
    if told is None or check.checked_on is None or not facts.has_happened(told):
        return False
    return not is_late(told, check.checked_on.end)


def recurring_errors(facts: Facts) -> Iterator[Verdict]:
    """Checks of one line that still find the error (A1.S)."""
    threshold = facts.policy.threshold("recurring_errors")
    if not facts.register.keeps("Checks", "continued_error"):
        yield not_recorded(threshold, "Checks, Continued error")
        return
    for action, checks in _lines(facts):
        errors = tuple(each for each in checks if each.continued_error)
        reason = f"{counted(len(errors), 'check')} still found the error."
        cells = tuple(each.source.place("continued_error") for each in errors or checks)
        outcome = outcome_of(threshold, len(errors))
        yield _of_line(threshold, action, outcome, reason, cells, len(errors))


def checks_across_teams(facts: Facts) -> Iterator[Verdict]:
    """The checks of a line are made in more than one team, where there is more than one (A0.6)."""
    threshold = facts.policy.threshold("checks_across_teams")
    if not facts.register.keeps("Checks", "team"):
        yield not_recorded(threshold, "Checks, Team")
        return
    known = _teams_by_service(facts)
    for action, checks in _lines(facts):
        teams = {_folded(each.team) for each in checks if each.team}
        cells = tuple(each.source.place("team") for each in checks)
        if not teams:
            reason = "No check of the line names a team."
            yield _of_line(threshold, action, Outcome.NOT_COMPUTABLE, reason, cells)
            continue
        of_service = len(known.get(action.service or "", teams))
        # RATIONALE: a service cannot be checked in more teams than it has.
        covers_all = len(teams) >= of_service
        outcome = Outcome.MET if covers_all else outcome_of(threshold, len(teams))
        reason = f"Checked in {counted(len(teams), 'team')} of {of_service} known."
        yield _of_line(threshold, action, outcome, reason, cells, len(teams))


def _teams_by_service(facts: Facts) -> Mapping[str, set[str]]:
    """The teams that checks and evidence of a service name, folded."""
    teams: dict[str, set[str]] = {}
    named = (
        *((each.action, each.team) for each in facts.register.checks),
        *((each.action, each.team) for each in facts.register.evidence),
    )
    for ref, team in named:
        action = facts.actions.get(ref or "")
        if team and action is not None and action.service is not None:
            teams.setdefault(action.service, set()).add(_folded(team))
    return teams


def inconsistent_recording(facts: Facts) -> Iterator[Verdict]:
    """Checks swing across the line's limit, or a shift leaves no record (A1.S)."""
    threshold = facts.policy.threshold("inconsistent_recording")
    if not facts.register.keeps("Checks", "sample", "compliant"):
        yield not_recorded(threshold, "Checks, Sample and Compliant")
        return
    window = timedelta(days=float(facts.policy.number("shift_silence_window")))
    for action, checks in _lines(facts):
        swings = _swings(facts, action, checks)
        silent = _silent_shifts(facts, action, checks, window)
        parts = []
        if swings is not None:
            parts.append(f"the checks crossed the line's limit {counted(swings, 'time')}")
        if silent:
            parts.append(f"no check on {listed(silent)} in {window.days} days")
        words = "; ".join(parts) or "too few checks with a sample to compare"
        cells = tuple(each.source.place("compliant") for each in checks)
        outcome = Outcome.FIRED if silent else outcome_of(threshold, swings)
        reason = f"{words[0].upper()}{words[1:]}."
        yield _of_line(threshold, action, outcome, reason, cells, swings)


def _swings(facts: Facts, action: Action, checks: tuple[Check, ...]) -> int | None:
    """How often the checks in order of time crossed the limit; ``None`` with fewer than two."""
    limit = _check_limit(facts, action)
    sides = [
        Fraction(each.compliant * HUNDRED, each.sample) < limit
        for each in checks
        if each.checked_on is not None and each.compliant is not None and each.sample
    ]
    if len(sides) <= 1:
        return None
    return sum(1 for before, after in pairwise(sides) if before != after)


def _check_limit(facts: Facts, action: Action) -> Fraction:
    """The line's own target where its measure is a share to be raised, else policy's."""
    for measure in reversed(facts.measures.get(action.ref, ())):
        is_share = measure.unit is not None and ("%" in measure.unit or "per cent" in measure.unit)
        if is_share and measure.better is Better.HIGHER and measure.target is not None:
            return Fraction(measure.target)
    return Fraction(facts.policy.number("check_compliance"))


def _silent_shifts(
    facts: Facts, action: Action, checks: tuple[Check, ...], window: timedelta
) -> list[str]:
    """Shifts of the service without a check in the window, while another shift has one."""
    since = facts.today - window
    recent = {
        _shift_name(facts, action, each)
        for each in checks
        if each.checked_on is not None and each.checked_on.on > since
    }
    names = _shift_names(facts, action.service)
    if not recent & names.keys():
        return []
    return [name for folded, name in sorted(names.items()) if folded not in recent]
