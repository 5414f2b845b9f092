"""Which roles may do what: each act with the thresholds that name its roles."""

from collections.abc import Mapping

from builder.field.acts import Act, ActKind
from builder.field.words import SessionKind
from builder.policy.ids import ThresholdId
from builder.policy.policy import Policy

ROLES_OF_ACTS: Mapping[ActKind, tuple[ThresholdId, ...]] = {
    SessionKind.BOARD_OPENED: ("board_opened_by",),
    SessionKind.PRIORITISATION_MEETING: ("prioritisation_meeting_led_by",),
    SessionKind.INTEGRITY_REVIEW: ("integrity_review_led_by",),
    SessionKind.END_OF_DAY_REVIEW: ("end_of_day_review_led_by",),
    SessionKind.CHALLENGE_SESSION: ("challenge_session_led_by",),
    SessionKind.RECOVERY_REVIEW: ("recovery_review_led_by",),
    SessionKind.GATE_REVIEW: ("gate_review_led_by",),
    SessionKind.ROTA_REVIEW: ("rota_review_led_by",),
    Act.BURST_DRAWN: ("burst_drawn_by",),
    Act.VALIDITY_REVIEW: ("validity_review_made_by",),
    Act.LIVE_PROOF: ("live_proof_made_by",),
    Act.RETEST: ("retest_made_by",),
    Act.CYCLE_CLOSED: ("burst_cycle_closed_by",),
    Act.PANEL: ("closure_approved_by", "own_closure_approved_by"),
    Act.BATCH: ("batch_authorised_by",),
}
"""Of a panel: the roles for most lines, then those for a line that one of the first owns."""


def roles_of_acts(policy: Policy) -> Mapping[ActKind, tuple[str, ...]]:
    """Each act with every role that may do it, in one case or another."""
    return {
        act: tuple(dict.fromkeys(role for id in ids for role in policy.words(id)))
        for act, ids in ROLES_OF_ACTS.items()
    }
