"""“Are we better?”: the five outcome measures of the second document, each against before.

Nothing else stands here, and no rating is ever predicted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from builder.field import local_date
from builder.field.registers import (
    PERCENT,
    BoardSummary,
    ClosureComparison,
    ClosureExperience,
    DeadlineStatus,
    EvidenceValidity,
    Figure,
    LiveProofComparison,
    Value,
)
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell
from builder.portal.parts.figures.recorded import first_drawn, recorded_before
from builder.portal.parts.listing import Column, Listing, plain
from builder.portal.parts.views import Anchor, Section, Tag, Tone
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import (
    NOT_ASSESSABLE,
    NOT_RECORDED,
    Amount,
    change_words,
    counted,
    date_words,
    is_figure,
    number_words,
    quantity,
)
from builder.rules.assessment import RegisterResult, RegisterRow

ISO_DATE = len("2026-11-20")


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One outcome measure now and in the period before."""

    title: str
    page: str
    now: Amount
    before: Amount
    now_words: str
    before_words: str
    unit: str = ""
    lower_is_better: bool = True
    change: str = ""
    """In words, where it is not simply now against before."""
    is_recorded: bool = True

    @property
    def tag(self) -> Tag:
        """Whether it moved for the better; never green where one side is unknown."""
        if not self.is_recorded:
            return Tag(NOT_RECORDED, Tone.MUTED)
        if self.now is None or self.before is None:
            return Tag(NOT_ASSESSABLE, Tone.MUTED)
        if self.now == self.before:
            return Tag("No change", Tone.NEUTRAL)
        is_better = (self.now < self.before) is self.lower_is_better
        return Tag("Better", Tone.GOOD) if is_better else Tag("Worse", Tone.BAD)

    @property
    def change_words(self) -> str:
        """How it moved."""
        return self.change or change_words(self.now, self.before, self.unit) or NOT_ASSESSABLE


OUTCOMES = Listing[Movement](
    id="outcomes",
    caption="Five outcome measures",
    caption_hidden=True,
    columns=(
        Column(
            Heading(title="Measure", sort="none", is_row_header=True),
            lambda each: cell(Anchor(each.title, each.page)),
        ),
        plain("Now", lambda each: each.now_words),
        plain("Period before", lambda each: each.before_words),
        plain("Change", lambda each: each.change_words),
        plain("Position", lambda each: each.tag),
    ),
)


def better_section(context: PortalContext, scope: str) -> Section:
    """The five measures with their period before."""
    return Section(
        id="better",
        title="Are we better?",
        lead="The five outcome measures, each against the period before.",
        blocks=(OUTCOMES.table(movements(context, scope)),),
    )


def movements(context: PortalContext, scope: str) -> Iterator[Movement]:
    """Overdue totals, invalid files, match rates, failure rates, complaints: in this order."""
    yield _overdue(context, scope)
    yield _of_bursts(context, scope, EvidenceValidity.invalid, "Invalid evidence files")
    yield _of_bursts(context, scope, LiveProofComparison.match_percent, "Live-practice match")
    yield _failure_rates(context, scope)
    yield _complaints(context, scope)


def _value(row: RegisterRow | None, each: Value) -> Amount:
    value = row.value(each) if row else None
    return value if is_figure(value) else None


def _overdue(context: PortalContext, scope: str) -> Movement:
    """Now against the last challenge session held on an earlier day."""
    sessions = context.said.result(BoardSummary, scope)
    known = [row for row in sessions.rows if _is_earlier(context, row)]
    last = known[-1] if known else None
    value = context.said.result(DeadlineStatus, scope).value(DeadlineStatus.overdue)
    before, before_words = _value(last, BoardSummary.overdue_open), ""
    if last is None:
        before, before_words = recorded_before(context, DeadlineStatus.overdue, scope)
    return Movement(
        title="Overdue actions",
        page=DeadlineStatus.overdue.page,
        now=value,
        before=before,
        now_words=number_words(value, absent=NOT_RECORDED),
        before_words=f"{number_words(before)}, at the session of {_session_words(last)}"
        if last
        else before_words or f"{NOT_RECORDED}: no earlier challenge session",
        is_recorded=value is not None and before is not None,
    )


