"""The register of snapshots handed over, for the board alone."""

from collections.abc import Iterator

from builder.field.pages import SNAPSHOT_PAGE, SNAPSHOTS_PAGE
from builder.history import GivenSnapshot
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, date_column, ref_column, text_column, when
from builder.portal.parts.links import service_name
from builder.portal.parts.views import Anchor, PageView, Paragraph, Row, Table
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
            Table(
                id="snapshots-given",
                caption="Snapshots handed over, the latest first",
                columns=(
                    date_column("Given"),
                    ref_column("To"),
                    date_column("Shows"),
                    text_column("Made for"),
                    text_column("Services"),
                    text_column("Signed"),
                    text_column("Build"),
                    text_column("SHA-256"),
                ),
                rows=tuple(_row(context, each) for each in reversed(given)),
                empty="None.",
            ),
        ),
    )


def _row(context: PortalContext, given: GivenSnapshot) -> Row:
    audience = context.policy.audiences.get(given.audience)
    services = ", ".join(service_name(context, each) for each in given.services)
    return Row(
        cells=(
            when(given.given_at),
            cell(given.recipient),
            when(given.as_at),
            cell(audience.title if audience else given.audience),
            cell(services or "All services"),
            cell("Yes" if given.is_signed else "No"),
            cell(given.build_id),
            cell(_grouped(given.sha256)),
        )
    )


def _grouped(digest: str) -> str:
    """A digest in groups, so that it fits on paper."""
    starts = range(0, len(digest), GROUP)
    return " ".join(digest[start : start + GROUP] for start in starts)
