"""Timelines, newest first."""

from collections.abc import Iterable

from builder.portal.parts.views import Timeline, TimelineEvent
from builder.portal.parts.words import Shown, moment_key


def newest_first(events: Iterable[tuple[Shown, TimelineEvent]]) -> Timeline:
    """Events with their moments as a timeline; one without a moment comes last."""
    ordered = sorted(events, key=lambda each: moment_key(each[0]), reverse=True)
    return Timeline(events=tuple(event for _, event in ordered))
