"""The as-at moment of a run: an option, the portal's own, or now."""

from datetime import UTC, datetime

import click

from builder.cli.typed_dates import moment_typed
from builder.field.moment import LONDON
from builder.settings import Settings


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
        return moment_typed(typed, now()).end
    except ValueError as error:
        raise click.UsageError(
            f"{typed!r} is no moment. Type it like 20/11/2026 17:20 (London time)."
        ) from error
