"""The people who act: the list, and the page of one with what they own, manage and do next."""

from collections.abc import Iterator, Sequence

from builder.field import Person, local_date
from builder.field.pages import ESCALATIONS_PAGE, PEOPLE_PAGE
from builder.field.registers import WorkloadRebalance
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import (
    OF_PERSON,
    action_table,
    on_lists,
    urgent_first,
)
from builder.portal.parts.addresses import person_page
from builder.portal.parts.downloads import owner_calendar
from builder.portal.parts.duties import duty_words, observed_words
from builder.portal.parts.escalation_table import FEW, escalation_table, still_due
from builder.portal.parts.figures.drawings import workload_chart
from builder.portal.parts.links import joined, person_link, person_roles
from builder.portal.parts.listing import Listing, number, ref, words
from builder.portal.parts.record import none_of, source_strip, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    Disclosure,
    PageView,
    Paragraph,
    SearchRecord,
    Section,
    SummaryList,
    Table,
    Tone,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted, date_words, quantity, sentence
from builder.rules.assessment import ActionAssessment, Escalation, RegisterRow
from builder.rules.verdict import PROVIDER, Outcome, Subject

LINES = OF_PERSON
MOST_FIRST = 10
"""How many escalations are shown before the rest is folded away."""
MOST_MORE = 90
"""How many are folded away before the page refers to the list."""
MOST_BARS = 8
"""How many of the highest loads stand beside a person's own."""


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list, then one page a person."""
    loads = _load_rows(context)
    yield _index(context)
    for person in context.register.people:
        yield _page(context, person, loads.get(person.ref))


def _load_rows(context: PortalContext) -> dict[str, RegisterRow]:
    result = context.said.result(WorkloadRebalance, PROVIDER)
    return {row.subject: row for row in result.rows}


def open_lines(actions: Sequence[ActionAssessment]) -> tuple[ActionAssessment, ...]:
    """Those that are on the lists, the most urgent first."""
    return urgent_first(action for action in actions if on_lists(action))


def _index(context: PortalContext) -> PageView:
    people = context.register.people
    owned, managed = context.said.actions_of_owner, context.said.actions_of_manager
    listing = Listing[Person](
        id="people",
        caption=counted(len(people), "person", "people"),
        columns=(
            ref("Name", lambda each: person_link(context, each.ref)),
            words("Roles", _roles),
            number("Actions owned", lambda each: len(open_lines(owned[each.ref]))),
            number("Overdue", lambda each: _overdue(owned[each.ref])),
            number("Actions managed", lambda each: len(open_lines(managed[each.ref]))),
            words("In post", lambda each: _in_post(context, each)),
        ),
        empty=none_of(context, "People", "Nobody is recorded."),
        download="people",
        has_tools=True,
    )
    return PageView(
        path=PEOPLE_PAGE,
        kind="people-index",
        title="People",
        lead="Everybody who owns, manages or reviews an action.",
        blocks=(listing.table(people),),
    )


def _roles(person: Person) -> str:
    return ", ".join(role.value for role in person.roles) or NOT_RECORDED


def _overdue(actions: Sequence[ActionAssessment]) -> int:
    return sum(action.overdue is True and action.is_live for action in actions)


def _in_post(context: PortalContext, person: Person) -> str:
    today = local_date(context.assessment.as_at)
    if person.active_to is not None and person.active_to < today:
        return f"Left on {date_words(person.active_to, short=True)}"
    if person.active_from is not None and person.active_from > today:
        return f"From {date_words(person.active_from, short=True)}"
    return "Yes"


def _page(context: PortalContext, person: Person, load: RegisterRow | None) -> PageView:
    name = person.display_name or person.ref
    roles = person_roles(context, person.ref)
    owned = open_lines(context.said.actions_of_owner[person.ref])
    overdue = _overdue(owned)
    managed = open_lines(context.said.actions_of_manager[person.ref])
    counts = f"Owns {counted(len(owned), 'open action')}, {overdue:,} overdue"
    if managed:
        counts += f". Manages {len(managed):,}, {_overdue(managed):,} overdue"
    return PageView(
        path=person_page(person.ref),
        kind="person",
        title=name,
        lead=sentence(f"{roles}. {counts}" if roles else counts),
        breadcrumbs=(Anchor("People", PEOPLE_PAGE),),
        search=SearchRecord(title=name, text=roles),
        blocks=tuple(_blocks(context, person, owned, load)),
        is_record=True,
    )


def _blocks(
    context: PortalContext,
    person: Person,
    owned: tuple[ActionAssessment, ...],
    load: RegisterRow | None,
) -> Iterator[Block]:
    yield from _load_warning(context, person)
    yield from _load(context, load)
    yield from _next(context, person)
    yield _lines(context, owned, "owned", "Actions owned", "No open action is owned.")
    if any(action.is_live for action in owned):
        link = Anchor("These deadlines as a calendar", owner_calendar(person.ref))
        yield Paragraph(content=(link,))
    managed = open_lines(context.said.actions_of_manager[person.ref])
    if managed:
        yield _lines(context, managed, "managed", "Actions managed", "")
    yield _about(context, person)
    yield source_strip(person.source)


def _load_warning(context: PortalContext, person: Person) -> Iterator[Warning]:
    for verdict in context.said.verdicts_of_subject[Subject("People", person.ref)]:
        if verdict.rule == "workload_pressure" and verdict.outcome is Outcome.FIRED:
            yield Warning(
                title="Workload is above the limit",
                tone=Tone.BAD,
                body=(f"{observed_words(context, verdict)} {duty_words(context, verdict)}",),
            )


def _load(context: PortalContext, load: RegisterRow | None) -> Iterator[Block]:
    if load is None:
        return
    chart = workload_chart(context, most=MOST_BARS, focus=load.subject)
    if chart is not None:
        yield Section(id="workload", title="Workload beside other managers", blocks=(chart,))


def _next(context: PortalContext, person: Person) -> Iterator[Section]:
    waiting = still_due(context.said.escalations_of_person[person.ref])
    if not waiting:
        return
    first, rest = waiting[:MOST_FIRST], waiting[MOST_FIRST:]
    blocks: list[Block] = [_duties(context, first, "duties")]
    if rest:
        more = _duties(context, rest[:MOST_MORE], "more-duties")
        every = Paragraph(content=(Anchor("See all escalations", ESCALATIONS_PAGE),))
        blocks.append(Disclosure(summary=f"{len(rest):,} more", blocks=(more, every)))
    yield Section(
        id="next",
        title="What to act on next",
        lead="Escalations to a role that this person holds, soonest first.",
        blocks=tuple(blocks),
    )


def _duties(context: PortalContext, escalations: Sequence[Escalation], id: str) -> Table:
    caption = counted(len(escalations), "escalation")
    return escalation_table(context, escalations, id=id, caption=caption, columns=FEW)


def _lines(
    context: PortalContext,
    actions: tuple[ActionAssessment, ...],
    id: str,
    title: str,
    empty: str,
) -> Section:
    return Section(
        id=id,
        title=title,
        blocks=(
            action_table(
                context,
                actions,
                id=f"{id}-lines",
                caption=f"{counted(len(actions), 'action')}, most urgent first",
                columns=LINES,
                empty=empty,
            ),
        ),
    )


def _about(context: PortalContext, person: Person) -> Section:
    reports = context.said.reports_of[person.ref]
    names = joined(person_link(context, each.ref) for each in reports)
    items = (
        term("Roles", _roles(person)),
        term("Reports to", person_link(context, person.reports_to)),
        term("Reported to by", *(names or ("Nobody",))),
        term("Hours a week for actions", _hours(person)),
        term("In post", _in_post(context, person)),
    )
    return Section(id="about", title="About", blocks=(SummaryList(items=items),))


def _hours(person: Person) -> str:
    return quantity(person.weekly_capacity_hours, "hours", absent=NOT_RECORDED)
