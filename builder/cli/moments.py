"""The as-at moment of a run: an option, the portal's own, or now."""

from datetime import UTC, date, datetime

import click

from builder.records.moment import LONDON, Moment
from builder.settings import Settings


def parse_moment(typed: str) -> datetime:
    """An aware UTC moment from ISO 8601; Europe/London where no offset is typed.

    A bare date means the end of that day.

    Raises:
        ValueError: it is no ISO 8601 date or moment.
    """
    if len(typed) == len("2026-11-20"):
        return Moment(date.fromisoformat(typed)).end
    parsed = datetime.fromisoformat(typed)
    if parsed.tzinfo is None:
        return Moment.local(parsed).end
    return parsed.astimezone(UTC)


def now() -> datetime:
    """The wall clock, to the second, aware UTC."""
    return datetime.now(tz=LONDON).astimezone(UTC).replace(microsecond=0)


def as_at_of(option: str | None, settings: Settings) -> datetime:
    """The moment of a run: the option, else ``as_at`` of the portal, else now.

    Raises:
        click.UsageError: what is typed is no moment.
    """
    typed = option or settings.as_at
    if not typed:
        return now()
    try:
        return parse_moment(typed.replace(" ", "T", 1))
    except ValueError as error:
        raise click.UsageError(
            f"{typed!r} is no moment. Type it like 2026-11-20T17:20 (London time)."
        ) from error
