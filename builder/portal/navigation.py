"""The navigation of a portal, by what people look for; no record stands in it."""

from dataclasses import dataclass

from builder.field import pages
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
            Anchor("Today", pages.FRONT_PAGE),
            Anchor("Who must act", pages.ESCALATIONS_PAGE),
            Anchor("Deadline board", pages.DEADLINE_BOARD_PAGE),
            Anchor("Overdue actions", pages.OVERDUE_PAGE),
            Anchor("Deadline integrity", pages.INTEGRITY_PAGE),
            Anchor("Workload", pages.WORKLOAD_PAGE),
            Anchor("Slippage", pages.SLIPPAGE_PAGE),
            Anchor("Challenge sessions", pages.CHALLENGE_PAGE),
            Anchor("What changed", pages.CHANGES_PAGE),
            Anchor("Discrepancies", pages.DISCREPANCIES_PAGE),
            Anchor("Trends", pages.TRENDS_PAGE),
            Anchor("Board pack", pages.BOARD_PACK_PAGE),
        ),
    ),
    NavigationGroup(
        title="Actions",
        pages=(
            Anchor("Live actions", pages.ACTIONS_PAGE),
            Anchor("Findings", pages.FINDINGS_PAGE),
            Anchor("Notices", pages.NOTICES_PAGE),
        ),
    ),
    NavigationGroup(
        title="Evidence",
        pages=(
            Anchor("Evidence", pages.EVIDENCE_PAGE),
            Anchor("Competence retests", pages.RETESTS_PAGE),
        ),
    ),
    NavigationGroup(
        title="Closure",
        pages=(
            Anchor("Closure gate", pages.CLOSURE_PAGE),
            Anchor("All at the gate", pages.AT_THE_GATE_PAGE),
            Anchor("Failure rates", pages.COMPARISON_PAGE),
            Anchor("What complaints say", pages.EXPERIENCE_PAGE),
            Anchor("Decisions", pages.DECISIONS_PAGE),
            Anchor("In doubt", pages.IN_DOUBT_PAGE),
            Anchor("Closed on a word", pages.CLOSED_ON_WORD_PAGE),
        ),
    ),
    NavigationGroup(
        title="Frameworks",
        pages=(
            Anchor("Frameworks", pages.FRAMEWORKS_PAGE),
            Anchor("Regulations", pages.REGULATIONS_PAGE),
        ),
    ),
    NavigationGroup(
        title="Services",
        pages=(
            Anchor("Services", pages.SERVICES_PAGE),
            Anchor("Workforce", pages.WORKFORCE_PAGE),
        ),
    ),
    NavigationGroup(title="People", pages=(Anchor("People", pages.PEOPLE_PAGE),)),
    NavigationGroup(
        title="Data and snapshot",
        pages=(
            Anchor("About this snapshot", pages.SNAPSHOT_PAGE),
            Anchor("Snapshots given", pages.SNAPSHOTS_PAGE),
            Anchor("Data quality", pages.DATA_QUALITY_PAGE),
            Anchor("Rules and limits", pages.RULES_PAGE),
            Anchor("How figures are made", pages.DEFINITIONS_PAGE),
            Anchor("Glossary", pages.GLOSSARY_PAGE),
            Anchor("About this build", pages.BUILD_PAGE),
            Anchor("Accessibility", pages.ACCESSIBILITY_PAGE),
        ),
    ),
    NavigationGroup(title="Help", holds_help=True),
)
"""Tabs in their order."""
