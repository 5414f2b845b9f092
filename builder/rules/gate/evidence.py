"""The gate's checks of evidence: accepted, fresh, and assured from outside."""

from builder.field import local_date
from builder.rules.answers import outcome_of
from builder.rules.facts.evidence.files import Standing
from builder.rules.gate.checks import (
    EVIDENCE_ACCEPTED,
    EXTERNAL_ASSURANCE,
    VALIDATION_FRESH,
    CaseAt,
)
from builder.rules.verdict import GateCheck, Outcome
from builder.rules.words import counted, day_text, listed


def evidence_accepted(case_at: CaseAt) -> GateCheck:
    """At least one file reviewed, and each reviewed file's latest review valid (B3.1)."""
    for sheet in ("Evidence", "Validity reviews"):
        if sheet not in case_at.case.kept:
            return case_at.not_recorded(EVIDENCE_ACCEPTED, "evidence_accepted", sheet)
    reviewed = [each for each in case_at.files if each.exists and each.review is not None]
    invalid = [each.ref for each in reviewed if each.standing is Standing.INVALID]
    unknown = [each.ref for each in reviewed if each.standing is Standing.UNKNOWN]
    accepted = len(reviewed) - len(invalid) - len(unknown)
    if invalid:
        outcome, reason = Outcome.FIRED, f"Found invalid and not put right: {listed(invalid)}."
    elif unknown:
        outcome = Outcome.NOT_COMPUTABLE
        reason = f"The latest review leaves an answer open: {listed(unknown)}."
    elif not accepted:
        outcome, reason = Outcome.FIRED, "No evidence file of this line has been reviewed."
    else:
        outcome, reason = Outcome.MET, f"{counted(accepted, 'reviewed file')} accepted."
    return case_at.answer(
        EVIDENCE_ACCEPTED,
        "evidence_accepted",
        outcome,
        reason,
        observed=accepted,
        cells=tuple(each.review.source.place("reviewed_at") for each in reviewed if each.review),
    )


def validation_fresh(case_at: CaseAt) -> GateCheck:
    """The latest validity review of any evidence is within its age, in calendar days (B3.1)."""
    if "Validity reviews" not in case_at.case.kept:
        return case_at.not_recorded(VALIDATION_FRESH, "validation_fresh", "Validity reviews")
    rule = "validation_fresh"
    limit = f"{rule}_high" if case_at.case.is_high_risk else rule
    reviews = (each.review for each in case_at.files if each.review is not None)
    dated = [(each.reviewed_at.order, each) for each in reviews if each.reviewed_at]
    if not dated:
        reason = "No evidence file of this line has been reviewed."
        return case_at.answer(
            VALIDATION_FRESH, rule, Outcome.NOT_COMPUTABLE, reason, threshold=limit
        )
    (latest_on, _), review = max(dated, key=lambda each: each[0])
    age = (local_date(case_at.at) - latest_on).days
    return case_at.answer(
        VALIDATION_FRESH,
        rule,
        outcome_of(case_at.policy.thresholds[limit], age),
        f"Latest validity review on {day_text(latest_on)}, {counted(age, 'day')} before.",
        observed=age,
        threshold=limit,
        cells=(review.source.place("reviewed_at"),),
    )


def external_assurance(case_at: CaseAt) -> GateCheck:
    """External evidence that stands, or complaints of the theme that fell (B3.4)."""
    case = case_at.case
    external = [
        each
        for each in case_at.files
        if each.exists
        and each.evidence is not None
        and each.evidence.external is True
        and each.is_accepted
    ]
    if external:
        return case_at.answer(
            EXTERNAL_ASSURANCE,
            "external_assurance",
            Outcome.MET,
            f"Accepted evidence from outside: {listed(each.ref for each in external)}.",
            observed=len(external),
            cells=tuple(
                each.evidence.source.place("external") for each in external if each.evidence
            ),
        )
    keeps_complaints = "Complaints" in case.kept
    if keeps_complaints and case.theme is not None and case.theme.movement(case_at.at).has_fallen:
        reason = "Complaints of the theme fell between the last two review points."
        return case_at.answer(EXTERNAL_ASSURANCE, "external_assurance", Outcome.MET, reason)
    if "Evidence" not in case.kept:
        return case_at.not_recorded(EXTERNAL_ASSURANCE, "external_assurance", "Evidence")
    reason = "No accepted evidence from outside, and complaints of the theme did not fall."
    return case_at.answer(
        EXTERNAL_ASSURANCE, "external_assurance", Outcome.FIRED, reason, observed=0
    )
