"""Which closures are accepted, since when, and which a validity review reopened (rules.md)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from builder.field import Action, Moment, PanelDecision, Person, Register, ValidityReview
from builder.field.words import PanelOutcome, Status
from builder.policy import Policy
from builder.rules.facts.order import begins, grouped, in_order
from builder.rules.facts.people.activity import is_active
from builder.rules.facts.positions import ClosingPosition
from builder.rules.words import day_text


class Approvers(NamedTuple):
    """Who may approve the closure of whose line (B3.4)."""

    people: Mapping[str, Person] | None = None
    """``None`` where no People sheet with roles is kept: then nobody's role is asked for."""
    roles: tuple[str, ...] = ()
    """One of these approves, unless the owner holds one of them too."""
    roles_above: tuple[str, ...] = ()
    """One of these approves a line whose owner holds one of ``roles``."""

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
            return "who decided, or who owns the line, is not recorded"
        if person == owner:
            return f"{person} owns the line"
        return "" if self.people is None else self._lack_of_role(action, decision, self.people)

    def _lack_of_role(
        self, action: Action, decision: PanelDecision, people: Mapping[str, Person]
    ) -> str:
        owner, person = people.get(action.owner or ""), people.get(decision.decided_by or "")
        if owner is None:
            return f"whether {action.owner}, who owns the line, manages the home is not recorded"
        wanted = self.roles_above if set(owner.roles) & set(self.roles) else self.roles
        on = decision.panel_at.on if decision.panel_at is not None else None
        if person is None or not set(person.roles) & set(wanted):
            return f"{decision.decided_by} does not hold the role: {' or '.join(wanted)}"
        if on is not None and not is_active(person, on):
            return f"{person.ref} was not active on {day_text(on)}"
        return ""


class ClosingRules(NamedTuple):
    """What decides whether a closure is accepted, whichever the line."""

    approvers: Approvers = Approvers()
    keeps_panels: bool = False
    """Where no Panels sheet is kept, the typed word counts for the figures."""
    records_begin: date | None = None
    """A line closed before this day is closed before records; ``None`` = none is."""

    @classmethod
    def of(cls, register: Register, policy: Policy) -> "ClosingRules":
        """The rules of a register under a policy."""
        keeps_roles = register.keeps("People", "roles")
        return cls(
            Approvers(
                {each.ref: each for each in register.people} if keeps_roles else None,
                policy.words("closure_approved_by"),
                policy.words("own_closure_approved_by"),
            ),
            register.keeps("Panels"),
            policy.records_begin,
        )

    def is_before_records(self, action: Action) -> bool:
        """Whether a line was closed before records began, and was not raised after that."""
        closed, raised = action.closed_on, action.raised_on
        if action.status is not Status.CLOSED or closed is None or self.records_begin is None:
            return False
        is_in_order = raised is None or raised.on <= closed.on
        return is_in_order and closed.on < self.records_begin