def _is_earlier(context: PortalContext, row: RegisterRow) -> bool:
    today = local_date(context.assessment.as_at).isoformat()
    return _value(row, BoardSummary.overdue_open) is not None and row.subject[:ISO_DATE] < today


def _session_words(row: RegisterRow) -> str:
    return date_words(date.fromisoformat(row.subject[:ISO_DATE]), short=True)


def _of_bursts(context: PortalContext, scope: str, figure: Figure, title: str) -> Movement:
    """The latest burst against the one before; a service's own bursts where it is a service."""
    result = context.said.result(figure.register, scope)
    rows = [row for row in result.rows if _value(row, figure) is not None]
    now, before = (rows[0] if rows else None), (rows[1] if len(rows) > 1 else None)
    earlier, words = _value(before, figure), _burst_words(before, figure, "no earlier burst")
    if now is not None and before is None:
        drawn = first_drawn(context, now.subject)
        found, found_words = recorded_before(context, figure, scope, until=drawn)
        earlier, words = found, found_words or words
    return Movement(
        title=title,
        page=figure.page,
        now=_value(now, figure),
        before=earlier,
        now_words=_burst_words(now, figure, "no burst was reviewed"),
        before_words=words,
        unit=figure.unit,
        lower_is_better=not figure.is_share,
        is_recorded=result.recorded and bool(rows),
    )


def _burst_words(row: RegisterRow | None, figure: Figure, absent: str) -> str:
    if row is None:
        return f"{NOT_RECORDED}: {absent}"
    return f"{quantity(_value(row, figure), figure.unit)}, burst {row.subject}"


def _failure_rates(context: PortalContext, scope: str) -> Movement:
    """The middle reduction of failure, now against each action's own baseline."""
    result = context.said.result(ClosureComparison, scope)
    found = [_value(row, ClosureComparison.reduction_percent) for row in result.rows]
    known = [Fraction(each) for each in found if each is not None]
    middle = median(known) if known else None
    threshold = context.policy.thresholds.get(ClosureComparison.reduction_percent.rule)
    enough = [each for each in known if threshold and not threshold.is_fired_by(each)]
    words = f"{len(enough)} of {counted(len(known), 'measured action')} reached the limit"
    return Movement(
        title="Failure rate",
        page=ClosureComparison.page,
        now=None if middle is None else -middle,
        before=None if middle is None else 0,
        now_words=f"{_middle_words(middle)}, {words}" if known else _none(result),
        before_words="Each action’s own baseline" if known else NOT_RECORDED,
        change=_middle_words(middle) if middle is not None else NOT_ASSESSABLE,
        is_recorded=bool(known) or result.recorded,
    )


def _none(result: RegisterResult) -> str:
    return f"{NOT_ASSESSABLE}: no measure can be compared" if result.recorded else NOT_RECORDED


def _middle_words(middle: Fraction | None) -> str:
    if middle is None:
        return NOT_ASSESSABLE
    way = "Down" if middle > 0 else "Up" if middle < 0 else "Unchanged by"
    return f"{way} {quantity(abs(middle), PERCENT)} (the middle one)"


def _complaints(context: PortalContext, scope: str) -> Movement:
    """Complaints of each theme with two review points, the latest period against the former."""
    result = context.said.result(ClosureExperience, scope)
    linked, earlier = ClosureExperience.complaints_linked, ClosureExperience.complaints_before
    rows = [
        row
        for row in result.rows
        if _value(row, linked) is not None and _value(row, earlier) is not None
    ]
    now = sum(Fraction(_value(row, linked) or 0) for row in rows) if rows else None
    before = sum(Fraction(_value(row, earlier) or 0) for row in rows) if rows else None
    themes = counted(len(rows), "theme")
    absent = _none(result).replace("measure", "theme")
    return Movement(
        title="Complaints about the original themes",
        page=ClosureExperience.page,
        now=now,
        before=before,
        now_words=f"{number_words(now)} across {themes}" if rows else absent,
        before_words=number_words(before, absent=NOT_RECORDED),
        is_recorded=bool(rows) or result.recorded,
    )
