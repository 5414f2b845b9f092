"""What builds recorded on the days of the challenge sessions, beside what the sheets give now."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from builder.portal.context import PortalContext
from builder.portal.figure_names import figure_name
from builder.portal.parts import Block, ListBlock, Paragraph, Rich, Section
from builder.portal.recorded import figure_over_builds, recorded_chart
from builder.portal.wording import is_figure, moment_words, number_words
from builder.records import Moment, local_date
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import PROVIDER

STANDING = ("overdue_open", "overdue_high_risk", "high_risk_without_evidence")
"""Figures of a moment; those of a period between two sessions cannot be compared."""
NO_SESSION = (
    "No challenge session is recorded as held, so the rule of two sessions is not recorded. "
    "The builds are no sessions; they only show what stood."
)
EXPLAINED = (
    "The build came later that day, so what happened in between may explain it. Where nothing did, "
    "a row was changed afterwards."
)


def witness(context: PortalContext, result: RegisterResult | None) -> Section:
    """The history beside the sheets: both where they disagree, the history alone without sheets."""
    rows = result.rows if result else ()
    told = tuple(_disagreements(context, rows))
    chart = recorded_chart(
        figure_over_builds(context, "B1.5", "overdue_high_risk"),
        id="recorded-high-risk",
        title="Overdue high-risk actions at each recorded build",
        unit="Actions",
    )
    return Section(
        id="recorded",
        title="As builds recorded it",
        lead="The sessions come from the sheets; the history is the witness beside them.",
        blocks=(*_said(context, rows, told), chart),
    )


def _said(
    context: PortalContext, rows: tuple[RegisterRow, ...], told: tuple[Rich, ...]
) -> Iterator[Block]:
    if not rows:
        yield Paragraph(content=(NO_SESSION,))
    elif told:
        yield ListBlock(items=told)
        yield Paragraph(content=(EXPLAINED,), is_small=True)
    elif context.history.runs:
        words = "No build recorded on the day of a session gives another figure than the sheets."
        yield Paragraph(content=(words,))


def _disagreements(context: PortalContext, rows: tuple[RegisterRow, ...]) -> Iterator[Rich]:
    for row in reversed(rows):
        held = datetime.fromisoformat(row.subject)
        for figure in STANDING:
            now, recorded = row.values.get(figure), _recorded_after(context, figure, held)
            if recorded is None or not is_figure(now) or Fraction(now) == recorded[1]:
                continue
            at, value = recorded
            name = figure_name("B1.5", figure).title
            yield (
                f"{name}: the sheets give {number_words(now)} for the session of "
                f"{moment_words(Moment.instant(held))}; the build of "
                f"{moment_words(Moment.instant(at))} recorded {number_words(value)}.",
            )


def _recorded_after(
    context: PortalContext, figure: str, held: datetime
) -> tuple[datetime, int | Fraction] | None:
    """The first build after a session, on its day."""
    for at, value in context.history.series("B1.5", figure, PROVIDER):
        if at >= held and local_date(at) == local_date(held) and value is not None:
            return at, value
    return None
