"""The list of the people who act."""

from collections.abc import Iterable, Iterator

from builder.field import Person
from builder.field.pages import PEOPLE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.links import person_link
from builder.portal.parts.listing import Listing, number, ref, words
from builder.portal.parts.record import none_of
from builder.portal.parts.views import PageView
from builder.portal.parts.words import counted
from builder.portal.places.person import overdue, roles_words
from builder.portal.slices.person import in_post
from builder.rules.assessment import ActionAssessment


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list."""
    people = context.register.people
    owned, managed = context.said.actions_of_owner, context.said.actions_of_manager
    listing = Listing[Person](
        id="people",
        caption=counted(len(people), "person", "people"),
        columns=(
            ref("Name", lambda each: person_link(context, each.ref)),
            words("Roles", roles_words),
            number("Actions owned", lambda each: _live(owned[each.ref])),
            number("Overdue", lambda each: overdue(owned[each.ref])),
            number("Actions managed", lambda each: _live(managed[each.ref])),
            words("In post", lambda each: in_post(context, each)),
        ),
        empty=none_of(context, "People", "Nobody is recorded."),
        download="people",
        has_tools=True,
    )
    yield PageView(
        path=PEOPLE_PAGE,
        kind="people-index",
        title="People",
        lead="Everybody who owns, manages or reviews an action.",
        blocks=(listing.table(people),),
    )


def _live(actions: Iterable[ActionAssessment]) -> int:
    """How many are live; what is closed is history, whether assured or not."""
    return sum(each.is_live for each in actions)
