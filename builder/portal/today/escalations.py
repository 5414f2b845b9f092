"""The inbox: what waits for whom, by person, worst first; then every escalation."""

from collections.abc import Iterable, Iterator

from builder.field import Telling
from builder.field.pages import ESCALATIONS_PAGE, FRONT_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import when
from builder.portal.parts.escalation_table import escalation_table, still_due
from builder.portal.parts.inbox.entries import Entry, dated, inbox, undated
from builder.portal.parts.inbox.entry_table import entry_table, records, whom
from builder.portal.parts.links import person_link
from builder.portal.parts.listing import Column, Listing, number, ref, words
from builder.portal.parts.record import none_of, section
from builder.portal.parts.views import (
    Anchor,
    Block,
    Disclosure,
    KpiCard,
    KpiGrid,
    PageView,
    Table,
    Tone,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import NOT_RECORDED, counted, moment_key

ByPerson = dict[str, list[Entry]]


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the inbox."""
    entries = inbox(context)
    people = _by_person(dated(entries))
    yield PageView(
        path=ESCALATIONS_PAGE,
        kind="escalations",
        title="Who must act",
        lead="One entry for each record and person: what failed, what to do, by when, and the "
        "cell to record it in. Each person's longest passed stands first; new is what was not "
        "asked at the last recorded build.",
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=(
            _cards(context, entries),
            section("people", "By person", _people(context, people)),
            section("list", "What waits", *_list(context, people, undated(entries))),
            section("every", "Every escalation", _every(context)),
            section("told", "Tellings on record", _tellings(context)),
        ),
    )


def _by_person(entries: Iterable[Entry]) -> ByPerson:
    """Whom entries wait for, in the order of their first."""
    people: ByPerson = {}
    for each in entries:
        people.setdefault(each.to, []).append(each)
    return people


def _cards(context: PortalContext, entries: tuple[Entry, ...]) -> KpiGrid:
    waiting = dated(entries)
    late = records(each for each in waiting if each.has_passed)
    people = counted(len({each.to for each in waiting}), "person", "people")
    new = records(each for each in entries if each.is_new)
    told = [each for each in context.assessment.escalations if each.told_at is not None]
    told_late = sum(each.has_passed for each in told)
    return KpiGrid(
        cards=(
            KpiCard(
                title="Records to act on",
                figure=f"{records(waiting):,}",
                detail=f"By a set time, for {people}.",
            ),
            KpiCard(
                title="Time has passed",
                figure=f"{late:,}",
                detail="No record that anyone was told in time." if late else "",
                tone=Tone.BAD if late else Tone.NEUTRAL,
            ),
            KpiCard(
                title="New since the last build",
                figure=f"{new:,}" if context.history.last else NOT_RECORDED,
                detail="" if context.history.last else "No earlier build is recorded.",
            ),
            KpiCard(title="Told", figure=f"{len(told):,}", detail=f"{told_late:,} of them late."),
        )
    )


def _people(context: PortalContext, people: ByPerson) -> Table:
    return Listing[str](
        id="people-table",
        caption=counted(len(people), "person", "people"),
        columns=(
            ref("Who acts", lambda each: whom(context, each)),
            number("Records", lambda each: len(people[each])),
            number("Past their time", lambda each: sum(one.has_passed for one in people[each])),
            number("New", lambda each: sum(one.is_new for one in people[each])),
            Column(Heading(title="First by", sort="date"), lambda each: when(people[each][0].by)),
        ),
        empty="Nobody has to act by a set time.",
    ).table(people)


def _list(context: PortalContext, people: ByPerson, without: tuple[Entry, ...]) -> Iterator[Block]:
    waiting = [each for entries in people.values() for each in entries]
    yield entry_table(
        context,
        waiting,
        id="inbox",
        caption=f"{counted(len(waiting), 'entry', 'entries')} "
        f"for {counted(records(waiting), 'record')}",
        empty="Nobody has to act by a set time.",
        is_full_list=True,
    )
    if without:
        told = counted(len(without), "entry", "entries")
        rest = entry_table(context, without, id="no-set-time", caption=told, is_full_list=True)
        yield Disclosure(summary=f"No set time: {told}", blocks=(rest,))


def _every(context: PortalContext) -> Disclosure:
    """The rows of the CSV file and of the assessment, what is still to be told first."""
    everything = context.assessment.escalations
    told = [each for each in everything if each.told_at is not None]
    caption = counted(len(everything), "escalation")
    table = escalation_table(
        context,
        (*still_due(everything), *told),
        id="escalations",
        caption=caption,
        is_full_list=True,
    )
    return Disclosure(summary=f"{caption}, as in the file", blocks=(table,))


def _tellings(context: PortalContext) -> Table:
    """The rows of the Told sheet, the latest first."""
    recorded = [each for each in context.register.told if each.told_at is not None]
    return Listing[Telling](
        id="tellings",
        caption=counted(len(recorded), "telling"),
        columns=(
            ref("About", lambda each: each.about or NOT_RECORDED),
            Column(Heading(title="Told at", sort="date"), lambda each: when(each.told_at)),
            words("To", lambda each: person_link(context, each.to)),
            words("By", lambda each: person_link(context, each.by)),
            words("Rule", lambda each: each.rule or "All that was open"),
        ),
        empty=none_of(context, "Told", "No telling is recorded."),
        download="told",
    ).table(sorted(recorded, key=lambda each: moment_key(each.told_at), reverse=True))
