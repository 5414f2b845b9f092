"""Which closures are accepted, since when, and which a validity review reopened (rules.md)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from builder.field import Action, Moment, PanelDecision, Register, ValidityReview
from builder.field.words import PanelOutcome, Status
from builder.policy import Policy
from builder.rules.facts.closing.approvers import Approvers
from builder.rules.facts.order import begins, grouped, in_order
from builder.rules.facts.positions import ClosingPosition
from builder.rules.words import moment_text


class ClosingRules(NamedTuple):
    """What decides whether a closure is accepted, whichever the line."""

    approvers: Approvers = Approvers()
    keeps_panels: bool = False
    """Where no Panels sheet is kept, the typed word counts for the figures."""
    records_begin: date | None = None
    """A line closed before this day is closed before records; ``None`` = none is."""
    closes_on_typed_word: bool = False
    """Whether the word alone ends a line, as a day of the first edition is judged."""

    @classmethod
    def of(cls, register: Register, policy: Policy) -> "ClosingRules":
        """The rules of a register under a policy."""
        is_typed = policy.closes_on_typed_word
        approvers = Approvers() if is_typed else Approvers.of(register, policy)
        return cls(approvers, register.keeps("Panels"), policy.records_begin, is_typed)

    def is_before_records(self, action: Action) -> bool:
        """Whether a line was closed before records began, and was not raised after that."""
        closed, raised = action.closed_on, action.raised_on
        if action.status is not Status.CLOSED or closed is None or self.records_begin is None:
            return False
        is_in_order = raised is None or raised.on <= closed.on
        return is_in_order and closed.on < self.records_begin


UNTOUCHED = ClosingPosition()


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
        if self._is_untouched:
            return UNTOUCHED
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
        stands = is_decided and reinstated is None
        is_accepted = is_claimed and (stands or self.rules.closes_on_typed_word)
        return ClosingPosition(
            approval=approval,
            is_accepted=is_accepted,
            accepted_at=accepted if is_accepted else None,
            reinstated_at=reinstated,
            is_before_records=is_before,
        )

    def objection(self, at: datetime) -> str:
        """Why no approval stands at a moment, as the middle of a sentence; empty where one does."""
        latest = latest_decision(self.panels, at)
        reinstated = self._reinstated_at(at)
        if latest is None:
            return "no decision of a panel on it is on record"
        if latest.decision is not PanelOutcome.APPROVED:
            return f"the latest decision, of {decided_text(latest)}, is {latest.decision}"
        if objection := self.rules.approvers.objection(self.action, latest):
            return f"the approval of {decided_text(latest)} does not stand: {objection}"
        if reinstated is not None:
            return f"a review reopened it on {moment_text(reinstated)}"
        return ""

    def accepted_spans(self, at: datetime) -> Iterator[tuple[datetime, datetime | None]]:
        """From when, until when the closure was accepted, by what had happened by a moment.

        ``None`` = it still is. Of a line not claimed closed now it is not known whether it was.
        """
        if self._is_untouched:
            return
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
    def _is_untouched(self) -> bool:
        """Whether nobody claimed, decided or reopened anything: so it is with most lines."""
        is_claimed = self.action.status is Status.CLOSED
        return not (is_claimed or self.panels or self.reopened)

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


def decided_text(decision: PanelDecision) -> str:
    """When a panel decided, in words."""
    return "an unknown day" if decision.panel_at is None else moment_text(decision.panel_at)


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
    reopening = [each for each in reviews if each.action_reinstated is True]
    if not reopening:
        return ()
    dated = in_order(reopening, lambda each: each.reviewed_at)
    return tuple(each.reviewed_at for each in dated if each.reviewed_at is not None)
