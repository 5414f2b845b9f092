"""The three kinds of evidence behind a closure: audit, practice and feedback (A0.8)."""

from collections.abc import Iterator, Mapping

from builder.field import Action, Source
from builder.field.words import CheckKind, Status
from builder.policy import Threshold, ThresholdId
from builder.rules.answers import Answer
from builder.rules.duty import Case, duty, of_action, sheets
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import listed

KINDS: Mapping[str, ThresholdId] = {
    "audit": "audit_evidence",
    "practice": "practice_evidence",
    "feedback": "feedback_evidence",
}
"""Kind of evidence -> the setting that names its categories."""
KIND_OF_CHECK: Mapping[CheckKind | None, str] = {
    CheckKind.AUDIT: "audit",
    CheckKind.RECORDS_CHECK: "audit",
    CheckKind.OBSERVATION: "practice",
}
ENDING = (Status.PROPOSED_FOR_CLOSURE, Status.CLOSED)


Shown = tuple[Action, Mapping[str, tuple[Source, str]]]
"""A line, and each kind of evidence with the row and field that show it."""


def _shown(facts: Facts) -> Iterator[Case[Shown]]:
    kind_of_category = _kinds_by_category(facts)
    for ref, action in facts.actions.items():
        if action.status is not Status.CANCELLED:
            yield of_action(action, (action, dict(_proofs(facts, ref, kind_of_category))))


@duty("three_kinds_of_evidence", sheets("Evidence"), _shown)
def three_kinds_of_evidence(_: Facts, __: Threshold, of: Shown) -> Answer:
    """A line that is proposed or closed has evidence of each kind; others still have time."""
    action, found = of
    missing = tuple(kind for kind in KINDS if kind not in found)
    shown = (found[kind] for kind in KINDS if kind in found)
    cells = tuple(source.place(field) for source, field in shown)
    cells = cells or (action.source.place("status"),)
    if not missing:
        return Answer(Outcome.MET, "Evidence of all three kinds.", len(found), cells)
    outcome = Outcome.FIRED if action.status in ENDING else Outcome.NOT_DUE
    return Answer(outcome, f"No evidence of {listed(missing)}.", len(found), cells)


def _kinds_by_category(facts: Facts) -> Mapping[str | None, str]:
    """Category as typed of a file -> kind of evidence, by the policy's settings."""
    kinds: dict[str, str] = {}
    for kind, setting in KINDS.items():
        value = facts.policy.threshold(setting).value
        for title in value if isinstance(value, tuple) else ():
            category = facts.catalogue.evidence_category(title)
            if category is not None:
                kinds[category.id] = kind
    typed = {each.category for each in facts.register.evidence if each.category is not None}
    known = {each: facts.catalogue.evidence_category(each) for each in typed}
    return {
        each: kinds[category.id]
        for each, category in known.items()
        if category is not None and category.id in kinds
    }


def _proofs(
    facts: Facts, ref: str, kind_of_category: Mapping[str | None, str]
) -> Iterator[tuple[str, tuple[Source, str]]]:
    """Each kind with the row and field that show it: evidence handed in, and checks made."""
    for file in facts.handed_in.get(ref, ()):
        if file.evidence is not None and file.evidence.category in kind_of_category:
            kind = kind_of_category[file.evidence.category]
            yield kind, (file.evidence.source, "category")
    for check in facts.checks.get(ref, ()):
        shown = KIND_OF_CHECK.get(check.kind)
        if shown is not None and facts.has_happened(check.checked_on):
            yield shown, (check.source, "kind")
