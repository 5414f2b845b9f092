"""When the clock of a notice or request runs out."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from builder.frameworks import Clock, RegulatorAction
from builder.policy import Calendar
from builder.portal.parts import Tag, Tone
from builder.portal.wording import capitalised, counted, date_words
from builder.records import Notice

MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeClock:
    """One clock of a notice, as at a day."""

    title: str
    """What must be done: "Representations"."""
    ends_on: date | None
    """Last day, inclusive; ``None`` where it is not known."""
    basis: str
    """How the day was found, in words."""
    done_on: date | None = None
    is_answered_by_sending: bool = False
    """Whether ``Response sent on`` stops it."""

    def tag(self, today: date) -> Tag:
        """Where the clock stands on a day."""
        if self.done_on is not None:
            if self.ends_on is not None and self.done_on > self.ends_on:
                return Tag("Sent late", Tone.BAD)
            return Tag("Sent", Tone.GOOD)
        if self.ends_on is None:
            return Tag("No date recorded", Tone.MUTED)
        left = (self.ends_on - today).days
        if left < 0:
            return Tag(f"{counted(-left, 'day')} over", Tone.BAD)
        if left == 0:
            return Tag("Ends today", Tone.WATCH)
        return Tag(f"{counted(left, 'day')} left", Tone.NEUTRAL)


def notice_clocks(
    notice: Notice, kind: RegulatorAction | None, office: Calendar
) -> tuple[NoticeClock, ...]:
    """The clocks of a notice: its response and, where it has one, the day to comply by.

    The day typed in Response due date stands before the one worked out from the kind of notice.
    """
    clocks = []
    clock = kind.clock if kind else None
    if clock is not None or notice.response_due_on or notice.response_sent_on:
        worked_out = end_of_clock(clock, notice.served_on, office) if clock else None
        clocks.append(
            NoticeClock(
                title=purpose_words(clock) if clock else "Response",
                ends_on=notice.response_due_on or worked_out,
                basis=_basis(clock, notice, worked_out),
                done_on=notice.response_sent_on,
                is_answered_by_sending=True,
            )
        )
    if notice.comply_by or (kind and kind.complies_by_date_in_notice):
        clocks.append(
            NoticeClock(
                title="Comply",
                ends_on=notice.comply_by,
                basis="The date in the notice, as typed in Comply by.",
            )
        )
    return tuple(clocks)


def end_of_clock(clock: Clock, start: date | None, office: Calendar) -> date | None:
    """The last day of a clock that starts on a day, which is itself day 0.

    ``None`` where the start is unknown or the date stands in the notice.
    """
    if clock.count is None or start is None:
        return None
    if clock.unit == "calendar_days":
        return start + timedelta(days=clock.count)
    if clock.unit == "office_days":
        return office.add_office_days(start, clock.count)
    if clock.unit == "months":
        return _months_after(start, clock.count)
    return None


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, MONTHS_OF_YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def purpose_words(clock: Clock) -> str:
    """What must be done by the end of a clock: "Submit plan"."""
    return capitalised(clock.purpose.replace("_", " "))


def clock_words(clock: Clock | None) -> str:
    """How long a clock runs: "28 calendar days from served"."""
    if clock is None:
        return "None"
    start = clock.starts.replace("_", " ")
    if clock.count is None:
        return f"The date in the notice, from {start}"
    unit = clock.unit.replace("_", " ").removesuffix("s")
    return f"{counted(clock.count, unit)} from {start}"


def _basis(clock: Clock | None, notice: Notice, worked_out: date | None) -> str:
    if notice.response_due_on is None:
        if worked_out is None:
            return "No response date is typed."
        return f"{clock_words(clock)}, counted from Served on."
    if worked_out is None or worked_out == notice.response_due_on:
        return "As typed in Response due date."
    return (
        f"As typed in Response due date. {clock_words(clock)}, counted from Served on, would be "
        f"{date_words(worked_out)}."
    )
