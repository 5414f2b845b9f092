"""What a panel and the executive can do for a line that is claimed closed (B3.4, B3.5)."""

from dataclasses import dataclass, replace
from typing import ClassVar

from builder.field import PanelDecision, Person
from builder.field.words import PanelOutcome, Role
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import INDEPENDENT
from builder.rules.gate.explain.edits import MADE, SOMEBODY, When, kept_with

NEW_BATCH = "a new batch"


@dataclass(frozen=True, slots=True)
class DecideAtPanel:
    """Have the closure approved by the panel, by somebody who may, and its batch authorised."""

    who: str
    """In words."""
    has_batch: bool
    """Whether batches are kept, so that one carries the approval."""
    helps: ClassVar[frozenset[str]] = frozenset({INDEPENDENT})

    @classmethod
    def of(cls, case: ActionCase) -> "DecideAtPanel":
        """As a line needs it."""
        return cls(case.closing_rules.approvers.who, case.batches is not None)

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """One more panel decision, by somebody who may approve it, in a batch that counts."""
        rules = case.closing_rules
        approvers = rules.approvers
        roles = tuple(Role(each) for each in (*approvers.roles, *approvers.roles_above))
        somebody = Person(source=MADE, ref=SOMEBODY, roles=roles)
        decision = PanelDecision(
            source=MADE,
            action=case.action.ref,
            panel_at=when.moment,
            decision=PanelOutcome.APPROVED,
            decided_by=SOMEBODY,
            batch=NEW_BATCH,
        )
        return case._replace(
            panels=(*case.panels, decision),
            closing_rules=rules._replace(approvers=approvers.with_person(somebody)),
            kept=kept_with(case, "Panels"),
            batches=None if case.batches is None else {**case.batches, NEW_BATCH: ""},
        )

    def words(self, when: When) -> str:
        """What to do."""
        batch = ", in a batch that is then authorised" if self.has_batch else ""
        return f"Approval by a closure panel, decided by {self.who}{batch}{when.by}."


@dataclass(frozen=True, slots=True)
class AuthoriseBatch:
    """Have the approval that stands carried by a batch that was authorised."""

    batch: str | None
    """The batch that the approval names."""
    helps: ClassVar[frozenset[str]] = frozenset()

    def apply(self, case: ActionCase, when: When) -> ActionCase:
        """The batch counts; an approval without one is in a new one."""
        batch = self.batch or NEW_BATCH
        panels = tuple(
            each if each.batch is not None else replace(each, batch=batch) for each in case.panels
        )
        return case._replace(panels=panels, batches={**(case.batches or {}), batch: ""})

    def words(self, when: When) -> str:
        """What to do."""
        if self.batch is None:
            return "Put the approval into a batch, and have that authorised."
        return f"Have batch {self.batch} authorised, with its residual risks within the limit."
