"""A burst's page: its day, its sample, what was checked in practice, who was retested."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from builder.field import BurstSample, Evidence, LiveProof, ValidityReview
from builder.field.pages import EVIDENCE_PAGE
from builder.portal.evidence.burst_day import day_of
from builder.portal.evidence.draw_again import drawn_again
from builder.portal.evidence.retests import role_table
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.evidence_states import evidence_tag, evidence_title
from builder.portal.parts.links import action_link, rule_link
from builder.portal.parts.listing import Column, Listing, choice, day, number, ref, words
from builder.portal.parts.record import searched, section
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Piece,
    Table,
)
from builder.portal.parts.words import counted, date_words, moment_words
from builder.portal.shared import About
from builder.portal.slices.action import EvidenceFile
from builder.portal.slices.burst import BurstSlice
from builder.portal.slices.burst_records import BurstRecords
from builder.rules.assessment import Fitness


class _Drawn(NamedTuple):
    """A file of the sample, with what is known of it."""

    sample: BurstSample
    known: EvidenceFile | None
    review: ValidityReview | None

    @property
    def file(self) -> Evidence | None:
        return self.known.record if self.known else None

    @property
    def fitness(self) -> Fitness | None:
        return self.known.fitness if self.known else None

    @property
    def action(self) -> str | None:
        return self.file.action if self.file else None

    @property
    def stratum(self) -> str | None:
        return self.sample.stratum.value if self.sample.stratum else None


def page(slice: BurstSlice, about: About) -> PageView:
    """The page of one burst."""
    burst, about = slice.record, replace(about, shown=slice.shown)
    return PageView(
        path=burst_page(burst.ref),
        kind="burst",
        title=f"Burst {burst.ref}",
        lead=_lead(burst),
        breadcrumbs=(Anchor("Evidence", EVIDENCE_PAGE),),
        is_record=True,
        search=searched(f"Burst {burst.ref}", _lead(burst)),
        blocks=(
            *slice.limits,
            section("invalid", "Invalid, and why", _invalid(slice)),
            section("figures", "Figures", slice.figures),
            section("sample", "The sample", _sample(slice, about)),
            section("live-proof", "Seen in practice", _live_proof(slice)),
            section(
                "retests",
                "Competence retests",
                role_table(about, burst.retests, id="burst-retests", by_name=slice.by_name),
                lead="By role. A retest is due within 36 hours of the file being found invalid.",
            ),
            section("day", "The day", day_of(slice, about)),
            section("draw", "How to check the draw", *_draw(slice, about)),
        ),
    )


def _lead(burst: BurstRecords) -> str:
    files = counted(len(burst.samples), "file")
    return f"{files}, drawn {moment_words(burst.drawn_at, absent='at a time not recorded')}."


def _sample(slice: BurstSlice, about: About) -> Table:
    return Listing[_Drawn](
        id="sample-files",
        caption="Files drawn",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: _file(slice, each.sample.evidence)),
            words("What it is", lambda each: evidence_title(each.file) if each.file else None),
            words("Action", lambda each: each.action and action_link(about, each.action)),
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
                lambda each: (evidence_tag(each.fitness), _corrected(each.review)),
            ),
        ),
        empty="No file was drawn.",
    ).table(
        _Drawn(
            each,
            slice.files.get(each.evidence),
            slice.record.latest_review(each.evidence),
        )
        for each in slice.record.samples
    )


def _file(slice: BurstSlice, evidence: str) -> Piece:
    row = slice.rows.get(evidence)
    return evidence if row is None else Anchor(evidence, row)


def _answer(title: str, answer: Callable[[ValidityReview], bool | None]) -> Column[_Drawn]:
    """What the latest review of a file says; nothing where there is none, or it does not say."""
    said = {True: "Yes", False: "No"}
    return words(title, lambda each: said.get(answer(each.review)) if each.review else None)


def _corrected(review: ValidityReview | None) -> str:
    """When a file's correction was accepted, for the review that found it invalid."""
    if review is None or not review.corrected_on or not review.accepted_after_correction:
        return ""
    return f" Corrected on {date_words(review.corrected_on.on, short=True)}"


def _invalid(slice: BurstSlice) -> ListBlock:
    items = []
    for sample in slice.record.samples:
        review = slice.record.latest_review(sample.evidence)
        if review is not None:
            known = slice.files.get(sample.evidence)
            reasons = _failings(review) or _outdated(known.fitness if known else None, review)
            if reasons:
                items.append((f"{sample.evidence}: {', '.join(reasons)}. {_since(review)}",))
    return ListBlock(items=tuple(items), empty="No reviewed file of this burst is invalid.")


def _failings(review: ValidityReview) -> tuple[str, ...]:
    answers = (
        (review.matches_live_practice, "does not match live practice"),
        (review.source_date_current, "its source is out of date"),
        (review.outcome_proof, "does not prove an outcome"),
    )
    return tuple(words for answer, words in answers if answer is False)


def _outdated(fitness: Fitness | None, review: ValidityReview) -> tuple[str, ...]:
    """Why a file is invalid whose reviewer answered yes three times: its age, by the rules."""
    if fitness is None or review.reviewed_at is None or fitness.state != "invalid":
        return ()
    is_of_it = fitness.reviewed_at == review.reviewed_at.end
    return tuple(each.rstrip(".") for each in fitness.reasons) if is_of_it else ()


def _since(review: ValidityReview) -> str:
    parts = []
    if review.corrected_on:
        accepted = " and accepted" if review.accepted_after_correction else ""
        parts.append(f"Corrected{accepted} on {date_words(review.corrected_on.on)}.")
    if review.action_reinstated:
        parts.append("The action was reinstated.")
    return " ".join(parts) or "Not corrected yet."


def _live_proof(slice: BurstSlice) -> Table:
    burst = slice.record
    return Listing[LiveProof](
        id="live-proof-checks",
        caption="Checks in practice",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: _file(slice, each.evidence)),
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


def _draw(slice: BurstSlice, about: About) -> tuple[Block, ...]:
    drawn_at = slice.record.drawn_at
    if drawn_at is None:
        return (Paragraph(content=("The draw has no date, so it cannot be repeated.",)),)
    return (
        Paragraph(
            content=(
                "Nobody chooses the files. The seed is the SHA-256 of the day and of every file "
                "that could be drawn, so the same day and the same workbooks give the same draw. "
                "How many must come from which actions is policy: ",
                rule_link(about, "burst_share_high_risk"),
                " and ",
                rule_link(about, "burst_share_newly_closed"),
                ".",
            )
        ),
        *drawn_again(slice.draw, drawn_at.on.isoformat()),
    )
