"""A burst's page: its day, its sample, what was checked in practice, who was retested."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from builder.field import BurstSample, Evidence, LiveProof, ValidityReview
from builder.field.pages import EVIDENCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.evidence.burst_day import day_of
from builder.portal.evidence.burst_records import BurstRecords, burst_records
from builder.portal.evidence.draw_again import drawn_again
from builder.portal.evidence.evidence import BURST_FIGURES, REGISTERS, burst_refs, burst_value
from builder.portal.evidence.files import EvidenceLists, evidence_lists
from builder.portal.evidence.retests import role_table
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.evidence_states import evidence_tag, evidence_title
from builder.portal.parts.figures.cards import figure_grid
from builder.portal.parts.links import action_link, rule_link
from builder.portal.parts.listing import Column, Listing, choice, day, number, ref, words
from builder.portal.parts.record import searched, section
from builder.portal.parts.register_page import fired_in, fired_warning, reached
from builder.portal.parts.views import (
    Anchor,
    Block,
    KpiCard,
    KpiGrid,
    ListBlock,
    PageView,
    Paragraph,
    Piece,
    Table,
)
from builder.portal.parts.words import NOT_RECORDED, counted, date_words, moment_words, scalar_words


class _Drawn(NamedTuple):
    """A file of the sample, with what is known of it."""

    sample: BurstSample
    file: Evidence | None
    review: ValidityReview | None

    @property
    def action(self) -> str | None:
        return self.file.action if self.file else None

    @property
    def stratum(self) -> str | None:
        return self.sample.stratum.value if self.sample.stratum else None


def pages(context: PortalContext) -> Iterator[PageView]:
    """One page a burst, in the order of their refs."""
    records = burst_records(context.register)
    lists = evidence_lists(context)
    refs = burst_refs(context)
    latest = next(iter(refs), "")
    for burst in sorted(refs):
        yield _page(context, records[burst], lists, is_latest=burst == latest)


def _page(
    context: PortalContext, burst: BurstRecords, lists: EvidenceLists, *, is_latest: bool
) -> PageView:
    return PageView(
        path=burst_page(burst.ref),
        kind="burst",
        title=f"Burst {burst.ref}",
        lead=_lead(burst),
        breadcrumbs=(Anchor("Evidence", EVIDENCE_PAGE),),
        is_record=True,
        search=searched(f"Burst {burst.ref}", _lead(burst)),
        blocks=(
            *(_limits(context) if is_latest else ()),
            section("figures", "Figures", _figures(context, burst.ref, is_latest=is_latest)),
            section("day", "The day", day_of(context, burst)),
            section("sample", "The sample", _sample(context, burst, lists)),
            section("invalid", "Invalid, and why", _invalid(context, burst)),
            section("live-proof", "Seen in practice", _live_proof(context, burst, lists)),
            section(
                "retests",
                "Competence retests",
                role_table(context, burst.retests, id="burst-retests"),
                lead="By role. A retest is due within 36 hours of the file being found invalid.",
            ),
            section("draw", "How to check the draw", *_draw(context, burst)),
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
    return Listing[_Drawn](
        id="sample-files",
        caption="Files drawn",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: _file(context, each.sample.evidence, lists)),
            words("What it is", lambda each: evidence_title(each.file) if each.file else None),
            words("Action", lambda each: each.action and action_link(context, each.action)),
            choice("Drawn because", "drawn", lambda each: each.stratum),
            _answer("Matches practice", lambda review: review.matches_live_practice),
            _answer("Source current", lambda review: review.source_date_current),
            _answer("Proves outcome", lambda review: review.outcome_proof),
            day(
                "Reviewed",
                lambda each: each.review.reviewed_at if each.review else None,
                absent="Not reviewed",
            ),
            words(
                "Now",
                lambda each: evidence_tag(context.by_ref.fitness.get(each.sample.evidence)),
            ),
        ),
        empty="No file was drawn.",
    ).table(
        _Drawn(
            each,
            context.by_ref.evidence.get(each.evidence),
            burst.latest_review(each.evidence),
        )
        for each in burst.samples
    )


def _file(context: PortalContext, evidence: str, lists: EvidenceLists) -> Piece:
    if evidence not in context.by_ref.evidence:
        return evidence
    return Anchor(evidence, lists.link(evidence))


def _answer(title: str, answer: Callable[[ValidityReview], bool | None]) -> Column[_Drawn]:
    """What the latest review of a file says; nothing where there is none, or it does not say."""
    said = {True: "Yes", False: "No"}
    return words(title, lambda each: said.get(answer(each.review)) if each.review else None)


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
    return Listing[LiveProof](
        id="live-proof-checks",
        caption="Checks in practice",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: _file(context, each.evidence, lists)),
            day("Checked", lambda each: each.checked_at),
            choice("Visit", "visit", lambda each: _visit(burst, each)),
            words("Shift", lambda each: each.shift),
            number("Steps observed", lambda each: each.steps_observed),
            number("Records matching", lambda each: each.records_matching),
            number("Records checked", lambda each: each.records_checked),
            number("Staff prompts", lambda each: each.staff_prompts),
        ),
        empty="No check in practice is recorded for this burst.",
    ).table(burst.live_proof)


def _visit(burst: BurstRecords, check: LiveProof) -> str | None:
    """Whether it is the first visit to its file, which the figures speak of, or one after it."""
    if check.checked_at is None:
        return None
    visits = [each.checked_at for each in burst.live_proof if each.evidence == check.evidence]
    earlier = (each for each in visits if each is not None and each.order < check.checked_at.order)
    return "Visited again" if any(earlier) else "First"


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
