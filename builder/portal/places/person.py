"""The page of one person who acts: what is theirs by week, what they own and manage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from builder.field import Person
from builder.field.pages import PEOPLE_PAGE
from builder.portal.parts.action_table import COLUMNS, OF_PERSON, ActionLine, ActionRow
from builder.portal.parts.addresses import person_page
from builder.portal.parts.downloads import owner_calendar
from builder.portal.parts.figures.drawings import workload_drawn
from builder.portal.parts.links import joined, person_link, person_roles
from builder.portal.parts.listing import Listing
from builder.portal.parts.record import searched, source_strip, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Section,
    SummaryList,
    Tone,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted, quantity, sentence
from builder.portal.places.person_work import work
from builder.portal.shared import About
from builder.portal.slices.person import PersonSlice
from builder.rules.assessment import ActionAssessment


def roles_words(person: Person) -> str:
    """Somebody's roles in a row."""
    return ", ".join(role.value for role in person.roles) or NOT_RECORDED


def overdue(actions: Iterable[ActionAssessment]) -> int:
    """How many of the live ones are overdue."""
    return sum(action.overdue is True and action.is_live for action in actions)


def page(slice: PersonSlice, about: About) -> PageView:
    """The page of one person."""
    person, about = slice.record, replace(about, shown=slice.shown)
    name = person.display_name or person.ref
    roles = person_roles(about, person.ref)
    late = overdue(each.said for each in slice.owned)
    counts = f"Owns {counted(len(slice.owned), 'open action')}, {late:,} overdue"
    if slice.managed:
        late = overdue(each.said for each in slice.managed)
        counts += f". Manages {len(slice.managed):,}, {late:,} overdue"
    return PageView(
        path=person_page(person.ref),
        kind="person",
        title=name,
        lead=sentence(f"{roles}. {counts}" if roles else counts),
        breadcrumbs=(Anchor("People", PEOPLE_PAGE),),
        search=searched(name, roles),
        blocks=tuple(_blocks(slice, about)),
        is_record=True,
    )


def _blocks(slice: PersonSlice, about: About) -> Iterator[Block]:
    for words in slice.over_limit:
        yield Warning(title="Workload is above the limit", tone=Tone.BAD, body=(words,))
    yield from work(slice, about)
    if slice.workload is not None:
        title, drawn = "Workload beside other managers", workload_drawn(slice.workload)
        yield Section(id="workload", title=title, blocks=(drawn,), is_screen_only=True)
    yield _lines(about, slice.owned, "owned", "Actions owned", "No open action is owned.")
    if any(each.said.is_live for each in slice.owned):
        link = Anchor("These deadlines as a calendar", owner_calendar(slice.record.ref))
        yield Paragraph(content=(link,))
    if slice.managed:
        yield _lines(about, slice.managed, "managed", "Actions managed", "")
    yield _about(slice, about)
    yield source_strip(slice.record.source)


def _lines(about: About, actions: Sequence[ActionLine], id: str, title: str, empty: str) -> Section:
    listing = Listing[ActionRow](
        id=f"{id}-lines",
        caption=f"{counted(len(actions), 'action')}, most urgent first",
        columns=tuple(COLUMNS[name] for name in OF_PERSON),
        empty=empty,
    )
    table = listing.table(ActionRow(about, *each) for each in actions)
    return Section(id=id, title=title, blocks=(table,), is_screen_only=True)


def _about(slice: PersonSlice, about: About) -> Section:
    person = slice.record
    names = joined(person_link(about, each) for each in slice.reports)
    items = (
        term("Roles", roles_words(person)),
        term("Reports to", person_link(about, person.reports_to)),
        term("Reported to by", *(names or ("Nobody",))),
        term("Hours a week for actions", _hours(person)),
        term("In post", slice.in_post),
    )
    blocks = (SummaryList(items=items),)
    return Section(id="about", title="About", blocks=blocks, is_screen_only=True)


def _hours(person: Person) -> str:
    return quantity(person.weekly_capacity_hours, "hours", absent=NOT_RECORDED)
