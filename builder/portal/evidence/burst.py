"""A burst's page: its day, its sample, what was checked in practice, who was retested."""

from collections.abc import Iterator

from builder.field import BurstSample, LiveProof, ValidityReview
from builder.portal.context import PortalContext
from builder.portal.evidence.burst_day import day_of
from builder.portal.evidence.burst_records import BurstRecords, burst_records
from builder.portal.evidence.draw_again import drawn_again
from builder.portal.evidence.evidence import BURST_FIGURES, REGISTERS, burst_refs, burst_value
from builder.portal.evidence.files import EvidenceLists, evidence_lists
from builder.portal.evidence.retests import role_table
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    number,
    ref_column,
    text_column,
    when,
)
from builder.portal.parts.evidence_states import evidence_tag, evidence_title
from builder.portal.parts.figures.cards import figure_grid
from builder.portal.parts.links import action_link, rule_link
from builder.portal.parts.register_page import fired_in, fired_warning, reached
from builder.portal.parts.views import (
    Anchor,
    Block,
    Column,
    KpiCard,
    KpiGrid,
    ListBlock,
    PageView,
    Paragraph,
    Row,
    SearchRecord,
    Section,
    Table,
    TableCell,
)
from builder.portal.parts.words import NOT_RECORDED, counted, date_words, moment_words, scalar_words


def pages(context: PortalContext) -> Iterator[PageView]:
    """One page a burst, in the order of their refs."""
    records = burst_records(context.register)
    lists = evidence_lists(context)
    refs = burst_refs(context)
    latest = next(iter(refs), "")
    for ref in sorted(refs):
        yield _page(context, records[ref], lists, is_latest=ref == latest)


def _page(
    context: PortalContext, burst: BurstRecords, lists: EvidenceLists, *, is_latest: bool
) -> PageView:
    ref = burst.ref
    return PageView(
        path=burst_page(ref),
        kind="burst",
        title=f"Burst {ref}",
        lead=_lead(burst),
        breadcrumbs=(Anchor("Evidence", "evidence/index.html"),),
        is_record=True,
        search=SearchRecord(title=f"Burst {ref}", text=_lead(burst)[:160]),
        blocks=(
            *(_limits(context) if is_latest else ()),
            Section(
                id="figures", title="Figures", blocks=(_figures(context, ref, is_latest=is_latest),)
            ),
            Section(id="day", title="The day", blocks=(day_of(context, burst),)),
            Section(id="sample", title="The sample", blocks=(_sample(context, burst, lists),)),
            Section(id="invalid", title="Invalid, and why", blocks=(_invalid(context, burst),)),
            Section(
                id="live-proof",
                title="Seen in practice",
                blocks=(_live_proof(context, burst, lists),),
            ),
            Section(
                id="retests",
                title="Competence retests",
                lead="By role. A retest is due within 36 hours of the file being found invalid.",
                blocks=(role_table(context, burst.retests, id="burst-retests"),),
            ),
            Section(id="draw", title="How to check the draw", blocks=_draw(context, burst)),
        ),
    )


def _lead(burst: BurstRecords) -> str:
    files = counted(len(burst.samples), "file")
    return f"{files}, drawn {moment_words(burst.drawn_at, absent='at a time not recorded')}."


def _limits(context: PortalContext) -> tuple[Block, ...]:
    fired = fired_in(context, *REGISTERS)
    return fired_warning(context, reached(fired, "limit", "in this burst"), fired)


def _figures(context: PortalContext, ref: str, *, is_latest: bool) -> KpiGrid:
    """A burst's figures; those of the latest with their limits, which speak of it."""
    if is_latest:
        return figure_grid(context, BURST_FIGURES)
    cards = []
    for each in BURST_FIGURES:
        value = burst_value(context, ref, each)
        words = NOT_RECORDED if value is None else scalar_words(value)
        unit = "" if value is None else each.unit
        cards.append(KpiCard(title=each.title, figure=words, unit=unit))
    return KpiGrid(cards=tuple(cards))


def _sample(context: PortalContext, burst: BurstRecords, lists: EvidenceLists) -> Table:
    return Table(
        id="sample-files",
        caption="Files drawn",
        caption_hidden=True,
        columns=(
            ref_column("File"),
            text_column("What it is"),
            text_column("Action"),
            filter_column("Drawn because", "drawn"),
            text_column("Matches practice"),
            text_column("Source current"),
            text_column("Proves outcome"),
            date_column("Reviewed"),
            text_column("Now"),
        ),
        rows=tuple(_sample_row(context, burst, each, lists) for each in burst.samples),
        empty="No file was drawn.",
    )


