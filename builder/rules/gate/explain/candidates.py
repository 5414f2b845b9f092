"""Which edits could bring a line through its gate, and on which days they would be judged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from builder.field import Measure, local_date
from builder.field.words import Better, CheckKind, Phase, StepKind
from builder.policy import Policy
from builder.rules.facts.evidence.files import Standing, latest
from builder.rules.facts.on_target import reviewed_day
from builder.rules.facts.reduction import measure_changes
from builder.rules.facts.relapses import latest_relapse
from builder.rules.facts.sustained import Span, span_of
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import (
    CHECKS_ACROSS_SHIFTS,
    COMPLAINT_MOVEMENT,
    NO_FURTHER_INCIDENTS,
    RISK_REDUCED,
    CaseAt,
)
from builder.rules.gate.explain.decision_edits import DecideAtPanel
from builder.rules.gate.explain.edits import (
    EACH_SHIFT,
    Edit,
    HoldReviews,
    KeepSheet,
    MakeChecks,
    NameOwner,
    RecordRepair,
    When,
)
from builder.rules.gate.explain.practice_edits import RetestPerson, VisitFile
from builder.rules.gate.explain.proof_edits import (
    AddFile,
    RecordFollowUp,
    RecordMeasure,
    ReviewFile,
    dated,
    floored,
)
from builder.rules.gate.explain.risk_edits import CloseRisks, ScoreAgain
from builder.rules.gate.kinds import KIND_OF_CHECK, KINDS, categories_of, kinds_shown
from builder.rules.gate.outcome import concerns_incidents, relapses, target_of
from builder.rules.gate.practice import practice_faults
from builder.rules.gate.process import missing_shifts

HUNDRED = Fraction(100)
LONG_PERIOD_DAYS = 30
ONE_DAY = timedelta(days=1)
POINTS_TRIED = 3
"""Reviews in a row that are tried for the complaints of a theme, which want two points."""


class ReviewPlan:
    """The reviews that a line would have to hold from now on."""

    def __init__(self, case: ActionCase, policy: Policy, when: When) -> None:
        case_at = CaseAt.of(case, when.at, policy)
        self._cadence, self._window = case_at.watch.cadence, case_at.watch.window
        target = target_of(case_at)
        days = [reviewed_day(each) for each in case_at.watch.reviews]
        self._last = max(days, default=None)
        broken = latest_relapse(relapses(case_at), when.at)
        run_due = self._cadence.after(target.last_on) if target.last_on is not None else None
        is_running = run_due is not None and when.today <= run_due
        has_review_today = self._last is not None and self._last >= when.today
        is_broken_today = broken is not None and broken.moment.on >= when.today
        waits = has_review_today or is_broken_today
        restart = when.today + ONE_DAY if waits else when.today
        self._next = run_due if is_running and run_due is not None else restart
        self._begun = target.first_on if is_running else None

    @property
    def completed_on(self) -> date:
        """The day on which the window is spanned, were every review on target."""
        return self._window.after(self._begun or self._next) - ONE_DAY

    def next_days(self) -> tuple[date, ...]:
        """The next days on which a review is due."""
        days = [self._next]
        while len(days) < POINTS_TRIED:
            days.append(self._cadence.after(days[-1]))
        return tuple(days)

    def until(self, day: date) -> HoldReviews | None:
        """Reviews in their cadence up to and on a day; ``None`` where it is already reviewed."""
        if self._last is not None and self._last >= day:
            return None
        days: list[date] = []
        following = self._next
        while following < day:
            days.append(following)
            following = self._cadence.after(following)
        return HoldReviews((*days, day), str(self._cadence))


def days_to_try(case: ActionCase, policy: Policy, plan: ReviewPlan, when: When) -> tuple[date, ...]:
    """The as-at day, and each later day on which time itself opens a check; soonest first.

    Those are: the next reviews, the day that completes the window, the day that ends the watch
    for incidents, the end of a closure hold.
    """
    days = {when.today, plan.completed_on, *plan.next_days()}
    if concerns_incidents(case, policy):
        watch: Span = span_of(policy, "no_further_incidents", "")
        repaired = latest(
            (each.done_on for each in case.steps if each.kind is StepKind.REPAIR), when.at
        )
        found = latest(
            (each.found_at for series in case.incidents for each in series.findings), when.at
        )
        starts = [each.on for each in (repaired, found) if each is not None]
        days.update(watch.after(start) for start in (when.today, *starts))
    days.update(local_date(each.until) for each in case.holds if each.holds_at(when.at))
    return tuple(sorted(day for day in days if day >= when.today))


def candidates(case: ActionCase, policy: Policy, plan: ReviewPlan, when: When) -> tuple[Edit, ...]:
    """Every edit that could help when judged at a moment, in a fixed order."""
    return tuple(_candidates(case, policy, plan, when))


def _candidates(case: ActionCase, policy: Policy, plan: ReviewPlan, when: When) -> Iterator[Edit]:
    yield NameOwner()
    if not case.is_closed and case.approval(when.at) is not None:
        yield DecideAtPanel.of(case)
    yield from _files(case, policy, when)
    yield from _practice(case, policy, when)
    yield from _measures(case, policy, when)
    yield from _risk(case)
    if when.moment.on == when.today:
        today = plan.until(when.today)
        if today is not None:
            yield today
    if concerns_incidents(case, policy):
        yield RecordRepair(when.today)
    yield from _checks(case, policy, when)
    for sheet, check in (
        ("Complaints", COMPLAINT_MOVEMENT),
        ("Findings", NO_FURTHER_INCIDENTS),
        ("Shifts", CHECKS_ACROSS_SHIFTS),
        ("Risks", RISK_REDUCED),
    ):
        if sheet not in case.kept or (sheet == "Shifts" and not case.shifts):
            yield KeepSheet(sheet, check)


def _checks(case: ActionCase, policy: Policy, when: When) -> Iterator[Edit]:
    """Checks on the shifts that lack one, and such as show a kind of evidence that is missing."""
    shifts = missing_shifts(case, when.at) if case.shifts else (EACH_SHIFT,)
    yield MakeChecks(shifts)
    shown = kinds_shown(CaseAt.of(case, when.at, policy))
    lacking: dict[str, CheckKind] = {}
    for made, kind in KIND_OF_CHECK.items():
        if kind not in shown:
            lacking.setdefault(kind, made)
    if kinds := tuple(lacking.values()):
        yield MakeChecks(shifts or case.shifts[:1], kinds)


def _files(case: ActionCase, policy: Policy, when: When) -> Iterator[Edit]:
    for file in case.files:
        then = file.then(when.at)
        if then.exists and file.evidence is not None:
            yield ReviewFile(
                file.ref,
                is_invalid=then.standing is Standing.INVALID,
                is_outdated=file.is_too_old(when.moment.on) is True,
            )
    limit_days = int(policy.number("evidence_age"))
    shown = kinds_shown(CaseAt.of(case, when.at, policy))
    yield AddFile(is_external=True, limit_days=limit_days)
    yield AddFile(is_external=False, limit_days=limit_days)
    for kind in KINDS:
        categories = categories_of(policy, kind)
        if kind not in shown and categories:
            yield AddFile(False, limit_days, kind, categories[0])
            yield AddFile(True, limit_days, kind, categories[0])


def _practice(case: ActionCase, policy: Policy, when: When) -> Iterator[Edit]:
    """A visit to each file, and a retest of each person, that keep live proof from holding."""
    seen: set[Edit] = set()
    for fault in practice_faults(CaseAt.of(case, when.at, policy)):
        edit: Edit
        if fault.person:
            edit = RetestPerson(fault.person, fault.evidence, policy.number("retest_average"))
        else:
            edit = VisitFile(fault.evidence, policy.number("record_match"))
        if edit not in seen:
            seen.add(edit)
            yield edit


def _risk(case: ActionCase) -> Iterator[Edit]:
    baseline = case.risk.baseline_score
    if baseline is None or baseline > 1:
        yield ScoreAgain(baseline)
    if grave := tuple(each.risk.ref for each in case.risks if each.is_high is not False):
        yield CloseRisks(grave)


def _measures(case: ActionCase, policy: Policy, when: When) -> Iterator[Edit]:
    limit = Fraction(policy.number("outcome_reduction"))
    for changed in measure_changes(case.measures, when.at):
        baselines = [each for each in changed.rows if each.phase is Phase.BASELINE]
        if baselines:
            follow_up = _follow_up(case, baselines, limit, when)
            if follow_up is not None:
                yield follow_up
    yield RecordMeasure(limit)


def _follow_up(
    case: ActionCase, baselines: list[Measure], limit: Fraction, when: When
) -> RecordFollowUp | None:
    """A follow-up that shows just enough; ``None`` where the baseline allows none."""
    lengths = {
        (each.period_end - each.period_start).days + 1
        for each in baselines
        if each.period_start is not None and each.period_end is not None
    }
    days = lengths.pop() if len(lengths) == 1 else LONG_PERIOD_DAYS
    is_higher = baselines[-1].better is Better.HIGHER
    is_rate = baselines[-1].denominator is not None
    row = replace(
        baselines[-1],
        phase=Phase.FOLLOW_UP,
        numerator=Decimal(100) if is_higher else Decimal(0),
        denominator=Decimal(100) if is_rate else None,
    )
    trial = measure_changes((*baselines, dated(row, days, when.moment.on)), when.at)
    found = trial[0] if trial else None
    if found is None or found.change is None or not found.baseline_failure:
        return None
    failure = floored(found.baseline_failure * (HUNDRED - limit) / HUNDRED)
    value = Decimal(100) - failure if is_higher else failure
    if row.target is not None:
        value = max(value, row.target) if is_higher else min(value, row.target)
    return RecordFollowUp(replace(row, numerator=value), days, Fraction(value), found.change.unit)
