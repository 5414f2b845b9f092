"""The register of snapshots handed over, for the board alone."""

from collections.abc import Iterator

from builder.field.pages import SNAPSHOT_PAGE, SNAPSHOTS_PAGE
from builder.history import GivenSnapshot
from builder.portal.context import PortalContext
from builder.portal.parts.links import service_name
from builder.portal.parts.listing import Listing, day, ref, words
from builder.portal.parts.views import Anchor, PageView, Paragraph
from builder.portal.parts.words import counted
from builder.redaction.audiences import sees_everything

GROUP = 16
"""Digits of a digest that stand together."""
HOW = (
    "A snapshot is entered here when it is packed with: portal snapshot --recipient ROLE. To check "
    "one that somebody holds, compare its SHA-256, or run: portal verify FILE.zip"
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The register of snapshots; no page for any other audience than the board."""
    if sees_everything(context.audience):
        yield page(context)


def page(context: PortalContext) -> PageView:
    """The register of snapshots, the latest first."""
    given = context.history.given
    return PageView(
        path=SNAPSHOTS_PAGE,
        kind="snapshots",
        title="Snapshots given",
        lead=f"{counted(len(given), 'snapshot')} handed over up to the as-at moment."
        if given
        else "No snapshot is recorded as handed over.",
        breadcrumbs=(Anchor("About this snapshot", SNAPSHOT_PAGE),),
        blocks=(
            Paragraph(content=(HOW,)),
            _listing(context).table(reversed(given)),
        ),
    )


def _listing(context: PortalContext) -> Listing[GivenSnapshot]:
    return Listing(
        id="snapshots-given",
        caption="Snapshots handed over, the latest first",
        columns=(
            day("Given", lambda each: each.given_at),
            ref("To", lambda each: each.recipient),
            day("Shows", lambda each: each.as_at),
            words("Made for", lambda each: _audience(context, each.audience)),
            words("Services", lambda each: _services(context, each) or "All services"),
            words("Signed", lambda each: "Yes" if each.is_signed else "No"),
            words("Build", lambda each: each.build_id),
            words("SHA-256", lambda each: _grouped(each.sha256)),
        ),
        empty="None.",
    )


def _audience(context: PortalContext, id: str) -> str:
    audience = context.policy.audiences.get(id)
    return audience.title if audience else id


def _services(context: PortalContext, given: GivenSnapshot) -> str:
    return ", ".join(service_name(context, each) for each in given.services)


def _grouped(digest: str) -> str:
    """A digest in groups, so that it fits on paper."""
    starts = range(0, len(digest), GROUP)
    return " ".join(digest[start : start + GROUP] for start in starts)
