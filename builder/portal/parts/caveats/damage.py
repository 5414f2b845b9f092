"""The banner of a damaged ledger, which stands on every page."""

from builder.portal.context import PortalContext
from builder.portal.parts.views import Block, Warning


def ledger_banner(context: PortalContext) -> tuple[Block, ...]:
    """What is wrong with the ledger; nothing where it is as it was written."""
    fault = context.history.fault
    if fault is None:
        return ()
    told = f"{fault.place}: {fault.message} {fault.remedy}"
    left = "History, trends and changes on these pages end before that."
    return (Warning(title="The history is damaged", body=(f"{told} {left}",)),)
