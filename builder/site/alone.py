"""What the plugin does where mkdocs runs without ``portal``: read, judge and compose."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from builder.field.moment import LONDON, typed_moment
from builder.field.pages import DATA_QUALITY_PAGE
from builder.pipeline import assemble, judge
from builder.policy import Audience, Policy
from builder.redaction.audiences import audience_named
from builder.sample.history import made_where_lacking
from builder.settings import Settings, SettingsError, read_settings
from builder.site.content import SiteContent, content_of

log = logging.getLogger("mkdocs.plugins.portal")


def judged_content(config_file: Path) -> SiteContent:
    """The content of the portal that a ``mkdocs.yml`` describes, as at its moment.

    Problems in the workbooks stand on the data-quality page; they are no warnings of mkdocs,
    which would stop a strict build.

    Raises:
        SettingsError: an option cannot be used.
    """
    settings = read_settings(config_file)
    made_where_lacking(settings)
    judged = judge(settings, as_at_of(settings))
    portal = assemble(judged, audience_of(judged.policy, settings))
    if judged.problems:
        log.info("%d problems in the workbooks; see %s", len(judged.problems), DATA_QUALITY_PAGE)
    return content_of(portal, settings)


def as_at_of(settings: Settings) -> datetime:
    """The portal's fixed moment, else now; aware UTC.

    Raises:
        SettingsError: what is typed is no moment.
    """
    if not settings.as_at:
        return datetime.now(tz=LONDON).astimezone(UTC).replace(microsecond=0)
    try:
        return typed_moment(settings.as_at)
    except ValueError as error:
        raise SettingsError(
            f"as_at: {settings.as_at!r} is no moment. Type it like 2026-11-20T17:20."
        ) from error


def audience_of(policy: Policy, settings: Settings) -> Audience:
    """The audience that the portal is for, with its services.

    Raises:
        SettingsError: the policy knows no such audience.
    """
    try:
        return audience_named(policy, settings.audience, settings.services)
    except KeyError as error:
        raise SettingsError(f"audience: {error.args[0]}") from error
