"""What stands between an action and its closure: the checks in its way, what would meet each."""

from collections.abc import Mapping

from builder.portal.parts.words import sentence
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import GateCheck

_WOULD_CLOSE: Mapping[str, str] = {
    "owner active": "Name an owner who is in post.",
    "evidence accepted": "Have a file reviewed and found valid, and replace each invalid one.",
    "validated independently": "Have it reviewed by somebody who neither owns the action nor "
    "handed the file in.",
    "live proof held": "Visit the files again, or retest, until practice reaches the limit.",
    "risk reduced": "Score the risk again, and settle what is open at High or Extreme.",
    "three kinds of evidence": "Add the kind of evidence that the action lacks.",
    "validation fresh": "Have the evidence validated again, within the limit.",
    "outcome reduction": "Show a measured reduction that reaches the limit.",
    "sustained improvement": "Keep the target at every review through the whole window.",
    "complaint movement": "Show that complaints of this theme fell from one review point to the "
    "next.",
    "external assurance": "Add evidence from outside the service, and have it reviewed.",
    "no further incidents": "Keep the place free of this incident through the whole window.",
    "reviews held": "Hold the reviews that are due, and record them.",
    "checks across shifts": "Check each shift of the service, and record it.",
    "no closure hold in force": "Wait until the hold ends, or correct the evidence behind it.",
    "decision independent of the owner": "Let somebody other than the owner decide.",
}
"""Check -> the one thing that would make it pass."""


def failing(action: ActionAssessment) -> tuple[GateCheck, ...]:
    """The checks that do not let an action through."""
    return tuple(check for check in action.gate if not check.passes)


def would_pass(check: GateCheck) -> str:
    """The one thing that would make a check pass; the rule's own duty where it has one."""
    return _WOULD_CLOSE.get(check.check) or sentence(check.verdict.duty)
