"""The assessment in plain words for a terminal: each register, then the lines that ask for you."""

from collections.abc import Iterator

from builder.field.registers import value_named
from builder.portal.parts.words import moment_words, number_words
from builder.rules.assessment import ActionAssessment, Assessment, AssuredStatus, RegisterResult
from builder.rules.verdict import PROVIDER

SHOWN = (
    AssuredStatus.REINSTATED,
    AssuredStatus.CLOSED_IN_DOUBT,
    AssuredStatus.CLOSED_NOT_ASSURED,
    AssuredStatus.NOT_READY,
    AssuredStatus.OVERDUE,
)
"""Assured statuses that ask for somebody."""


def assessment_text(assessment: Assessment) -> str:
    """The provider-wide registers and the lines that ask for somebody, one a line."""
    return "\n".join((*_heading(assessment), *_registers(assessment), *_lines(assessment))) + "\n"


def _heading(assessment: Assessment) -> Iterator[str]:
    yield f"Position as at {moment_words(assessment.as_at)}"
    yield f"Policy edition {assessment.policy_edition}, {len(assessment.overrides)} overrides"
    yield ""


def _registers(assessment: Assessment) -> Iterator[str]:
    for register in assessment.registers:
        if register.scope == PROVIDER:
            yield f"{register.id} {register.name}"
            yield from _figures(register)


def _figures(register: RegisterResult) -> Iterator[str]:
    if not register.recorded:
        yield "     Not recorded: its sheet is in no workbook."
        return
    for figure, value in register.figures.items():
        yield f"     {value_named(register.id, figure).title}: {number_words(value)}"


def _lines(assessment: Assessment) -> Iterator[str]:
    asking = [each for each in assessment.actions if each.assured_status in SHOWN]
    yield ""
    yield f"Lines that ask for somebody: {len(asking)} of {len(assessment.actions)}"
    for each in sorted(asking, key=_urgency):
        late = f", {each.days_overdue} days overdue" if each.overdue else ""
        yield f"  {each.ref}  {each.assured_status}{late}  ({each.risk_band or 'risk not known'})"


def _urgency(action: ActionAssessment) -> tuple[int, int, str]:
    return (SHOWN.index(action.assured_status), -(action.days_overdue or 0), action.ref)
