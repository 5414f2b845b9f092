"""Panel decisions that lack what they must say."""

from collections.abc import Iterator

from builder.field.register import Register
from builder.field.words import PanelOutcome
from builder.problems import Problem, between_records


def decisions_say_why(register: Register) -> Iterator[Problem]:
    """A deferral has a re-review date, and a deferral or rejection a reason.

    Nothing is said of a column that no workbook has.
    """
    has_date = register.keeps("Panels", "re_review_on")
    has_reason = register.keeps("Panels", "reason")
    for each in register.panels:
        if each.decision is PanelOutcome.DEFERRED and has_date and each.re_review_on is None:
            place = each.source.place("re_review_on")
            yield Problem(between_records.DEFERRED_WITHOUT_DATE, place)
        is_refused = each.decision in (PanelOutcome.DEFERRED, PanelOutcome.REJECTED)
        if each.decision is not None and is_refused and has_reason and not each.reason:
            place = each.source.place("reason")
            particulars = {"decision": each.decision.value}
            yield Problem(between_records.DECIDED_WITHOUT_REASON, place, particulars)
