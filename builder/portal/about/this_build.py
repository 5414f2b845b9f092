"""For IT: what this build was made from."""

from collections import Counter
from collections.abc import Iterator

from builder.field.pages import BUILD_PAGE
from builder.policy import Override
from builder.portal.context import PortalContext
from builder.portal.parts.links import rule_link
from builder.portal.parts.listing import Listing, number, plain_table, ref
from builder.portal.parts.record import section, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
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
        section("overrides", "Limits changed by this provider", _overrides_table(context)),
        section(
            "workbooks",
            "Workbooks",
            plain_table(
                context.assessment.inputs,
                id="build-workbooks",
                caption="Workbooks in this build",
                columns={
                    "Workbook": lambda each: each.workbook,
                    "Last saved": lambda each: moment_words(each.saved_at, short=True),
                    "SHA-256": lambda each: each.sha256,
                },
                empty="No workbook was read.",
            ),
        ),
        section("rows", "Rows kept, by sheet", _rows_table(context)),
        section("frameworks", "Frameworks", _frameworks_table(context)),
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
    def unit(override: Override) -> str:
        threshold = context.policy.thresholds.get(override.threshold)
        return threshold.unit if threshold else ""

    return plain_table(
        context.assessment.overrides,
        id="overridden-limits",
        caption="Limits changed by this provider",
        columns={
            "Limit": lambda each: rule_link(context, each.threshold),
            "Value here": lambda each: scalar_words(each.value, unit(each)),
            "Shipped value": lambda each: _shipped(context, each, unit(each)),
            "Reason": lambda each: each.reason,
            "Approved by": lambda each: each.approved_by or Tag(NOT_RECORDED, Tone.MUTED),
            "From": _start,
        },
        empty="No limit is changed: the shipped policy holds.",
    )


def _shipped(context: PortalContext, override: Override, unit: str) -> str:
    threshold = context.policy.thresholds.get(override.threshold)
    shipped = threshold.shipped_value if threshold else None
    return "None" if shipped is None else scalar_words(shipped, unit)


def _start(override: Override) -> str:
    start = override.in_force_from
    return date_words(start, short=True) if start else NOT_RECORDED


def _rows_table(context: PortalContext) -> Table:
    totals: Counter[str] = Counter()
    for read in context.assessment.inputs:
        totals.update(read.rows)
    return Listing[str](
        id="rows-kept",
        caption="Rows kept, by sheet",
        caption_hidden=True,
        columns=(ref("Sheet", str), number("Rows", lambda sheet: totals[sheet])),
        empty="No row was kept.",
    ).table(sorted(totals))


def _frameworks_table(context: PortalContext) -> Table:
    return plain_table(
        context.catalogue.frameworks,
        id="build-frameworks",
        caption="Frameworks in this build",
        columns={
            "Framework": lambda each: each.title,
            "Id": lambda each: each.id,
            "State": lambda each: each.status.replace("_", " "),
        },
        empty="No framework is known.",
    )
