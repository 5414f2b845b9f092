"""B2.3, the live-proof comparison: care records against what staff were seen to do."""

from collections.abc import Callable
from fractions import Fraction

from builder.field import LiveProof
from builder.policy import Threshold
from builder.rules.answers import outcome_of, verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import HUNDRED, Burst, match_percent
from builder.rules.facts.people.shifts import shift_of
from builder.rules.facts.positions import ShiftSpan
from builder.rules.figure import NOT_RECORDED, Figure, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import number_text

ID, NAME = "B2.3", "live-proof comparison"
FIGURES = ("steps_observed", "records_matching", "records_checked", "staff_prompts")
MATCH = "match_percent"


def live_proof(facts: Facts, scope: str) -> RegisterResult:
    """The comparison's figures of the latest burst, and a row per burst."""
    burst = latest_burst(facts, scope)
    figures: Figures = dict.fromkeys((*FIGURES, MATCH), NOT_RECORDED)
    if burst is not None:
        figures = _figures(facts, burst)
    return result(
        ID,
        NAME,
        scope,
        figures,
        recorded=facts.register.keeps("Live proof"),
        rows=burst_rows(facts, scope, _figures),
        verdicts=(_verdict(facts, scope, figures[MATCH], burst),),
        note=burst_note(burst),
    )


def _figures(facts: Facts, burst: Burst) -> Figures:
    """Sums over the latest check of each file: one that was visited again counts once."""
    checks = tuple(proofs[-1] for _, proofs in sorted(burst.proofs.items()))
    return {
        "steps_observed": _sum(checks, "steps_observed", lambda each: each.steps_observed),
        "records_matching": _sum(checks, "records_matching", lambda each: each.records_matching),
        "records_checked": _sum(checks, "records_checked", lambda each: each.records_checked),
        "staff_prompts": _sum(checks, "staff_prompts", lambda each: each.staff_prompts),
        MATCH: _match(checks),
    }


def _sum(
    checks: tuple[LiveProof, ...], field: str, value: Callable[[LiveProof], int | None]
) -> Figure:
    known = [each for each in checks if value(each) is not None]
    return Figure(
        sum(value(each) or 0 for each in known),
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in checks if value(each) is None),
        tuple(each.source.place(field) for each in known),
    )


def _match(checks: tuple[LiveProof, ...]) -> Figure:
    """Records matching of all records checked, in percent; never of practice steps."""
    known = [each for each in checks if match_percent(each) is not None]
    checked = sum(each.records_checked or 0 for each in known)
    matching = sum(each.records_matching or 0 for each in known)
    return Figure(
        Fraction(HUNDRED * matching, checked) if checked else None,
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in checks if match_percent(each) is None),
        tuple(
            each.source.place(field)
            for each in known
            for field in ("records_matching", "records_checked")
        ),
    )


def _verdict(facts: Facts, scope: str, match: Figure, burst: Burst | None) -> Verdict:
    threshold = facts.policy.threshold("record_match")
    if not facts.register.keeps("Live proof"):
        reason = "No workbook has the sheet Live proof."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    if match.value is None:
        is_open = not match.left_out
        reason = (
            "No care record of the latest burst has been compared yet."
            if is_open
            else "How many care records were checked is not known."
        )
        outcome = Outcome.NOT_DUE if is_open else Outcome.NOT_COMPUTABLE
        return verdict(threshold, outcome, reason, scope=scope)
    outcome = outcome_of(threshold, match.value)
    shift = _shift(facts, threshold, burst) if outcome is Outcome.FIRED else None
    return verdict(
        threshold,
        outcome,
        f"{number_text(match.value)}% of the care records checked match practice.",
        scope=scope,
        observed=match.value,
        by=None if shift is None else shift.ends_at,
        cells=match.cells,
        is_estimated=shift is not None and shift.is_estimated,
    )


def _shift(facts: Facts, limit: Threshold, burst: Burst | None) -> ShiftSpan | None:
    """The shift before whose end the first of the short samples is visited again (B2.3)."""
    shifts = []
    for ref, proofs in burst.proofs.items() if burst is not None else ():
        share, checked = match_percent(proofs[-1]), proofs[-1].checked_at
        is_short = share is not None and limit.is_fired_by(share)
        if is_short and checked is not None and checked.at is not None:
            file = facts.evidence_files.get(ref)
            action = file.action if file is not None else None
            service = action.service if action is not None else None
            shifts.append(shift_of(facts, service, checked.at, proofs[-1].shift))
    return min(shifts, key=lambda each: each.ends_at, default=None)
