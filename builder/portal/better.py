"""“Are we better?”: the five outcome measures of the second document, each against before."""

from builder.portal.context import PortalContext
from builder.portal.parts import Section


def better_section(context: PortalContext, scope: str) -> Section:
    """The five measures with their period before."""
    return Section(id="better", title="Are we better?")
