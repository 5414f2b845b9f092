"""B1.2, the deadline-integrity log: contradictory dates, missing evidence dates, absent owners."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from builder.field import Action, local_moment
from builder.field.registers import DeadlineIntegrity, Figure
from builder.field.validation.dates import is_before
from builder.field.words import SessionKind
from builder.problems import Cell
from builder.rules.answers import outcome_of, verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.positions import IntegrityDefects
from builder.rules.facts.sessions import latest_held_on
from builder.rules.figure import NOT_RECORDED, Counted, count, result, row
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Number, Outcome, Verdict
from builder.rules.words import counted, day_text, listed


class ReviewDay(NamedTuple):
    """The integrity review that the limit is judged at."""

    on: date
    at: datetime
    """When it was held, else the policy's time for it."""
    told_at: datetime | None = None
    """When it was escalated, if that had happened by the as-at moment."""
    is_held: bool = False


def deadline_integrity(facts: Facts, scope: str) -> RegisterResult:
    """The log of a scope as the review of the as-at day would find it."""
    live = facts.live_actions_of(scope)
    figures = _figures(facts, live)
    return result(
        DeadlineIntegrity,
        scope,
        figures,
        recorded=facts.register.keeps("Actions"),
        rows=tuple(_rows(facts, live)),
        verdicts=(_verdict(facts, scope, figures),),
        note=_not_checked(figures),
    )


def _figures(facts: Facts, live: tuple[Action, ...]) -> dict[Figure, Counted]:
    found = facts.integrity
    keeps = facts.register.holds
    figures = {
        DeadlineIntegrity.mismatched_deadlines: _mismatched(facts, live),
        DeadlineIntegrity.missing_evidence_due: NOT_RECORDED,
        DeadlineIntegrity.inactive_owner: NOT_RECORDED,
    }
    if keeps("Actions", "evidence_due"):
        figures[DeadlineIntegrity.missing_evidence_due] = count(
            live,
            lambda each: found[each.ref].lacks_evidence_due,
            _ref,
            lambda each: each.source.place("evidence_due"),
        )
    if keeps("People") and keeps("Actions", "owner"):
        figures[DeadlineIntegrity.inactive_owner] = count(
            live,
            lambda each: found[each.ref].has_inactive_owner,
            _ref,
            lambda each: each.source.place("owner"),
        )
    kinds = tuple(figures.values())
    figures[DeadlineIntegrity.defects] = Counted(
        sum(int(each.value) for each in kinds if each.value is not None),
        tuple(sorted(ref for each in kinds for ref in each.counted)),
        (),
        tuple(cell for each in kinds for cell in each.cells),
    )
    figures[DeadlineIntegrity.lines_with_defects] = count(
        live, lambda each: found[each.ref].count > 0, _ref, lambda each: each.source.place("ref")
    )
    return figures


def _ref(action: Action) -> str:
    return action.ref


def _mismatched(facts: Facts, live: tuple[Action, ...]) -> Counted:
    """Lines with a contradiction; without a known deadline it is unknown whether there is one."""
    if not facts.register.keeps("Actions", "due"):
        return NOT_RECORDED

    def is_mismatched(action: Action) -> bool | None:
        known = facts.deadlines[action.ref].due is not None
        return bool(facts.integrity[action.ref].mismatches) if known else None

    return count(
        live,
        is_mismatched,
        _ref,
        lambda each: facts.integrity[each.ref].mismatch_cells[0],
    )


def _rows(facts: Facts, live: tuple[Action, ...]) -> Iterator[RegisterRow]:
    for action in live:
        found = facts.integrity[action.ref]
        if found.count:
            yield row(
                "ref",
                action.ref,
                {
                    DeadlineIntegrity.mismatched_deadline: "; ".join(
                        each.value for each in found.mismatches
                    ),
                    DeadlineIntegrity.missing_evidence_due: found.lacks_evidence_due,
                    DeadlineIntegrity.inactive_owner: found.has_inactive_owner,
                    DeadlineIntegrity.defects: found.count,
                },
                _cells(action, found),
            )


