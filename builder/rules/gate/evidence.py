"""The gate's checks of evidence: accepted, fresh, and assured from outside."""

from builder.field import local_date
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.facts.evidence.files import Standing
from builder.rules.gate.checks import (
    EVIDENCE_ACCEPTED,
    EXTERNAL_ASSURANCE,
    VALIDATION_FRESH,
    CaseAt,
    absent,
    check,
)
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, listed


@check(EVIDENCE_ACCEPTED, "evidence_accepted", "Evidence", "Validity reviews")
def evidence_accepted(case_at: CaseAt) -> Answer:
    """At least one file reviewed, and each reviewed file's latest review valid (B3.1)."""
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
    reviews = (each.review for each in reviewed if each.review)
    return Answer(outcome, reason, accepted, places(reviews, "reviewed_at"))


def _most_age(case_at: CaseAt) -> Threshold:
    is_high = case_at.case.is_high_risk
    return case_at.policy.threshold("validation_fresh_high" if is_high else "validation_fresh")


@check(VALIDATION_FRESH, "validation_fresh", "Validity reviews", limit=_most_age)
def validation_fresh(case_at: CaseAt) -> Answer:
    """The latest validity review of any evidence is within its age, in calendar days (B3.1)."""
    reviews = (each.review for each in case_at.files if each.review is not None)
    dated = [(each.reviewed_at.order, each) for each in reviews if each.reviewed_at]
    if not dated:
        reason = "No evidence file of this line has been reviewed."
        return Answer(Outcome.NOT_COMPUTABLE, reason)
    (latest_on, _), review = max(dated, key=lambda each: each[0])
    age = (local_date(case_at.at) - latest_on).days
    reason = f"Latest validity review on {day_text(latest_on)}, {counted(age, 'day')} before."
    cells = places((review,), "reviewed_at")
    return Answer(outcome_of(_most_age(case_at), age), reason, age, cells)


@check(EXTERNAL_ASSURANCE, "external_assurance")
def external_assurance(case_at: CaseAt) -> Answer:
    """External evidence that stands, or complaints of the theme that fell (B3.4)."""
    case = case_at.case
    external = [
        each.evidence
        for each in case_at.files
        if each.exists
        and each.evidence is not None
        and each.evidence.external is True
        and each.is_accepted
    ]
    if external:
        reason = f"Accepted evidence from outside: {listed(each.ref for each in external)}."
        return Answer(Outcome.MET, reason, len(external), places(external, "external"))
    keeps_complaints = "Complaints" in case.kept
    if keeps_complaints and case.theme is not None and case.theme.movement(case_at.at).has_fallen:
        reason = "Complaints of the theme fell between the last two review points."
        return Answer(Outcome.MET, reason)
    reason = "No accepted evidence from outside, and complaints of the theme did not fall."
    return absent(case_at, "Evidence") or Answer(Outcome.FIRED, reason, 0)
