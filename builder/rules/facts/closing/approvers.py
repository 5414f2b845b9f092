"""Who may approve the closure of whose line, and why an approval does not stand (B3.4)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from builder.field import Action, Moment, PanelDecision, Person, Register
from builder.policy import Policy
from builder.rules.facts.people.activity import is_active
from builder.rules.words import day_text


class Approvers(NamedTuple):
    """Who may approve the closure of whose line (B3.4)."""

    people: Mapping[str, Person] | None = None
    """``None`` where no People sheet with roles is kept: then nobody's role is asked for."""
    roles: tuple[str, ...] = ()
    """One of these approves, unless the owner holds one of them too."""
    roles_above: tuple[str, ...] = ()
    """One of these approves a line whose owner holds one of ``roles``."""

    @classmethod
    def of(cls, register: Register, policy: Policy) -> "Approvers":
        """Those of a register under a policy."""
        keeps_roles = register.keeps("People", "roles")
        return cls(
            {each.ref: each for each in register.people} if keeps_roles else None,
            policy.words("closure_approved_by"),
            policy.words("own_closure_approved_by"),
        )

    def with_person(self, person: Person) -> "Approvers":
        """The same, with one person more in People."""
        people = None if self.people is None else {**self.people, person.ref: person}
        return self._replace(people=people)

    @property
    def who(self) -> str:
        """Who approves the closure of a line that is not an approver's own, in words."""
        if self.people is None:
            return "somebody else than the owner"
        return f"somebody else than the owner, with the role {' or '.join(self.roles)}"

    def objection(self, action: Action, decision: PanelDecision) -> str:
        """Why an approval does not stand by who decided; empty where it does.

        RATIONALE: a cell left empty never ends an alarm, so that an unknown owner or decider is an
        objection too.
        """
        person, owner = decision.decided_by, action.owner
        if person is None or owner is None:
            return "who decided, or who owns the action, is not recorded"
        if person == owner:
            return f"{person} owns the action"
        return "" if self.people is None else self._lack_of_role(action, decision, self.people)

    def _lack_of_role(
        self, action: Action, decision: PanelDecision, people: Mapping[str, Person]
    ) -> str:
        owner = people.get(action.owner or "")
        if owner is None:
            return f"whether {action.owner}, who owns the action, manages the home is not recorded"
        is_own = set(owner.roles) & set(self.roles)
        wanted = self.roles_above if is_own else self.roles
        return lack_of_role(people, decision.decided_by, wanted, decision.panel_at)


def lack_of_role(
    people: Mapping[str, Person], person: str | None, wanted: Iterable[str], moment: Moment | None
) -> str:
    """Why somebody did not hold one of some roles at a moment; empty where they did."""
    known, roles = people.get(person or ""), tuple(wanted)
    if known is None or not set(known.roles) & set(roles):
        return f"{person} does not hold the role {' or '.join(roles)}"
    if moment is not None and not is_active(known, moment.on):
        return f"{known.ref} was not active on {day_text(moment.on)}"
    return ""
