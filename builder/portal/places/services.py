"""The services: each with its live actions, its overdue ones and the limits it has reached."""

from collections.abc import Iterator

from builder.field.pages import SERVICES_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.services_table import services_table
from builder.portal.parts.views import PageView


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one list of services."""
    yield PageView(
        path=SERVICES_PAGE,
        kind="services-index",
        title="Services",
        lead="Each service with its live actions, its overdue ones and the limits it has reached.",
        blocks=(services_table(context, has_tools=True),),
    )
