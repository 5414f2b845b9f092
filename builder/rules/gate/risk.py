"""The gate's check of risk: the score fell, and no grave risk of the line stands open (B3.1)."""

from builder.field.words import RiskState
from builder.rules.answers import Answer, places
from builder.rules.gate.case import ActionCase, LinkedRisk
from builder.rules.gate.checks import RISK_REDUCED, CaseAt, absent, check
from builder.rules.verdict import Outcome
from builder.rules.words import listed

SCORE = ("likelihood", "consequence", "current_likelihood", "current_consequence")


def grave_risks(case: ActionCase) -> tuple[LinkedRisk, ...]:
    """The linked risks that are Open at High or Extreme."""
    return tuple(each for each in case.risks if _is_open(each) and each.is_high is True)


def _is_open(linked: LinkedRisk) -> bool:
    """RATIONALE: a risk whose state is not known has not been closed."""
    return linked.risk.state is not RiskState.CLOSED


def _lets_pass(case_at: CaseAt, outcome: Outcome) -> bool:
    """A line of a lower band may go without a current score; a risk of it may not.

    RATIONALE: of a line that was scored again, an empty baseline would hide that it did not fall.
    """
    case = case_at.case
    is_low = case.risk.band is not None and not case.is_high_risk
    is_not_again = is_low and case.risk.current_score is None
    is_unscored = any(_is_open(each) and each.is_high is None for each in case.risks)
    return outcome is Outcome.NOT_COMPUTABLE and is_not_again and not is_unscored


@check(RISK_REDUCED, "risk_not_reduced", lets_pass=_lets_pass)
def risk_reduced(case_at: CaseAt) -> Answer:
    """The current score is below the baseline, and no linked risk is Open at High or Extreme."""
    case = case_at.case
    baseline, current = case.risk.baseline_score, case.risk.current_score
    cells = places((case.action,), *SCORE)
    if grave := grave_risks(case):
        names = listed(each.risk.ref for each in grave)
        states = places((each.risk for each in grave), "state", "likelihood", "consequence")
        reason = f"Still open at High or Extreme: {names}."
        return Answer(Outcome.FIRED, reason, current, states, limit=baseline)
    if current is not None and baseline is not None and current >= baseline:
        reason = f"The current score is {current}, and the baseline was {baseline}."
        return Answer(Outcome.FIRED, reason, current, cells, limit=baseline)
    if current is None or baseline is None:
        which = "current" if current is None else "baseline"
        return Answer(Outcome.NOT_COMPUTABLE, f"No {which} score is recorded.", current, cells)
    if unread := absent(case_at, "Risks"):
        return unread
    unscored = [each.risk for each in case.risks if _is_open(each) and each.is_high is None]
    if unscored:
        reason = f"Open and not scored: {listed(each.ref for each in unscored)}."
        return Answer(Outcome.NOT_COMPUTABLE, reason, current, places(unscored, "likelihood"))
    reason = f"The score fell from {baseline} to {current}, and no grave risk of it is open."
    return Answer(Outcome.MET, reason, current, cells, limit=baseline)
