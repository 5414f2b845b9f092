"""For IT: what this build was made from."""

from collections.abc import Iterator

from builder.field.pages import BUILD_PAGE
from builder.policy import Override
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, number_column, plain_table, ref_column
from builder.portal.parts.cells import number as number_cell
from builder.portal.parts.links import rule_link
from builder.portal.parts.record import term
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Piece,
    Row,
    Section,
    SummaryItem,
    SummaryList,
    Table,
    Tag,
    Tone,
)
from builder.portal.parts.words import NOT_RECORDED, date_words, moment_words, scalar_words


def pages(context: PortalContext) -> Iterator[PageView]:
    """The build page."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The build page."""
    return PageView(
        path=BUILD_PAGE,
        kind="about-build",
        title="About this build",
        lead="The same inputs at the same moment give the same files, byte for byte.",
        blocks=_blocks(context),
    )


def _blocks(context: PortalContext) -> tuple[Block, ...]:
    return (
        SummaryList(items=tuple(_summary(context))),
        Section(
            id="overrides",
            title="Limits changed by this provider",
            blocks=(_overrides_table(context),),
        ),
        Section(
            id="workbooks",
            title="Workbooks",
            blocks=(
                plain_table(
                    id="build-workbooks",
                    caption="Workbooks in this build",
                    titles=("Workbook", "Last saved", "SHA-256"),
                    rows=tuple(
                        (each.workbook, moment_words(each.saved_at, short=True), each.sha256)
                        for each in context.assessment.inputs
                    ),
                    empty="No workbook was read.",
                ),
            ),
        ),
        Section(id="rows", title="Rows kept, by sheet", blocks=(_rows_table(context),)),
        Section(
            id="frameworks",
            title="Frameworks",
            blocks=(_frameworks_table(context),),
        ),
    )


def _summary(context: PortalContext) -> Iterator[SummaryItem]:
    yield term("Build", context.build_id)
    yield term("As at", moment_words(context.assessment.as_at))
    yield term("Version of the product", context.tool_version)
    yield term("Policy edition", context.assessment.policy_edition)
    yield term("Catalogue of frameworks", context.catalogue.version or NOT_RECORDED)
    yield term("Head of the ledger", context.history.head or "No ledger is kept")
    yield term("Runs in the ledger", f"{len(context.history.runs):,}")
    yield term("Audience", f"{context.audience.title} ({context.audience.id})")
    yield term("Files", "Every file with its SHA-256: build.json in the first folder.")
    yield term("As data", Anchor("The whole assessment", "data/assessment.json"))


def _overrides_table(context: PortalContext) -> Table:
    return plain_table(
        id="overridden-limits",
        caption="Limits changed by this provider",
        titles=("Limit", "Value here", "Shipped value", "Reason", "Approved by", "From"),
        rows=tuple(_override_row(context, each) for each in context.assessment.overrides),
        empty="No limit is changed: the shipped policy holds.",
    )


def _override_row(context: PortalContext, override: Override) -> tuple[Piece, ...]:
    threshold = context.policy.thresholds.get(override.threshold)
    unit = threshold.unit if threshold else ""
    shipped = threshold.shipped_value if threshold else None
    start = override.in_force_from
    return (
        rule_link(context, override.threshold),
        scalar_words(override.value, unit),
        "None" if shipped is None else scalar_words(shipped, unit),
        override.reason,
        override.approved_by or Tag(NOT_RECORDED, Tone.MUTED),
        date_words(start, short=True) if start else NOT_RECORDED,
    )


def _rows_table(context: PortalContext) -> Table:
    totals: dict[str, int] = {}
    for read in context.assessment.inputs:
        for sheet, rows in read.rows.items():
            totals[sheet] = totals.get(sheet, 0) + rows
    return Table(
        id="rows-kept",
        caption="Rows kept, by sheet",
        caption_hidden=True,
        columns=(ref_column("Sheet"), number_column("Rows")),
        rows=tuple(
            Row(cells=(cell(sheet), number_cell(totals[sheet]))) for sheet in sorted(totals)
        ),
        empty="No row was kept.",
    )


def _frameworks_table(context: PortalContext) -> Table:
    return plain_table(
        id="build-frameworks",
        caption="Frameworks in this build",
        titles=("Framework", "Id", "State"),
        rows=tuple(
            (each.title, each.id, each.status.replace("_", " "))
            for each in context.catalogue.frameworks
        ),
        empty="No framework is known.",
    )
