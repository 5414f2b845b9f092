"""Escalations: one a subject and recipient, with its reasons and its time; soonest first."""

from collections import Counter
from collections.abc import Iterator

from builder.field import Telling
from builder.field.pages import ESCALATIONS_PAGE, FRONT_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import when
from builder.portal.parts.escalation_table import RUNGS, escalation_table, still_due
from builder.portal.parts.links import person_link, rule_link
from builder.portal.parts.listing import Column, Listing, number, ref, words
from builder.portal.parts.record import none_of, section
from builder.portal.parts.views import Anchor, KpiCard, KpiGrid, PageView, Table, Tone
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import (
    NOT_RECORDED,
    capitalised,
    counted,
    list_words,
    moment_key,
    moment_words,
    sentence,
)
from builder.rules.assessment import Escalation


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of escalations."""
    everything = context.assessment.escalations
    waiting = still_due(everything)
    table = escalation_table(
        context,
        (*waiting, *(each for each in everything if each.told_at is not None)),
        id="escalations",
        caption=counted(len(everything), "escalation"),
        is_full_list=True,
    )
    yield PageView(
        path=ESCALATIONS_PAGE,
        kind="escalations",
        title="Escalations",
        lead="One entry for each subject and whoever must be told of it. An overdue action goes to "
        "the highest of owner, manager and provider that it has reached.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            _cards(everything),
            section("list", "All escalations", table),
            section("reasons", "What they come from", _reasons(context, waiting)),
            section("told", "Tellings on record", _tellings(context)),
        ),
    )


def _cards(everything: tuple[Escalation, ...]) -> KpiGrid:
    waiting = still_due(everything)
    late = sum(each.has_passed for each in waiting)
    soonest = next((each.by for each in waiting if each.by and not each.has_passed), None)
    rungs = Counter(each.rung for each in waiting)
    shares = list_words(f"{rungs[rung]:,} to the {rung}" for rung in RUNGS if rungs[rung])
    told = [each for each in everything if each.told_at is not None]
    told_late = sum(each.has_passed for each in told)
    return KpiGrid(
        cards=(
            KpiCard(
                title="No record of telling", figure=f"{len(waiting):,}", detail=sentence(shares)
            ),
            KpiCard(
                title="Time has passed",
                figure=f"{late:,}",
                detail="No record that anyone was told in time." if late else "",
                tone=Tone.BAD if late else Tone.NEUTRAL,
            ),
            KpiCard(title="Next by", figure=moment_words(soonest, short=True, absent="None")),
            KpiCard(title="Told", figure=f"{len(told):,}", detail=f"{told_late:,} of them late."),
        )
    )


def _tellings(context: PortalContext) -> Table:
    """The rows of the Told sheet, the latest first."""
    dated = [each for each in context.register.told if each.told_at is not None]
    return Listing[Telling](
        id="tellings",
        caption=counted(len(dated), "telling"),
        columns=(
            ref("About", lambda each: each.about or NOT_RECORDED),
            Column(Heading(title="Told at", sort="date"), lambda each: when(each.told_at)),
            words("To", lambda each: person_link(context, each.to)),
            words("By", lambda each: person_link(context, each.by)),
            words("Rule", lambda each: each.rule or "All that was open"),
        ),
        empty=none_of(context, "Told", "No telling is recorded."),
        download="told",
    ).table(sorted(dated, key=lambda each: moment_key(each.told_at), reverse=True))


def _reasons(context: PortalContext, waiting: tuple[Escalation, ...]) -> Table:
    counts = Counter((rule, each.to) for each in waiting for rule in each.because)
    return Listing[tuple[str, str]](
        id="reasons-table",
        caption="Escalations still to be told, by rule",
        columns=(
            ref("Rule", lambda each: rule_link(context, each[0])),
            words("Who is told", lambda each: capitalised(each[1])),
            number("Number", lambda each: counts[each]),
        ),
        empty="Nothing is waiting.",
    ).table(sorted(counts, key=lambda each: (-counts[each], each)))
