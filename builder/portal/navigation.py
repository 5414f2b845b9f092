"""The navigation of a portal, by what people look for; no record stands in it."""

from dataclasses import dataclass

from builder.portal.parts.views import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationGroup:
    """One tab of the header with its pages."""

    title: str
    pages: tuple[Anchor, ...] = ()
    """The first is the group's own page."""
    holds_help: bool = False
    """Whether the readers' help pages are listed here."""


NAVIGATION = (
    NavigationGroup(
        title="Today",
        pages=(
            Anchor("Today", "index.html"),
            Anchor("Deadline board", "deadlines/board.html"),
            Anchor("Overdue actions", "deadlines/overdue.html"),
            Anchor("Escalations", "escalations.html"),
            Anchor("Deadline integrity", "deadlines/integrity.html"),
            Anchor("Workload", "deadlines/workload.html"),
            Anchor("Slippage", "deadlines/slippage.html"),
            Anchor("Challenge sessions", "deadlines/challenge.html"),
            Anchor("What changed", "changes.html"),
            Anchor("Discrepancies", "discrepancies.html"),
            Anchor("Trends", "trends.html"),
            Anchor("Board pack", "board-pack.html"),
        ),
    ),
    NavigationGroup(
        title="Actions",
        pages=(
            Anchor("Live actions", "actions/index.html"),
            Anchor("Findings", "findings/index.html"),
            Anchor("Notices", "notices/index.html"),
        ),
    ),
    NavigationGroup(
        title="Evidence",
        pages=(
            Anchor("Evidence", "evidence/index.html"),
            Anchor("Competence retests", "evidence/retests.html"),
        ),
    ),
    NavigationGroup(title="Closure", pages=(Anchor("Closure gate", "closure/index.html"),)),
    NavigationGroup(
        title="Frameworks",
        pages=(
            Anchor("Frameworks", "frameworks/index.html"),
            Anchor("Regulations", "regulations/index.html"),
        ),
    ),
    NavigationGroup(
        title="Services",
        pages=(
            Anchor("Services", "services/index.html"),
            Anchor("Workforce", "workforce/index.html"),
        ),
    ),
    NavigationGroup(title="People", pages=(Anchor("People", "people/index.html"),)),
    NavigationGroup(
        title="Data and snapshot",
        pages=(
            Anchor("About this snapshot", "about/snapshot.html"),
            Anchor("Snapshots given", "snapshots.html"),
            Anchor("Data quality", "data-quality.html"),
            Anchor("Rules and limits", "rules/index.html"),
            Anchor("How figures are made", "about/definitions.html"),
            Anchor("Glossary", "about/glossary.html"),
            Anchor("About this build", "about/build.html"),
            Anchor("Accessibility", "about/accessibility.html"),
        ),
    ),
    NavigationGroup(title="Help", holds_help=True),
)
"""Tabs in their order."""
