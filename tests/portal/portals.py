"""What pages are tested on: the sample, and small made registers, each judged by the rules."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from builder.field import PanelDecision, Register
from builder.field.moment import typed_moment
from builder.field.words import Status
from builder.history import History, Run
from builder.pipeline import Judged, judge
from builder.policy import Audience
from builder.portal.context import PortalContext
from builder.redaction.audiences import audience_named
from builder.redaction.history import redact_history
from builder.redaction.redact import redact
from builder.rules.assess import assess
from builder.rules.assessment import Assessment
from builder.rules.verdict import Outcome, Verdict
from builder.settings import read_settings
from builder.shipped import CHECKOUT
from tests.made import as_at, make, moment, register
from tests.portal.made_assurance import assurance_register
from tests.portal.made_register import small_register
from tests.rules import closable
from tests.rules.judging import NOW, shipped_catalogue, shipped_policy
from tests.sample.ledger import sample_ledger

STAFF = Audience(id="staff", title="Staff")
BOARD = Audience(id="board", title="Board", sees_confidential=True)
AS_AT = as_at(NOW)
"""Friday, 20 November 2026, 17:20 London."""


@cache
def judged_sample() -> Judged:
    """The sample, judged once a session at its own moment."""
    settings = replace(read_settings(CHECKOUT / "mkdocs.yml"), ledger=sample_ledger())
    return judge(settings, typed_moment(settings.as_at))


@cache
def sample_context(audience: str = "staff") -> PortalContext:
    """The sample as an audience may see it."""
    judged = judged_sample()
    reader = audience_named(judged.policy, audience, ())
    seen, assessment, _ = redact(judged.register, judged.assessment, judged.problems, reader)
    history = redact_history(judged.history, judged.register, reader)
    return context_of(seen, assessment, history, audience=reader)


def judged_context(
    *records: Any, kept: tuple[str, ...] = (), history: History | None = None, **more: Any
) -> PortalContext:
    """A few made records as the rules judge them at the sample's moment."""
    known, past = register(*records, kept=kept), history or History()
    return context_of(known, _judged(known, past), past, **more)


def _judged(known: Register, past: History) -> Assessment:
    return assess(known, shipped_policy(), shipped_catalogue(), past, AS_AT)


@cache
def _small() -> tuple[Register, Assessment]:
    known = small_register()
    return known, _judged(known, History())


def small_context(**changes: Any) -> PortalContext:
    """The small register, judged; ``changes`` replace fields of the assessment."""
    known, assessment = _small()
    return context_of(known, replace(assessment, **changes))


@cache
def _assurance() -> tuple[Register, Assessment]:
    known = assurance_register()
    return known, _judged(known, History())


def assured_context() -> PortalContext:
    """One line that was closed with its whole gate passed."""
    action, *others = closable.closable()
    closed = replace(action, status=Status.CLOSED, closed_on=moment("2026-11-19 12:00"))
    decided = make(
        PanelDecision,
        panel_at="2026-11-19 10:15",
        action=action.ref,
        decision="Approved",
        decided_by="P-2",
    )
    return judged_context(closed, *others, decided, kept=closable.KEPT)


def assurance_context(audience: Audience = STAFF, **changes: Any) -> PortalContext:
    """The register with bursts, panels and notices, judged; ``changes`` as above."""
    known, assessment = _assurance()
    return context_of(known, replace(assessment, **changes), audience=audience)


def context_of(
    known: Register, assessment: Assessment, history: History | None = None, **more: Any
) -> PortalContext:
    """A context of any register and assessment."""
    return PortalContext(
        **{
            "register": known,
            "assessment": assessment,
            "policy": shipped_policy(),
            "catalogue": shipped_catalogue(),
            "history": history or History(),
            "audience": STAFF,
            "provider_name": "Fernleigh Care",
            "build_id": "2026-11-20.made",
            "tool_version": "0.1.0",
            **more,
        }
    )


def empty_context() -> PortalContext:
    """Nothing was read and nothing judged."""
    return context_of(Register(), Assessment(as_at=AS_AT, policy_edition="2026-11"))


def verdict(rule: str, outcome: Outcome = Outcome.FIRED, **more: Any) -> Verdict:
    """One verdict that no small register gives."""
    return Verdict(rule=rule, outcome=outcome, **more)


def run(at: datetime, figures: dict[tuple[str, str, str], int], *fired: tuple[str, str]) -> Run:
    """A recorded run."""
    return Run(as_at=at, figures=figures, fired=frozenset(fired))
