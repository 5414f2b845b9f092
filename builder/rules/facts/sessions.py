"""Which sessions were held for a scope, and the latest of a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from builder.field import Moment, Session, local_date
from builder.field.words import SessionKind
from builder.rules.facts.order import in_order
from builder.rules.facts.stages import Grouped
from builder.rules.verdict import PROVIDER


def sessions_of(facts: Grouped, kind: SessionKind, scope: str) -> tuple[Session, ...]:
    """The sessions of a kind that concern a scope, held or not.

    A provider-wide session concerns every service. Where none of a kind is provider-wide, the
    services' own stand in for the provider's.
    """
    known = facts.sessions.get(kind, ())
    wide = tuple(each for each in known if each.service is None)
    if scope == PROVIDER:
        return wide or known
    return tuple(each for each in known if each.service in (None, scope))


def held(
    facts: Grouped, kind: SessionKind, scope: str, by: datetime | None = None
) -> tuple[Session, ...]:
    """The sessions held by a moment, else by the as-at moment; oldest first."""
    moment = facts.as_at if by is None else by
    known = sessions_of(facts, kind, scope)
    return _held_by(known, moment)


def _held_by(sessions: Iterable[Session], moment: datetime) -> tuple[Session, ...]:
    come = (each for each in sessions if each.held_at and each.held_at.has_happened(moment))
    return in_order(come, lambda each: each.held_at)


def latest_held_on(facts: Grouped, kind: SessionKind, scope: str, on: date) -> Session | None:
    """The latest session of a kind that was held on a day by the as-at moment."""
    of_day = [each for each in held(facts, kind, scope) if each.held_at and each.held_at.on == on]
    return of_day[-1] if of_day else None


def first_held_by_day(
    facts: Grouped, kind: SessionKind, scope: str = PROVIDER
) -> Mapping[date, Session]:
    """Day -> the first session of a kind that was held on it by the as-at moment."""
    found: dict[date, Session] = {}
    for each in held(facts, kind, scope):
        if each.held_at is not None:
            found.setdefault(each.held_at.on, each)
    return found


def falls_within(moment: Moment, after: datetime | None, until: datetime) -> bool:
    """Whether a thing happened after one moment (``None`` = ever) and by another.

    RATIONALE: a bare date orders by its day (settled questions), so that it falls into exactly
    one of two spans that meet within its day: the earlier one.
    """
    if moment.at is not None:
        return (after is None or moment.at > after) and moment.at <= until
    since_then = after is None or moment.on > local_date(after)
    return since_then and moment.on <= local_date(until)
