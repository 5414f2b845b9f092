"""What the page of one burst reads: its records, figures, files and what was judged of its day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.field.registers import (
    BurstClosure,
    BurstSampler,
    CompetenceRetests,
    EvidenceValidity,
    Figure,
    LiveProofComparison,
)
from builder.portal.context import PortalContext
from builder.portal.parts.figures.cards import figure_grid
from builder.portal.parts.register_page import fired_in, fired_warning, reached
from builder.portal.parts.views import Block, KpiCard, KpiGrid
from builder.portal.parts.words import NOT_RECORDED, scalar_words
from builder.portal.slices.action import EvidenceFile
from builder.portal.slices.burst_records import BurstRecords, burst_records
from builder.portal.slices.evidence_lists import EvidenceLists, evidence_lists
from builder.rules.assessment import DrawCheck
from builder.rules.verdict import PROVIDER, Scalar, Subject, Verdict

SHORT_TITLES = {
    "Files": BurstSampler.selected,
    "High risk": BurstSampler.from_high_risk,
    "Newly closed": BurstSampler.from_newly_closed,
    "Invalid": EvidenceValidity.invalid,
    "Record match": LiveProofComparison.match_percent,
    "When visited again": LiveProofComparison.revisit_match_percent,
    "Competence": CompetenceRetests.average_percent,
    "Residual risks": BurstClosure.residual_risks,
}
"""Column titles of the table of bursts, with the figures under them."""
BURST_FIGURES = tuple(SHORT_TITLES.values())
REGISTERS = (BurstSampler, EvidenceValidity, LiveProofComparison, CompetenceRetests, BurstClosure)
KEPT_TIMES = (
    "burst_not_drawn",
    "validity_review_4_working_hours",
    "revisit_missed",
    "retest_36h",
    "cycle_closed_by_1800",
)
"""The rules that hold the times of its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstSlice:
    """One burst with all that its page shows of it."""

    record: BurstRecords
    limits: tuple[Block, ...]
    """The limits reached, which speak of the latest burst; empty for any other."""
    figures: KpiGrid
    """Those of the latest with their limits."""
    said: Mapping[str, tuple[Verdict, ...]]
    """Rule of a kept time -> its verdicts on this burst or one of its files."""
    files: Mapping[str, EvidenceFile]
    """Evidence ref -> each file drawn or seen in practice that stands in the register."""
    rows: Mapping[str, str]
    """Evidence ref -> the address of each of those files in the lists."""
    by_name: bool
    """Whether this audience sees retests by name."""
    draw: DrawCheck | None
    """The draw, repeated; ``None`` where it was not."""
    shown: Mapping[Subject, str]
    """What its page may link, as in ``About``."""


def burst_slices(context: PortalContext) -> Iterator[BurstSlice]:
    """One slice a burst, in the order of their refs."""
    records = burst_records(context.register)
    lists = evidence_lists(context)
    refs = burst_refs(context)
    latest = next(iter(refs), "")
    for burst in sorted(refs):
        yield _slice(context, records[burst], lists, is_latest=burst == latest)


def _slice(
    context: PortalContext, burst: BurstRecords, lists: EvidenceLists, *, is_latest: bool
) -> BurstSlice:
    by_ref = context.by_ref
    drawn = [each.evidence for each in burst.samples]
    named = dict.fromkeys([*drawn, *(each.evidence for each in burst.live_proof)])
    files = {
        ref: EvidenceFile(by_ref.evidence[ref], by_ref.fitness.get(ref))
        for ref in named
        if ref in by_ref.evidence
    }
    actions = {Subject("Actions", each.record.action or "") for each in files.values()}
    return BurstSlice(
        record=burst,
        limits=_limits(context) if is_latest else (),
        figures=_figures(context, burst.ref, is_latest=is_latest),
        said=_verdicts(context, burst),
        files=files,
        rows={ref: lists.link(ref) for ref in files},
        by_name=names_people(context),
        draw=next((each for each in context.assessment.draws if each.burst == burst.ref), None),
        shown={each: context.shown[each] for each in actions if each in context.shown},
    )


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


def _verdicts(context: PortalContext, burst: BurstRecords) -> Mapping[str, tuple[Verdict, ...]]:
    """The kept-time verdicts that are about this burst or one of its files, by rule."""
    about = {burst.ref, *(each.evidence for each in burst.samples)}
    return {
        rule: tuple(
            verdict
            for verdict in context.said.verdicts_of_rule[rule]
            if verdict.subject is not None and verdict.subject.ref in about
        )
        for rule in KEPT_TIMES
    }


def burst_value(context: PortalContext, burst: str, figure: Figure) -> Scalar:
    """What a register's row holds for a burst; ``None`` where it has none."""
    rows = context.said.result(figure.register, PROVIDER).rows
    return next((row.value(figure) for row in rows if row.subject == burst), None)


def burst_refs(context: PortalContext) -> tuple[str, ...]:
    """Every burst of the register, the latest draw first."""
    drawn: dict[str, str] = {}
    for sample in context.register.burst_samples:
        at = sample.drawn_at.end.isoformat() if sample.drawn_at else ""
        drawn[sample.burst] = max(drawn.get(sample.burst, ""), at)
    return tuple(sorted(drawn, key=lambda ref: (drawn[ref], ref), reverse=True))


def names_people(context: PortalContext) -> bool:
    """Whether this audience sees retests by name: the board alone does."""
    audience = context.audience
    return audience.sees_confidential and audience.sees_names and audience.sees_personal_data
