"""Follow-up checks: across shifts and teams, errors escalated, signs in them (A1.4, A1.S, A0.6)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from builder.field import Action, Check
from builder.field.validation.dates import is_before
from builder.field.words import Better
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.duties.clock import is_late
from builder.rules.duty import Case, columns, duty, of_action, together
from builder.rules.facts.immediately import immediately_after
from builder.rules.facts.people.shifts import shift_of, shifts_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, listed

HUNDRED = 100
Checked = tuple[Action, tuple[Check, ...]]


def _checked(facts: Facts) -> Iterator[Case[Checked]]:
    """Live lines with checks made by the as-at moment, by ref."""
    for ref in sorted(facts.checks):
        position = facts.deadlines.get(ref)
        if position is not None and position.is_live:
            checks = tuple(each for each in facts.checks[ref] if _was_made(facts, each))
            if checks:
                yield of_action(facts.actions[ref], (facts.actions[ref], checks))


def _was_made(facts: Facts, check: Check) -> bool:
    return check.checked_on is None or facts.has_happened(check.checked_on)


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


@duty("checks_across_shifts", together("Shifts and Checks", ("Shifts",), ("Checks",)), _checked)
def checks_across_shifts(facts: Facts, _: Threshold, of: Checked) -> Answer:
    """The checks of a line cover every shift of its service (A1.4)."""
    action, checks = of
    names = _shift_names(facts, action.service)
    covered = {_shift_name(facts, action, each) for each in checks}
    missing = [name for folded, name in sorted(names.items()) if folded not in covered]
    cells = places(checks, "shift")
    if not names:
        reason = "No shifts are recorded for the service."
        return Answer(Outcome.NOT_RECORDED, reason, cells=cells)
    if missing:
        return Answer(Outcome.FIRED, f"No check on: {listed(missing)}.", len(missing), cells)
    return Answer(Outcome.MET, "Every shift was checked.", 0, cells)


@duty("continued_error_escalated", columns("Checks", "continued_error"), _checked)
def continued_error_escalated(facts: Facts, _: Threshold, of: Checked) -> Answer:
    """An error that a check still finds is escalated at once (A1.4)."""
    errors = tuple(each for each in of[1] if each.continued_error)
    early = tuple(each for each in errors if _is_told_before(each))
    faulty = tuple(each for each in errors if each not in early and not _was_escalated(facts, each))
    if not errors:
        return Answer(
            Outcome.MET, "No check records a continued error.", 0, places(of[1], "continued_error")
        )
    cells = places(faulty or early or errors, "escalated_at")
    if early and not faulty:
        reason = f"{counted(len(early), 'check')} escalated before it was made, by the record."
        return Answer(Outcome.NOT_COMPUTABLE, reason, cells=cells)
    if not faulty:
        return Answer(Outcome.MET, "Each continued error was escalated.", 0, cells)
    moments = [
        immediately_after(facts.policy, each.checked_on)
        for each in faulty
        if each.checked_on is not None
    ]
    told = [each.escalated_at for each in faulty]
    is_running = len(moments) == len(faulty) and facts.as_at <= min(moments) and not any(told)
    return Answer(
        Outcome.NOT_DUE if is_running else Outcome.FIRED,
        f"{counted(len(faulty), 'check')} with a continued error not escalated "
        f"{'yet' if is_running else 'at once'}.",
        len(faulty),
        cells,
        by=min(moments, default=None),
        done_at=max((each.end for each in told if each), default=None) if all(told) else None,
    )


def _is_told_before(check: Check) -> bool:
    """Whether the records say that an error was escalated before the check that found it."""
    told, found = check.escalated_at, check.checked_on
    return told is not None and found is not None and is_before(told, found)


def _was_escalated(facts: Facts, check: Check) -> bool:
    """Immediately after the check; of a check without a time, on its day."""
    told = check.escalated_at
    if told is None or check.checked_on is None or not facts.has_happened(told):
        return False
    return not is_late(told, immediately_after(facts.policy, check.checked_on))


@duty("recurring_errors", columns("Checks", "continued_error"), _checked)
def recurring_errors(_: Facts, threshold: Threshold, of: Checked) -> Answer:
    """Checks of one line that still find the error (A1.S)."""
    errors = tuple(each for each in of[1] if each.continued_error)
    number = len(errors)
    reason = f"{counted(number, 'check')} still found the error."
    cells = places(errors or of[1], "continued_error")
    return Answer(outcome_of(threshold, number), reason, number, cells)


def _in_teams(facts: Facts) -> Iterator[Case[tuple[Checked, set[str] | None]]]:
    """Lines with checks, with the teams of their services; ``None`` where no team is known."""
    known = _teams_by_service(facts)
    for subject, scope, checked in _checked(facts):
        yield Case(subject, scope, (checked, known.get(checked[0].service or "")))


@duty("checks_across_teams", columns("Checks", "team"), _in_teams)
def checks_across_teams(
    _: Facts, threshold: Threshold, of: tuple[Checked, set[str] | None]
) -> Answer:
    """The checks of a line are made in more than one team, where there is more than one (A0.6)."""
    (_action, checks), known = of
    teams = {_folded(each.team) for each in checks if each.team}
    cells = places(checks, "team")
    if not teams:
        reason = "No check of the action names a team."
        return Answer(Outcome.NOT_COMPUTABLE, reason, cells=cells)
    of_service = len(teams if known is None else known)
    # RATIONALE: a service cannot be checked in more teams than it has.
    covers_all = len(teams) >= of_service
    outcome = Outcome.MET if covers_all else outcome_of(threshold, len(teams))
    reason = f"Checked in {counted(len(teams), 'team')} of {of_service} known."
    return Answer(outcome, reason, len(teams), cells)


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


@duty(
    "inconsistent_recording",
    together("Checks, Sample and Compliant", ("Checks", "sample", "compliant")),
    _checked,
)
def inconsistent_recording(facts: Facts, threshold: Threshold, of: Checked) -> Answer:
    """Checks swing across the line's limit, or a shift leaves no record (A1.S)."""
    action, checks = of
    window = timedelta(days=float(facts.policy.number("shift_silence_window")))
    swings = _swings(facts, action, checks)
    silent = _silent_shifts(facts, action, checks, window)
    parts = []
    if swings is not None:
        parts.append(f"the checks crossed the action's limit {counted(swings, 'time')}")
    if silent:
        parts.append(f"no check on {listed(silent)} in {window.days} days")
    words = "; ".join(parts) or "too few checks with a sample to compare"
    outcome = Outcome.FIRED if silent else outcome_of(threshold, swings)
    return Answer(outcome, f"{words[0].upper()}{words[1:]}.", swings, places(checks, "compliant"))


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
