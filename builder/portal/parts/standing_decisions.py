"""Why a line is back on the lists, deferred or rejected: since when, and when it is seen again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from builder.field import Moment, PanelDecision, ValidityReview
from builder.field.words import PanelOutcome
from builder.portal.context import PortalContext
from builder.portal.parts.links import action_link, person_link
from builder.portal.parts.listing import Listing, choice, day, ref, words
from builder.portal.parts.states import assured_tag
from builder.portal.parts.views import Table
from builder.portal.parts.words import date_words, list_words, sentence
from builder.rules.assessment import ActionAssessment, AssuredStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDecision:
    """What keeps a line on the lists until it is decided anew."""

    word: str
    """"Reopened", "Deferred" or "Rejected"."""
    at: Moment | None
    by: str | None
    """Person ID of the reviewer, or of whoever decided."""
    reason: str
    """As a sentence; empty where none is recorded."""
    again_on: date | None = None
    """When it is looked at again, as the panel set it."""

    @property
    def words(self) -> str:
        """All of it in one or two sentences."""
        day = f" on {date_words(self.at.on)}" if self.at else ""
        reason = self.reason or "No reason is recorded."
        again = f" Looked at again on {date_words(self.again_on)}." if self.again_on else ""
        return f"{self.word}{day}: {reason}{again}"


_DECIDED = {
    AssuredStatus.DEFERRED: PanelOutcome.DEFERRED,
    AssuredStatus.REJECTED: PanelOutcome.REJECTED,
}


def standing_decision(context: PortalContext, action: ActionAssessment) -> StandingDecision | None:
    """What keeps a line on the lists; ``None`` for a line in any other state."""
    if action.assured_status is AssuredStatus.REINSTATED:
        return _reopened(context, action)
    wanted = _DECIDED.get(action.assured_status)
    if wanted is None:
        return None
    panels = [each for each in context.of_action.panels[action.ref] if each.decision is wanted]
    return _decided(_latest(context, panels), wanted)


def _decided(decision: PanelDecision | None, outcome: PanelOutcome) -> StandingDecision:
    return StandingDecision(
        word=outcome.value,
        at=decision.panel_at if decision else None,
        by=decision.decided_by if decision else None,
        reason=sentence(decision.reason or "") if decision else "",
        again_on=decision.re_review_on if decision else None,
    )


def _latest(context: PortalContext, panels: list[PanelDecision]) -> PanelDecision | None:
    """The latest panel that was held by the as-at moment."""
    as_at = context.assessment.as_at
    held = [each for each in panels if each.panel_at and each.panel_at.has_happened(as_at)]
    return max(held, key=lambda each: each.panel_at.order if each.panel_at else (), default=None)


def _reopened(context: PortalContext, action: ActionAssessment) -> StandingDecision:
    as_at = context.assessment.as_at
    found = [
        review
        for file in context.of_action.evidence[action.ref]
        for review in context.of_action.validity[file.ref]
        if review.action_reinstated and review.reviewed_at
        if review.reviewed_at.has_happened(as_at)
    ]
    latest = max(
        found, key=lambda each: each.reviewed_at.order if each.reviewed_at else (), default=None
    )
    return StandingDecision(
        word="Reopened",
        at=latest.reviewed_at if latest else None,
        by=latest.reviewer if latest else None,
        reason=sentence(f"{latest.evidence} {list_words(_failings(latest))}") if latest else "",
    )


def _failings(review: ValidityReview) -> list[str]:
    answers = (
        (review.matches_live_practice, "does not match live practice"),
        (review.source_date_current, "has a source that is out of date"),
        (review.outcome_proof, "does not prove an outcome"),
    )
    return [words for answer, words in answers if answer is False] or ["was found invalid"]


def standing_table(context: PortalContext, actions: Iterable[ActionAssessment]) -> Table:
    """Every reopened, deferred or rejected line with its reason, the latest first."""
    found = [(action, held) for action in actions if (held := standing_decision(context, action))]
    found.sort(key=lambda each: each[1].at.end.isoformat() if each[1].at else "", reverse=True)
    return Listing[tuple[ActionAssessment, StandingDecision]](
        id="standing-decisions",
        caption="Reopened, deferred and rejected actions, the latest first",
        caption_hidden=True,
        columns=(
            ref("Ref", lambda each: action_link(context, each[0].ref)),
            choice("State", "standing", lambda each: assured_tag(each[0].assured_status)),
            day("Since", lambda each: each[1].at),
            words("Reason", lambda each: each[1].reason),
            words("Found or decided by", lambda each: person_link(context, each[1].by)),
            day("Looked at again", lambda each: each[1].again_on, absent="No day set"),
        ),
        empty="No action is reopened, deferred or rejected.",
    ).table(found)
