"""B2.3, the live-proof comparison: care records against what staff were seen to do."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from builder.field import LiveProof
from builder.field.registers import Figure, LiveProofComparison
from builder.policy import Threshold
from builder.rules.answers import outcome_of, verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import HUNDRED, Burst, match_percent
from builder.rules.facts.people.shifts import shift_of
from builder.rules.facts.positions import ShiftSpan
from builder.rules.figure import NOT_RECORDED, Counted, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import number_text

MATCH = LiveProofComparison.match_percent
SUMS: Mapping[Figure, Callable[[LiveProof], int | None]] = {
    LiveProofComparison.steps_observed: lambda each: each.steps_observed,
    LiveProofComparison.records_matching: lambda each: each.records_matching,
    LiveProofComparison.records_checked: lambda each: each.records_checked,
    LiveProofComparison.staff_prompts: lambda each: each.staff_prompts,
}


def live_proof(facts: Facts, scope: str) -> RegisterResult:
    """The comparison's figures of the latest burst, and a row per burst."""
    burst = latest_burst(facts, scope)
    figures = _figures(facts, burst) if burst is not None else {}
    return result(
        LiveProofComparison,
        scope,
        figures,
        recorded=facts.register.keeps("Live proof"),
        rows=burst_rows(facts, scope, _figures),
        verdicts=(_verdict(facts, scope, figures.get(MATCH, NOT_RECORDED), burst),),
        note=burst_note(burst),
    )


def _figures(facts: Facts, burst: Burst) -> Figures:
    """Sums over the latest check of each file: one that was visited again counts once."""
    checks = tuple(proofs[-1] for _, proofs in sorted(burst.proofs.items()))
    sums = {figure: _sum(checks, figure.key, value) for figure, value in SUMS.items()}
    return {**sums, MATCH: _match(checks)}


def _sum(
    checks: tuple[LiveProof, ...], field: str, value: Callable[[LiveProof], int | None]
) -> Counted:
    known = [each for each in checks if value(each) is not None]
    return Counted(
        sum(value(each) or 0 for each in known),
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in checks if value(each) is None),
        tuple(each.source.place(field) for each in known),
    )


def _match(checks: tuple[LiveProof, ...]) -> Counted:
    """Records matching of all records checked, in percent; never of practice steps."""
    known = [each for each in checks if match_percent(each) is not None]
    checked = sum(each.records_checked or 0 for each in known)
    matching = sum(each.records_matching or 0 for each in known)
    return Counted(
        Fraction(HUNDRED * matching, checked) if checked else None,
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in checks if match_percent(each) is None),
        tuple(
            each.source.place(field)
            for each in known
            for field in ("records_matching", "records_checked")
        ),
    )


def _verdict(facts: Facts, scope: str, match: Counted, burst: Burst | None) -> Verdict:
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