def _cells(action: Action, found: IntegrityDefects) -> tuple[Cell, ...]:
    cells = list(found.mismatch_cells)
    if found.lacks_evidence_due:
        cells.append(action.source.place("evidence_due"))
    if found.has_inactive_owner:
        cells.append(action.source.place("owner"))
    return tuple(dict.fromkeys(cells))


def _verdict(facts: Facts, scope: str, figures: Mapping[Figure, Counted]) -> Verdict:
    threshold = facts.policy.threshold("integrity_defects")
    defects = figures[DeadlineIntegrity.defects]
    total = defects.value if facts.register.holds("Actions") else None
    outcome = _outcome(facts, figures)
    review = review_day(facts, scope)
    fired = outcome is Outcome.FIRED
    return verdict(
        threshold,
        outcome,
        f"{_reason(outcome, total)}{_judged_at(facts, review)}",
        scope=scope,
        observed=total,
        by=review.at + escalation_time(facts) if fired else None,
        since=review.at if fired else None,
        done_at=review.told_at if fired else None,
        cells=defects.cells,
    )


def _outcome(facts: Facts, figures: Mapping[Figure, Counted]) -> Outcome:
    """RATIONALE: with a kind of defect unrecorded the total is a least number, so it may fire and
    cannot pass."""
    if not facts.register.holds("Actions"):
        return Outcome.NOT_RECORDED
    outcome = outcome_of(
        facts.policy.threshold("integrity_defects"), figures[DeadlineIntegrity.defects].value
    )
    if outcome is Outcome.MET and any(each.value is None for each in figures.values()):
        return Outcome.NOT_RECORDED
    return outcome


def _reason(outcome: Outcome, total: Number | None) -> str:
    if total is None:
        return "No workbook holds the Actions sheet."
    found = f"{counted(int(total), 'deadline defect')} found on live actions"
    if outcome is Outcome.NOT_RECORDED:
        return f"At least {found[0].lower()}{found[1:]}; some defects could not be looked for."
    return f"{found}."


def _judged_at(facts: Facts, review: ReviewDay) -> str:
    if review.on == facts.today:
        return ""
    return f" Judged at the review of {day_text(review.on)}."


def review_day(facts: Facts, scope: str) -> ReviewDay:
    """The review of the as-at day; outside office days and before it, of the last review day."""
    today = _review_on(facts, scope, facts.today)
    has_come = facts.policy.calendar.is_office_day(facts.today) and facts.as_at >= today.at
    if today.is_held or has_come:
        return today
    return _review_on(facts, scope, facts.policy.calendar.previous_office_day(facts.today))


def _review_on(facts: Facts, scope: str, on: date) -> ReviewDay:
    session = latest_held_on(facts, SessionKind.INTEGRITY_REVIEW, scope, on)
    held_at = session.held_at if session is not None else None
    if session is None or held_at is None:
        return ReviewDay(on, local_moment(on, facts.policy.time_of_day("integrity_review_by_1030")))
    told = session.escalated_at
    has_come = told is not None and told.has_happened(facts.as_at)
    told_at = told.end if told is not None and has_come and not is_before(told, held_at) else None
    return ReviewDay(on, held_at.end, told_at, is_held=True)


def escalation_time(facts: Facts) -> timedelta:
    """How long after the review the Operations Manager must have been told (B1.2)."""
    return timedelta(minutes=float(facts.policy.number("integrity_escalation")))


def _not_checked(figures: Mapping[Figure, Counted]) -> str:
    kinds = (
        (
            DeadlineIntegrity.missing_evidence_due,
            "missing evidence due dates (no Evidence due column)",
        ),
        (DeadlineIntegrity.inactive_owner, "inactive owners (no People sheet)"),
    )
    absent = [words for kind, words in kinds if figures[kind].value is None]
    return f"Not looked for: {listed(absent)}." if absent else ""