class Closing(NamedTuple):
    """One line with all that says whether its closure is accepted; each tuple oldest first."""

    action: Action
    rules: ClosingRules
    panels: tuple[PanelDecision, ...] = ()
    reopened: tuple[Moment, ...] = ()
    """When validity reviews reopened it."""

    @property
    def approvals(self) -> tuple[PanelDecision, ...]:
        """The approving decisions by somebody who may approve it."""
        may_approve = self.rules.approvers.objection
        return tuple(
            each
            for each in self.panels
            if each.decision is PanelOutcome.APPROVED and not may_approve(self.action, each)
        )

    def position(self, at: datetime) -> ClosingPosition:
        """Whether the closure is accepted at a moment, by what had happened by then."""
        reinstated = self._reinstated_at(at)
        approval = self._approval(at) if reinstated is None else None
        is_before = self.rules.is_before_records(self.action)
        closed = self.action.closed_on
        if self._is_for_a_panel:
            is_decided = approval is not None
            accepted = approval.panel_at if approval is not None else None
        else:
            is_decided, accepted = closed is None or closed.has_happened(at), closed
        is_claimed = self.action.status is Status.CLOSED and not is_before
        is_accepted = is_claimed and is_decided and reinstated is None
        return ClosingPosition(
            approval=approval,
            is_accepted=is_accepted,
            accepted_at=accepted if is_accepted else None,
            reinstated_at=reinstated,
            is_before_records=is_before,
        )

    def accepted_spans(self, at: datetime) -> Iterator[tuple[datetime, datetime | None]]:
        """From when, until when the closure was accepted, by what had happened by a moment.

        ``None`` = it still is. Of a line not claimed closed now it is not known whether it was.
        """
        since: datetime | None = None
        for turn in self._turns(at):
            is_accepted = self.position(turn).is_accepted
            if is_accepted and since is None:
                since = turn
            elif not is_accepted and since is not None:
                yield since, turn
                since = None
        if since is not None:
            yield since, None

    @property
    def _is_for_a_panel(self) -> bool:
        return self.rules.keeps_panels or bool(self.panels)

    def _approval(self, at: datetime) -> PanelDecision | None:
        """The latest decision by a moment, where it approves and by somebody who may."""
        latest = latest_decision(self.panels, at)
        return latest if latest in self.approvals else None

    def _reinstated_at(self, at: datetime) -> Moment | None:
        """When a review reopened the line, unless somebody who may approve it did so later."""
        reopened = [each for each in self.reopened if each.has_happened(at)]
        if not reopened:
            return None
        for each in self.approvals:
            moment = each.panel_at
            if moment and moment.has_happened(at) and moment.order > reopened[-1].order:
                return None
        return reopened[-1]

    def _turns(self, at: datetime) -> list[datetime]:
        """When whether it is accepted may have changed, the first first."""
        decided = [each.panel_at for each in self.panels]
        typed = () if self._is_for_a_panel else (self.action.closed_on,)
        known = (each for each in (*decided, *self.reopened, *typed) if each is not None)
        return sorted({begins(each) for each in known if each.has_happened(at)})


def latest_decision(panels: Iterable[PanelDecision], at: datetime) -> PanelDecision | None:
    """The latest panel decision made by a moment, of decisions oldest first."""
    for decision in reversed(tuple(panels)):
        come = decision.panel_at is not None and decision.panel_at.has_happened(at)
        if come and decision.decision is not None:
            return decision
    return None


def closings(
    register: Register, policy: Policy, panels: Mapping[str, tuple[PanelDecision, ...]]
) -> Mapping[str, Closing]:
    """Each line with what says whether its closure is accepted, by ref.

    Args:
        register: the merged records.
        policy: who may approve, and when records begin.
        panels: line -> its panel decisions, oldest first.
    """
    rules = ClosingRules.of(register, policy)
    reopened = _reopened(register)
    return {
        each.ref: Closing(each, rules, panels.get(each.ref, ()), reopened.get(each.ref, ()))
        for each in register.actions
    }


def panels_by_action(register: Register) -> Mapping[str, tuple[PanelDecision, ...]]:
    """Line -> its dated panel decisions, oldest first."""
    of_line = grouped(register.panels, lambda each: each.action)
    return {ref: in_order(rows, lambda each: each.panel_at) for ref, rows in of_line.items()}


def _reopened(register: Register) -> Mapping[str, tuple[Moment, ...]]:
    """Line -> when validity reviews reopened it, oldest first."""
    line_of = {each.ref: each.action for each in register.evidence}
    by_line = grouped(register.validity_reviews, lambda each: line_of.get(each.evidence))
    return {ref: reopened_at(rows) for ref, rows in by_line.items()}


def reopened_at(reviews: Iterable[ValidityReview]) -> tuple[Moment, ...]:
    """When the reviews of a line's files reopened it, oldest first."""
    reopening = (each for each in reviews if each.action_reinstated is True)
    dated = in_order(reopening, lambda each: each.reviewed_at)
    return tuple(each.reviewed_at for each in dated if each.reviewed_at is not None)
