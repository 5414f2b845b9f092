"""The gate's check of the three kinds of evidence: audit, practice and feedback (A0.8)."""

from collections.abc import Iterator, Mapping

from builder.field import Source
from builder.field.words import CheckKind, Status
from builder.policy import Policy, ThresholdId
from builder.rules.answers import Answer
from builder.rules.facts.stages import Grouped
from builder.rules.gate.checks import THREE_KINDS, CaseAt, check
from builder.rules.verdict import Outcome
from builder.rules.words import listed

AUDIT, PRACTICE, FEEDBACK = "audit", "practice", "feedback"
KINDS: Mapping[str, ThresholdId] = {
    AUDIT: "audit_evidence",
    PRACTICE: "practice_evidence",
    FEEDBACK: "feedback_evidence",
}
"""Kind of evidence -> the setting that names its categories."""
KIND_OF_CHECK: Mapping[CheckKind, str] = {
    CheckKind.AUDIT: AUDIT,
    CheckKind.RECORDS_CHECK: AUDIT,
    CheckKind.OBSERVATION: PRACTICE,
}
ENDING = (Status.PROPOSED_FOR_CLOSURE, Status.CLOSED)


def categories_of(policy: Policy, kind: str) -> tuple[str, ...]:
    """The categories of evidence that policy counts as a kind, by title."""
    value = policy.threshold(KINDS[kind]).value
    return value if isinstance(value, tuple) else ()


def kinds_by_category(facts: Grouped) -> Mapping[str | None, str]:
    """Category as typed of a file -> kind of evidence, by the policy's settings."""
    kinds: dict[str, str] = {}
    found: dict[str | None, str] = {}
    for kind in KINDS:
        for title in categories_of(facts.policy, kind):
            found[title] = kind
            category = facts.catalogue.evidence_category(title)
            if category is not None:
                kinds[category.id] = kind
    typed = {each.category for each in facts.register.evidence if each.category is not None}
    known = {each: facts.catalogue.evidence_category(each) for each in typed}
    for each, category in known.items():
        if category is not None and category.id in kinds:
            found[each] = kinds[category.id]
    return found


def kinds_shown(case_at: CaseAt) -> Mapping[str, tuple[Source, str]]:
    """Each kind of evidence of a line, with the row and field that show it."""
    return dict(_proofs(case_at))


def _proofs(case_at: CaseAt) -> Iterator[tuple[str, tuple[Source, str]]]:
    """Accepted files by their category, and checks made by their kind; nothing else counts."""
    case = case_at.case
    for file in case_at.accepted:
        kind = case.kind_of_category.get(file.evidence.category) if file.evidence else None
        if kind is not None and file.evidence is not None:
            yield kind, (file.evidence.source, "category")
    for made in case.checks:
        shown = KIND_OF_CHECK.get(made.kind) if made.kind is not None else None
        has_come = made.checked_on is not None and made.checked_on.has_happened(case_at.at)
        if shown is not None and has_come:
            yield shown, (made.source, "kind")


@check(THREE_KINDS, "three_kinds_of_evidence", "Evidence")
def three_kinds(case_at: CaseAt) -> Answer:
    """Accepted evidence of each kind; a line that is not proposed or closed still has time."""
    action, found = case_at.case.action, kinds_shown(case_at)
    missing = tuple(kind for kind in KINDS if kind not in found)
    cells = tuple(source.place(field) for source, field in (found[k] for k in KINDS if k in found))
    cells = cells or (action.source.place("status"),)
    if not missing:
        return Answer(Outcome.MET, "Accepted evidence of all three kinds.", len(found), cells)
    outcome = Outcome.FIRED if action.status in ENDING else Outcome.NOT_DUE
    return Answer(outcome, f"No accepted evidence of {listed(missing)}.", len(found), cells)
