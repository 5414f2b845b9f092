"""B2.5, the burst-cycle closure log: what was reopened, accepted, and is still a risk."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import ValidityReview
from builder.field.registers import BurstClosure, Figure
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.files import Validity
from builder.rules.facts.hold import ResidualRisks
from builder.rules.figure import (
    NOT_RECORDED,
    Counted,
    count,
    left_out_words,
    outcome_of_count,
    result,
)
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.rules.words import counted, listed, moment_text


def burst_closure(facts: Facts, scope: str) -> RegisterResult:
    """The log's figures of the latest burst, every earlier risk included, and a row per burst."""
    burst = latest_burst(facts, scope)
    has_log, is_reviewed = facts.register.keeps("Burst cycles"), _is_reviewed(facts)
    residual, figures = NOT_RECORDED, {}
    if is_reviewed:
        residual = _residual(facts, scope, facts.as_at)
        of_burst = _of_burst(facts, burst) if burst is not None and has_log else {}
        figures = {**of_burst, BurstClosure.residual_risks: residual}
    over_time = ResidualRisks.of(facts.residual_by_scope.get(scope, ()))

    def row_of(facts: Facts, burst: Burst) -> Figures:
        """RATIONALE: a closed cycle shows what its log had to show then; an open one, now."""
        closed = burst.cycle.closed_at if burst.cycle is not None else None
        at = min(closed.end, facts.as_at) if closed is not None else facts.as_at
        return {
            **(_of_burst(facts, burst) if has_log else {}),
            BurstClosure.residual_risks: Counted(over_time.count(at)),
        }

    return result(
        BurstClosure,
        scope,
        figures,
        # RATIONALE: the residual risks come from the reviews; only the other figures need the log.
        recorded=has_log or is_reviewed,
        rows=burst_rows(facts, scope, row_of) if is_reviewed else (),
        verdicts=(_verdict(facts, scope, residual),),
        note=f"{burst_note(burst)} Residual risks of earlier bursts count until corrected.",
    )


def _is_reviewed(facts: Facts) -> bool:
    """Whether reviews are kept that residual risks can be counted from; an empty sheet is none."""
    return facts.register.keeps("Validity reviews") and any(
        each.reviewed_at is None or facts.has_happened(each.reviewed_at)
        for each in facts.register.validity_reviews
    )


def _of_burst(facts: Facts, burst: Burst) -> dict[Figure, Counted]:
    reviews = tuple(review for _, rows in sorted(burst.reviews.items()) for review in rows)
    reinstated: dict[str, ValidityReview] = {}
    for review in reviews:
        if review.action_reinstated is True:
            reinstated[_line_of(facts, review)] = review
    latest = tuple(rows[-1] for _, rows in sorted(burst.reviews.items()))
    return {
        BurstClosure.reinstated: Counted(
            len(reinstated),
            tuple(sorted(reinstated)),
            (),
            tuple(
                reinstated[action].source.place("action_reinstated")
                for action in sorted(reinstated)
            ),
        ),
        BurstClosure.accepted_after_correction: count(
            latest,
            lambda each: facts.evidence_files[each.evidence].was_put_right(each, facts.as_at),
            lambda each: each.evidence,
            lambda each: each.source.place("accepted_after_correction"),
        ),
    }


def _line_of(facts: Facts, review: ValidityReview) -> str:
    """The line that a review reopens; the file itself where its line is not known."""
    file = facts.evidence_files.get(review.evidence)
    evidence = file.evidence if file is not None else None
    return (evidence.action if evidence is not None else None) or review.evidence


def _residual(facts: Facts, scope: str, at: datetime) -> Counted:
    """The files that are a residual risk at a moment, earlier bursts included."""
    spans = facts.residual_by_scope.get(scope, ())
    open_files = sorted(each.evidence for each in spans if each.holds_at(at))
    cells = [
        review.source.place("evidence")
        for ref in open_files
        if (review := facts.evidence_files[ref].latest_review(at)) is not None
    ]
    unknown = tuple(ref for ref in _in_doubt(facts, scope, at) if ref not in open_files)
    return Counted(len(open_files), tuple(open_files), unknown, tuple(cells))


def _in_doubt(facts: Facts, scope: str, at: datetime) -> Iterator[str]:
    """Files of a scope of which the reviews do not say whether they are valid, or when."""
    undated = {
        each.evidence
        for each in facts.register.validity_reviews
        if each.reviewed_at is None
        and facts.evidence_files[each.evidence].validity(each, at) is not Validity.VALID
    }
    for ref, file in facts.evidence_files.items():
        if scope not in (PROVIDER, file.action.service if file.action is not None else None):
            continue
        latest = file.latest_review(at)
        if ref in undated or (latest and file.validity(latest, at) is Validity.UNKNOWN):
            yield ref


def _verdict(facts: Facts, scope: str, residual: Counted) -> Verdict:
    threshold = facts.policy.threshold("residual_evidence_risks")
    if residual.value is None:
        reason = "No workbook holds a row of Validity reviews."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    outcome = outcome_of_count(threshold, residual)
    since = facts.hold.since if scope == PROVIDER else None
    names = f": {listed(residual.counted)}" if residual.counted else ""
    hold = f" {_hold_words(facts)}" if scope == PROVIDER and outcome is Outcome.FIRED else ""
    return verdict(
        threshold,
        outcome,
        f"{counted(len(residual.counted), 'residual evidence risk')}{names}."
        f"{left_out_words(residual)}{hold}".rstrip(),
        scope=scope,
        observed=residual.value,
        since=since if outcome is Outcome.FIRED else None,
        cells=residual.cells,
    )


def _hold_words(facts: Facts) -> str:
    """What the residual risks do to closure approvals."""
    hold = facts.hold
    if hold.in_force and hold.until is not None:
        return f"Closure approvals are suspended until {moment_text(hold.until)}."
    if hold.begins_at is not None:
        return f"Closure approvals will be suspended from {moment_text(hold.begins_at)}."
    return ""