def _sample_row(
    context: PortalContext, burst: BurstRecords, sample: BurstSample, lists: EvidenceLists
) -> Row:
    evidence = context.by_ref.evidence.get(sample.evidence)
    review = burst.latest_review(sample.evidence)
    action = evidence.action if evidence else None
    return Row(
        cells=(
            _file(context, sample.evidence, lists),
            cell(evidence_title(evidence) if evidence else NOT_RECORDED),
            cell(action_link(context, action) if action else NOT_RECORDED),
            cell(sample.stratum.value if sample.stratum else NOT_RECORDED),
            _answer(review.matches_live_practice if review else None),
            _answer(review.source_date_current if review else None),
            _answer(review.outcome_proof if review else None),
            when(review.reviewed_at if review else None, "Not reviewed"),
            cell(evidence_tag(context.by_ref.fitness.get(sample.evidence))),
        )
    )


def _file(context: PortalContext, ref: str, lists: EvidenceLists) -> TableCell:
    if ref not in context.by_ref.evidence:
        return cell(ref)
    return cell(Anchor(ref, lists.link(ref)))


def _answer(value: bool | None) -> TableCell:
    return cell(NOT_RECORDED if value is None else "Yes" if value else "No")


def _invalid(context: PortalContext, burst: BurstRecords) -> ListBlock:
    items = []
    for sample in burst.samples:
        review = burst.latest_review(sample.evidence)
        reasons = _failings(review) if review else ()
        if review and reasons:
            items.append((f"{sample.evidence}: {', '.join(reasons)}. {_since(review)}",))
    return ListBlock(items=tuple(items), empty="No reviewed file of this burst is invalid.")


def _failings(review: ValidityReview) -> tuple[str, ...]:
    answers = (
        (review.matches_live_practice, "does not match live practice"),
        (review.source_date_current, "its source is out of date"),
        (review.outcome_proof, "does not prove an outcome"),
    )
    return tuple(words for answer, words in answers if answer is False)


def _since(review: ValidityReview) -> str:
    parts = []
    if review.corrected_on:
        accepted = " and accepted" if review.accepted_after_correction else ""
        parts.append(f"Corrected{accepted} on {date_words(review.corrected_on.on)}.")
    if review.action_reinstated:
        parts.append("The action was reinstated.")
    return " ".join(parts) or "Not corrected yet."


def _live_proof(context: PortalContext, burst: BurstRecords, lists: EvidenceLists) -> Table:
    return Table(
        id="live-proof-checks",
        caption="Checks in practice",
        caption_hidden=True,
        columns=(
            ref_column("File"),
            Column(title="Checked", sort="date"),
            text_column("Shift"),
            Column(title="Steps observed", sort="number"),
            Column(title="Records matching", sort="number"),
            Column(title="Records checked", sort="number"),
            Column(title="Staff prompts", sort="number"),
        ),
        rows=tuple(_proof_row(context, each, lists) for each in burst.live_proof),
        empty="No check in practice is recorded for this burst.",
    )


def _proof_row(context: PortalContext, proof: LiveProof, lists: EvidenceLists) -> Row:
    return Row(
        cells=(
            _file(context, proof.evidence, lists),
            when(proof.checked_at),
            cell(proof.shift or NOT_RECORDED),
            number(proof.steps_observed),
            number(proof.records_matching),
            number(proof.records_checked),
            number(proof.staff_prompts),
        )
    )


def _draw(context: PortalContext, burst: BurstRecords) -> tuple[Block, ...]:
    if burst.drawn_at is None:
        return (Paragraph(content=("The draw has no date, so it cannot be repeated.",)),)
    return (
        Paragraph(
            content=(
                "Nobody chooses the files. The seed is the SHA-256 of the day and of every file "
                "that could be drawn, so the same day and the same workbooks give the same draw. "
                "How many must come from which lines is policy: ",
                rule_link(context, "burst_share_high_risk"),
                " and ",
                rule_link(context, "burst_share_newly_closed"),
                ".",
            )
        ),
        *drawn_again(context, burst.ref, burst.drawn_at.on.isoformat()),
    )
