"""B2.3, the live-proof comparison: care records against what staff were seen to do."""

from collections.abc import Callable
from fractions import Fraction

from builder.records import LiveProof
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence_bursts import HUNDRED, Burst, match_percent
from builder.rules.facts.facts import Facts
from builder.rules.judge import outcome_of, verdict
from builder.rules.reason_words import number_text
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.registers.figure import NOT_RECORDED, Figure, result
from builder.rules.verdict import Outcome, Verdict

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
        verdicts=(_verdict(facts, scope, figures[MATCH]),),
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


def _verdict(facts: Facts, scope: str, match: Figure) -> Verdict:
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
    return verdict(
        threshold,
        outcome_of(threshold, match.value),
        f"{number_text(match.value)} % of the care records checked match practice.",
        scope=scope,
        observed=match.value,
        cells=match.cells,
    )
