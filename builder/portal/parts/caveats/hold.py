"""The block on closure approvals, in force or to come, as several pages say it."""

from builder.portal.context import PortalContext
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.views import Anchor, Block, Tone, Warning
from builder.portal.parts.words import moment_words
from builder.rules.assessment import ClosureHold


def hold_warning(context: PortalContext) -> tuple[Block, ...]:
    """The block on closure approvals, where it is in force or will begin today."""
    hold = context.assessment.closure_hold
    if not (hold.in_force or hold.begins_at):
        return ()
    risks = "" if hold.residual_risks is None else f"{hold.residual_risks} evidence risks remain. "
    burst = Anchor(f"See burst {hold.burst}", burst_page(hold.burst)) if hold.burst else ""
    if not hold.in_force:
        words = (
            "Unless enough are corrected before, no action of any service may be approved then. "
        )
        return (
            Warning(title=coming_title(hold), tone=Tone.WATCH, body=(f"{risks}{words}", burst)),
        )
    until = moment_words(hold.until, absent="the next board")
    return (
        Warning(
            title="Closure approvals are suspended",
            body=(f"{risks}No action of any service may be approved before {until}. ", burst),
        ),
    )


def coming_title(hold: ClosureHold) -> str:
    """When a hold that is not in force will begin."""
    return f"Closure approvals will be suspended from {moment_words(hold.begins_at)}"


def hold_words(context: PortalContext) -> tuple[str, ...]:
    """The block on closure approvals as one sentence; empty where there is none."""
    hold = context.assessment.closure_hold
    if hold.in_force:
        until = f" until {moment_words(hold.until)}" if hold.until else ""
        return (f"Closure approvals are suspended{until}.",)
    return (f"{coming_title(hold)}.",) if hold.begins_at else ()
