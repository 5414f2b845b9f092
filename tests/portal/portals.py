"""What pages are tested on: the sample, and small made registers, each judged by the rules."""

from dataclasses import replace
from functools import cache
from typing import Any

from builder.history import History
from builder.pipeline import Judged, judge
from builder.policy import Audience
from builder.portal.context import PortalContext
from builder.records import Register
from builder.records.moment import typed_moment
from builder.redaction.audiences import audience_named
from builder.redaction.history import redact_history
from builder.redaction.redact import redact
from builder.rules.assess import assess
from builder.rules.assessment import Assessment
from builder.settings import read_settings
from builder.shipped import CHECKOUT
from tests.made import as_at, register
from tests.rules.judging import NOW, shipped_catalogue, shipped_policy

STAFF = Audience(id="staff", title="Staff")
BOARD = Audience(id="board", title="Board", sees_confidential=True)
AS_AT = as_at(NOW)
"""Friday, 20 November 2026, 17:20 London."""


@cache
def judged_sample() -> Judged:
    """The sample, judged once a session at its own moment."""
    settings = read_settings(CHECKOUT / "mkdocs.yml")
    return judge(settings, typed_moment(settings.as_at))


@cache
def sample_context(audience: str = "staff") -> PortalContext:
    """The sample as an audience may see it."""
    judged = judged_sample()
    reader = audience_named(judged.policy, audience, ())
    seen, assessment, _ = redact(judged.register, judged.assessment, judged.problems, reader)
    history = redact_history(judged.history, judged.register, reader)
    return context_of(seen, assessment, history, audience=reader)


def made_context(
    *records: Any, kept: tuple[str, ...] = (), history: History | None = None, **more: Any
) -> PortalContext:
    """A few made records as the rules judge them at the sample's moment."""
    known = register(*records, kept=kept)
    past = history or History()
    assessment = assess(known, shipped_policy(), shipped_catalogue(), past, AS_AT)
    return context_of(known, assessment, past, **more)


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


def changed(context: PortalContext, **fields: Any) -> PortalContext:
    """A context with other fields of its assessment."""
    return replace(context, assessment=replace(context.assessment, **fields))
