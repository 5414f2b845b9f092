"""Who gets a letter and who is not reached, and what the readers of letters may see."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from builder import __version__
from builder.field import Person, local_date
from builder.pipeline import Judged
from builder.policy import Audience, Policy
from builder.portal.context import PortalContext
from builder.portal.letters.letter import Letter
from builder.portal.letters.morning import morning_letters, sunday_of
from builder.portal.letters.week import weekly_letters
from builder.portal.parts.words import capitalised
from builder.portal.slices.person import IN_POST, in_post
from builder.progress import SILENT, Progress
from builder.redaction.audiences import audience_named
from builder.redaction.history import redact_history
from builder.redaction.redact import redact

STAFF = "staff"
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII | re.I)
"""An address that stands in a header as it is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A letter with whom it is for."""

    letter: Letter
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """Somebody for whom something waits and who gets no letter."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The letters of a moment, whether or not they hold news."""

    letters: tuple[Addressed, ...]
    not_reached: tuple[NotReached, ...]


def letters_audience(policy: Policy) -> Audience:
    """Who reads letters: a member of staff, who is told nothing confidential.

    RATIONALE: a letter leaves the portal's folder for phones and for those who read a mailbox with
    its owner, so that not even an audience that sees what is confidential is told of it.
    """
    staff = audience_named(policy, STAFF)
    return replace(staff, sees_confidential=False, sees_names=True, sees_personal_data=True)


def gather(judged: Judged, *, is_weekly: bool, progress: Progress = SILENT) -> Gathered:
    """Every person's letter: of the morning, or of the week for the board."""
    with progress.stage("redact"):
        context = _seen(judged, letters_audience(judged.policy))
    if is_weekly:
        found = tuple(weekly_letters(context))
    else:
        found = tuple(morning_letters(context, _confidential(judged, context)))
    people = {each.ref: each for each in judged.register.people}
    why_not = {each.to: _why_not(context, people[each.to]) for each in found}
    return Gathered(
        letters=tuple(
            Addressed(letter=each, name=_name(person), email=(person.email or "").strip())
            for each in found
            for person in (people[each.to],)
            if not why_not[each.to]
        ),
        not_reached=(
            *(NotReached(name=_name(people[ref]), why=why) for ref, why in why_not.items() if why),
            *(() if is_weekly else _without_holder(context)),
        ),
    )


def _seen(judged: Judged, audience: Audience) -> PortalContext:
    register, assessment, _ = redact(
        judged.register, judged.assessment, judged.problems, audience, judged.history
    )
    return PortalContext(
        register=register,
        assessment=assessment,
        policy=judged.policy,
        catalogue=judged.catalogue,
        history=redact_history(judged.history, judged.register, audience, judged.problems),
        audience=audience,
        provider_name=judged.documents.provider_name,
        build_id="",
        tool_version=__version__,
    )


def _name(person: Person) -> str:
    return person.display_name or person.ref


def _why_not(context: PortalContext, person: Person) -> str:
    """Why somebody gets no letter; empty where they do."""
    post = in_post(context, person)
    if post != IN_POST:
        return f"not in post ({post[0].lower()}{post[1:]})"
    if person.email is None:
        return "no Email in People"
    is_usable = EMAIL.fullmatch(person.email.strip())
    return "" if is_usable else f"Email {person.email!r} is no address"


def _without_holder(context: PortalContext) -> Iterator[NotReached]:
    """Roles that rules name and nobody on record holds."""
    roles = {
        each.to
        for each in context.assessment.escalations
        if each.told_at is None and not each.people
    }
    return (NotReached(name=capitalised(each), why="nobody on record") for each in sorted(roles))


def _confidential(judged: Judged, seen: PortalContext) -> Mapping[str, int]:
    """Person ID -> how many actions of theirs that nobody is written of are late or due."""
    sunday = sunday_of(judged.assessment.as_at)
    owners = {each.ref: each.owner for each in judged.register.actions}
    left = {each.ref for each in seen.register.actions}
    return Counter(
        owner
        for each in judged.assessment.actions
        if each.ref not in left and each.is_live and each.due is not None
        if each.overdue or local_date(each.due.end) <= sunday
        if (owner := owners.get(each.ref)) is not None
    )
