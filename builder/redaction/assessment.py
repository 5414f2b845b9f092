"""The assessment as an audience may see it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builder.history.discrepancies import Discrepancy
from builder.policy import Audience, Override
from builder.problems import Problem
from builder.redaction.altered import altered
from builder.redaction.audiences import sees_all_but_confidential
from builder.redaction.changes import ChangeRedaction
from builder.redaction.names import Names
from builder.redaction.places import Places
from builder.redaction.records import Redaction
from builder.redaction.registers import RegisterRedaction
from builder.redaction.scope import ACTIONS, EVIDENCE
from builder.redaction.verdicts import VerdictRedaction
from builder.rules.as_typed import as_typed
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    Escalation,
    Fitness,
    RebalanceProposal,
)

_DERIVED: Mapping[str, tuple[str, ...]] = {
    "claimed_status": ("status",),
    "risk_score": ("likelihood", "consequence", "current_likelihood", "current_consequence"),
    "risk_band": ("likelihood", "consequence", "current_likelihood", "current_consequence"),
    "baseline_risk_score": ("likelihood", "consequence"),
    "due": ("due",),
    "overdue": ("due",),
    "days_overdue": ("due",),
    "overdue_band": ("due",),
    "original_due": ("original_due",),
    "overdue_on_original": ("original_due",),
    "days_open": ("raised_on",),
    "ageing_band": ("raised_on",),
}
"""What is derived of a line -> the fields of Actions that it tells of."""


def redacted_assessment(
    assessment: Assessment,
    redaction: Redaction,
    places: Places,
    audience: Audience,
    problems: tuple[Problem, ...],
) -> Assessment:
    """Takes out of an assessment what an audience may not see; figures stay as they are."""
    judgements = _Judgements(redaction, places, audience)
    if redaction.scope.withheld or not sees_all_but_confidential(audience):
        shown = judgements.said(assessment)
    else:
        shown = judgements.said_of_known_sheets(assessment)
    return replace(
        shown,
        problems=problems,
        discrepancies=_discrepancies(assessment, ChangeRedaction(redaction, audience)),
        withheld=_withheld(
            redaction, len(assessment.problems) - len(problems), audience.suppress_below
        ),
    )


def _discrepancies(assessment: Assessment, seen: ChangeRedaction) -> tuple[Discrepancy, ...]:
    return tuple(
        replace(each, change=seen.shown(each.change))
        for each in assessment.discrepancies
        if seen.may_see(each.change)
    )


def _withheld(redaction: Redaction, problems: int, least: int) -> Mapping[str, int | None]:
    names = len(redaction.names.by_ref)
    counts = {
        **redaction.scope.withheld,
        "Names of people": names,
        "Problems in withheld rows": problems,
    }
    return {
        kind: number if number >= least else None
        for kind, number in sorted(counts.items())
        if number
    }


class _Judgements:
    """Redacts what was judged of single records."""

    def __init__(self, redaction: Redaction, places: Places, audience: Audience) -> None:
        self.redaction = redaction
        self.unseen = redaction.is_unseen
        self.names: Names = redaction.names
        self.places = places
        self.audience = audience
        self.verdicts = VerdictRedaction(redaction, places, audience)
        self.hidden = self._hidden_fields(audience)
        self.records = {each.ref: each for each in redaction.register.actions}
        self.people = frozenset(each.ref for each in redaction.register.people)

    def said(self, assessment: Assessment) -> Assessment:
        """What was said of the records that are left, in the words that may be read."""
        registers = RegisterRedaction(self.verdicts, self.audience)
        hold = assessment.closure_hold
        return replace(
            assessment,
            inputs=self.redaction.register.inputs,
            overrides=tuple(map(self._override, assessment.overrides)),
            registers=registers.all(assessment.registers),
            verdicts=self.verdicts.all(assessment.verdicts),
            actions=self.lines(assessment.actions),
            escalations=self.escalations(assessment.escalations),
            closure_hold=replace(hold, cells=self.places.left(hold.cells)),
            evidence=self.evidence(assessment.evidence),
            rebalance=self.proposals(assessment.rebalance),
            # RATIONALE: a draw ranks the files of every service.
            draws=() if self.audience.services else assessment.draws,
            disagreements=registers.disagreements(assessment.disagreements),
        )

    def said_of_known_sheets(self, assessment: Assessment) -> Assessment:
        """The same where no record is withheld, which needs no look at any word."""
        is_gone = self.verdicts.is_gone
        return replace(
            assessment,
            verdicts=tuple(
                each for each in assessment.verdicts if not is_gone(each.subject, each.scope)
            ),
            escalations=tuple(
                each for each in assessment.escalations if not is_gone(each.subject, each.service)
            ),
        )

    def _override(self, override: Override) -> Override:
        text = self.redaction.text
        return replace(
            override, reason=text(override.reason), approved_by=text(override.approved_by)
        )

    @staticmethod
    def _hidden_fields(audience: Audience) -> tuple[str, ...]:
        if audience.fields is None:
            return ()
        allowed = frozenset(audience.fields.get(ACTIONS, ()))
        return tuple(name for name, needs in _DERIVED.items() if not allowed.issuperset(needs))

    def lines(self, actions: tuple[ActionAssessment, ...]) -> tuple[ActionAssessment, ...]:
        shown = self.audience.fields is None or ACTIONS in self.audience.fields
        return tuple(self._line(each) for each in actions if shown and not self.unseen(each.ref))

    def _line(self, action: ActionAssessment) -> ActionAssessment:
        gate = tuple(
            altered(each, verdict=verdict)
            for each in action.gate
            for verdict in self.verdicts.all((each.verdict,))
        )
        change = action.outcome_change
        if change is not None:
            seen = self.audience.fields is None or "Measures" in self.audience.fields
            change = altered(change, cells=self.places.left(change.cells)) if seen else None
            change = change and altered(change, measure=self.verdicts.text(change.measure))
        hidden: dict[str, Any] = dict.fromkeys(self.hidden)
        record = self.records.get(action.ref)
        shown = {} if record is None else as_typed(record, self.people)
        return altered(
            action,
            source=action.source if record is None else record.source,
            **shown,
            service=self.verdicts.service(action.service),
            gate=gate,
            findings=self.verdicts.all(action.findings),
            escalations=self.escalations(action.escalations),
            outcome_change=change,
            smallest_changes=tuple(map(self.verdicts.text, action.smallest_changes)),
            **hidden,
        )

    def escalations(self, escalations: tuple[Escalation, ...]) -> tuple[Escalation, ...]:
        return tuple(
            altered(
                each,
                subject=self.verdicts.subject(each.subject),
                service=self.verdicts.service(each.service),
                people=tuple(self._people(each.people)),
                cells=self.places.left(each.cells),
            )
            for each in escalations
            if not self.verdicts.is_gone(each.subject, each.service)
        )

    def _people(self, people: tuple[str, ...]) -> tuple[str, ...]:
        if self.names.are_hidden:
            return tuple(self.names.ref(each) or each for each in people)
        return tuple(each for each in people if not self.unseen(each))

    def evidence(self, files: tuple[Fitness, ...]) -> tuple[Fitness, ...]:
        fields = self.audience.fields
        if fields is not None and EVIDENCE not in fields:
            return ()
        hidden: dict[str, Any] = {}
        if fields is not None and "link" not in fields[EVIDENCE]:
            hidden = dict.fromkeys(("file_state", "sha256", "accepted_sha256"), "")
        return tuple(
            altered(
                each,
                **hidden,
                reasons=tuple(self.verdicts.text(reason) for reason in each.reasons),
                action="" if self.unseen(each.action) else each.action,
                same_file=tuple(ref for ref in each.same_file if not self.unseen(ref)),
            )
            for each in files
            if not self.unseen(each.ref)
        )

    def proposals(self, proposals: tuple[RebalanceProposal, ...]) -> tuple[RebalanceProposal, ...]:
        return tuple(
            self._proposal(each) for each in proposals if self.verdicts.is_scope_seen(each.scope)
        )

    def _proposal(self, proposal: RebalanceProposal) -> RebalanceProposal:
        moves = tuple(
            replace(
                each,
                from_person="".join(self._people((each.from_person,))),
                to_person="".join(self._people((each.to_person,))),
            )
            for each in proposal.moves
            if not self.unseen(each.action)
        )
        after = {
            self.names.ref(person) or person: percent
            for person, percent in proposal.after_percent.items()
            if self.names.are_hidden or not self.unseen(person)
        }
        return replace(proposal, moves=moves, after_percent=after)
