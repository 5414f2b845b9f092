"""The block on closure approvals, as the pages of evidence and of closure say it."""

from builder.portal.context import PortalContext
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.views import Anchor, Block, Warning
from builder.portal.parts.words import moment_words


def hold_warning(context: PortalContext) -> tuple[Block, ...]:
    """The block on closure approvals, where it is in force."""
    hold = context.assessment.closure_hold
    if not hold.in_force:
        return ()
    risks = "" if hold.residual_risks is None else f"{hold.residual_risks} evidence risks remain. "
    until = moment_words(hold.until, absent="the next board")
    burst = Anchor(f"See burst {hold.burst}", burst_page(hold.burst)) if hold.burst else ""
    return (
        Warning(
            title="Closure approvals are suspended",
            body=(f"{risks}No line of any service may be approved before {until}. ", burst),
        ),
    )
