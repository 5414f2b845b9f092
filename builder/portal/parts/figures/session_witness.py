"""What builds recorded of sessions, closing cycles and review points, beside what the sheets give.

The rules compare the two; here both are said where they disagree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.field import Moment
from builder.field.registers import (
    BoardSummary,
    ClosureExperience,
    Figure,
    Kind,
    Slippage,
    value_named,
)
from builder.history.disagreement import Disagreement
from builder.portal.context import PortalContext
from builder.portal.parts.figures.recorded import figure_over_builds, recorded_chart
from builder.portal.parts.links import service_name
from builder.portal.parts.views import Block, ListBlock, Paragraph, Rich, Section
from builder.portal.parts.words import moment_words, number_words
from builder.rules.verdict import PROVIDER

MOST_NAMED = 20
"""How many disagreements a page names; the rest stand in ``data/assessment.json``."""
EXPLAINED = (
    "Both figures are of the moment that the build judged, so a row was added, changed or taken "
    "out afterwards."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What a register's figures hang on in time, and the figure that is charted over builds."""

    sources: str
    """Where they come from: "The sessions come from the sheets"."""
    one: str
    """One of them, with the word before its moment."""
    absent: str
    """What holds where no sheet records one."""
    figure: Figure
    title: str
    unit: str


POINTS: Mapping[Kind, Points] = {
    Slippage: Points(
        sources="The closing cycles come from the end-of-day reviews in the sheets",
        one="closing cycle that ended on",
        absent="No end-of-day review is recorded as held, so a cycle runs from the closing time of "
        "the office day before. The builds are no reviews; they only show what stood.",
        figure=Slippage.missed_24h_or_more,
        title="Actions missed by 24 hours or more, at each recorded build",
        unit="Actions",
    ),
    BoardSummary: Points(
        sources="The sessions come from the sheets",
        one="session of",
        absent="No challenge session is recorded as held, so the rule of two sessions is not "
        "recorded. The builds are no sessions; they only show what stood.",
        figure=BoardSummary.overdue_high_risk,
        title="Overdue high-risk actions at each recorded build",
        unit="Actions",
    ),
    ClosureExperience: Points(
        sources="The review points come from the reviews in the sheets",
        one="review point of",
        absent="No review of a theme is recorded, so complaints cannot be compared between review "
        "points. The builds are no reviews; they only show what stood.",
        figure=ClosureExperience.complaints_linked,
        title="Complaints of the latest review periods at each recorded build",
        unit="Complaints",
    ),
}


def witness(context: PortalContext, kind: Kind, *, has_points: bool) -> Section:
    """The history beside the sheets: both where they disagree, the history alone without sheets.

    Args:
        context: What the page is made from.
        kind: Slippage, the board's summary or the closure experience.
        has_points: Whether the sheets record a session, a cycle or a review point.
    """
    points = POINTS[kind]
    chart = recorded_chart(
        figure_over_builds(context, points.figure),
        id=f"recorded-{points.figure.anchor}",
        title=points.title,
        unit=points.unit,
    )
    return Section(
        id="recorded",
        title="As builds recorded it",
        lead=f"{points.sources}; the history is the witness beside them.",
        blocks=(*_said(context, kind, has_points=has_points), chart),
    )


def _said(context: PortalContext, kind: Kind, *, has_points: bool) -> Iterator[Block]:
    if not has_points:
        yield Paragraph(content=(POINTS[kind].absent,))
    found = _latest_first(context, kind)
    if found:
        yield ListBlock(items=tuple(_words(context, kind, each) for each in found[:MOST_NAMED]))
        yield Paragraph(content=(EXPLAINED,), is_small=True)
    elif context.history.runs and has_points:
        yield Paragraph(content=(_agreed(context),))
    more = len(found) - MOST_NAMED
    if more > 0:
        yield Paragraph(content=(f"{more:,} more stand in the assessment’s JSON.",))


def _agreed(context: PortalContext) -> str:
    shown = " that is shown to this audience" if context.audience.suppress_below else ""
    return f"No build recorded on such a day gives another figure{shown} than the sheets."


def _latest_first(context: PortalContext, kind: Kind) -> list[Disagreement]:
    """Of the provider; of the services where only some of them may be seen."""
    found = [
        each
        for each in context.assessment.disagreements
        if each.register == kind.id and (each.scope == PROVIDER or context.audience.services)
    ]
    return sorted(found, key=lambda each: each.recorded_at, reverse=True)


def _words(context: PortalContext, kind: Kind, each: Disagreement) -> Rich:
    parts = [
        value_named(each.register, each.figure).title,
        each.theme,
        "" if each.scope == PROVIDER else service_name(context, each.scope),
    ]
    about = ", ".join(part for part in parts if part)
    build = moment_words(Moment.instant(each.recorded_at))
    recorded = f"the build of {build} recorded {number_words(each.recorded)}"
    if each.point_at is None:
        return (f"{about}: no sheet records a review point any more; {recorded}.",)
    point = f"{POINTS[kind].one} {moment_words(Moment.instant(each.point_at))}"
    return (f"{about}: for the {point}, the sheets give {number_words(each.sheets)}; {recorded}.",)
