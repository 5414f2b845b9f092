"""B2.3, the live-proof comparison: care records against what staff were seen to do."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from builder.field import LiveProof
from builder.field.registers import Figure, LiveProofComparison
from builder.policy import Threshold
from builder.rules.answers import outcome_of, verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import (
    HUNDRED,
    Burst,
    first_visit,
    match_percent,
    revisits,
)
from builder.rules.facts.people.shifts import shift_of
from builder.rules.facts.positions import ShiftSpan
from builder.rules.figure import NOT_RECORDED, Counted, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import listed, number_text

MATCH = LiveProofComparison.match_percent
REVISIT = LiveProofComparison.revisit_match_percent
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
        recorded=facts.register.holds("Live proof"),
        rows=burst_rows(facts, scope, _figures),
        verdicts=(_verdict(facts, scope, figures, burst),),
        note=burst_note(burst),
    )


def _figures(facts: Facts, burst: Burst) -> Figures:
    """Sums over the first visit to each file, and what the latest of the visits after it gave."""
    visits = tuple(first_visit(proofs) for _, proofs in sorted(burst.proofs.items()))
    again = tuple(
        rows[-1] for _, proofs in sorted(burst.proofs.items()) if (rows := revisits(proofs))
    )
    sums = {figure: _sum(visits, figure.key, value) for figure, value in SUMS.items()}
    return {**sums, MATCH: _match(visits), REVISIT: _match(again)}


def _sum(
    visits: tuple[LiveProof, ...], field: str, value: Callable[[LiveProof], int | None]
) -> Counted:
    known = [each for each in visits if value(each) is not None]
    return Counted(
        sum(value(each) or 0 for each in known),
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in visits if value(each) is None),
        tuple(each.source.place(field) for each in known),
    )


def _match(visits: tuple[LiveProof, ...]) -> Counted:
    """Records matching of all records checked, in percent; never of practice steps."""
    known = [each for each in visits if match_percent(each) is not None]
    checked = sum(each.records_checked or 0 for each in known)
    matching = sum(each.records_matching or 0 for each in known)
    return Counted(
        Fraction(HUNDRED * matching, checked) if checked else None,
        tuple(each.evidence for each in known),
        tuple(each.evidence for each in visits if match_percent(each) is None),
        tuple(
            each.source.place(field)
            for each in known
            for field in ("records_matching", "records_checked")
        ),
    )


def _verdict(facts: Facts, scope: str, figures: Figures, burst: Burst | None) -> Verdict:
    threshold = facts.policy.threshold("record_match")
    match = figures.get(MATCH, NOT_RECORDED)
    if not facts.register.holds("Live proof"):
        reason = "No workbook has the sheet Live proof."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    if match.value is None or burst is None:
        outcome, reason = _without_match(match)
        return verdict(threshold, outcome, reason, scope=scope)
    share = number_text(match.value, threshold.number)
    reason = f"{share}% of the care records checked match practice."
    if outcome_of(threshold, match.value) is Outcome.MET:
        cells, value = match.cells, match.value
        return verdict(threshold, Outcome.MET, reason, scope=scope, observed=value, cells=cells)
    short, again = _short(threshold, burst), figures.get(REVISIT, NOT_RECORDED)
    waiting = [ref for ref, proofs in short.items() if not revisits(proofs)]
    is_answered = not waiting and outcome_of(threshold, again.value) is Outcome.MET
    shift = _shift(facts, short)
    return verdict(
        threshold,
        Outcome.MET if is_answered else Outcome.FIRED,
        f"{reason} {_again_words(again, waiting, threshold)}",
        scope=scope,
        observed=again.value if is_answered else match.value,
        by=None if shift is None else shift.ends_at,
        cells=(*match.cells, *again.cells),
        is_estimated=shift is not None and shift.is_estimated,
    )


def _without_match(match: Counted) -> tuple[Outcome, str]:
    if match.left_out:
        return Outcome.NOT_COMPUTABLE, "How many care records were checked is not known."
    return Outcome.NOT_DUE, "No care record of the latest burst has been compared yet."


def _again_words(again: Counted, waiting: list[str], threshold: Threshold) -> str:
    if again.value is None:
        return "The sample has not been visited again."
    words = f"When visited again, {number_text(again.value, threshold.number)}% do."
    return f"{words} Not visited again: {listed(waiting)}." if waiting else words


def _short(limit: Threshold, burst: Burst) -> Mapping[str, tuple[LiveProof, ...]]:
    """The visits to the files whose records matched too seldom at the first."""
    return {
        ref: proofs
        for ref, proofs in sorted(burst.proofs.items())
        if (share := match_percent(first_visit(proofs))) is not None and limit.is_fired_by(share)
    }


def _shift(facts: Facts, short: Mapping[str, tuple[LiveProof, ...]]) -> ShiftSpan | None:
    """The shift before whose end the first of the short samples is visited again (B2.3)."""
    shifts = []
    for ref, proofs in short.items():
        first = first_visit(proofs)
        if first.checked_at is not None and first.checked_at.at is not None:
            file = facts.evidence_files.get(ref)
            action = file.action if file is not None else None
            service = action.service if action is not None else None
            shifts.append(shift_of(facts, service, first.checked_at.at, first.shift))
    return min(shifts, key=lambda each: each.ends_at, default=None)
