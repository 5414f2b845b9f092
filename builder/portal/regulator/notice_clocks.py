"""The clocks of a notice or request in words; the days themselves come from the rules."""

from dataclasses import dataclass
from datetime import date

from builder.field import Notice
from builder.field.words import ServedBy
from builder.frameworks import Catalogue, Clock, RegulatorAction
from builder.policy import Policy
from builder.portal.parts.views import Tag, Tone
from builder.portal.parts.words import capitalised, counted, date_words
from builder.rules.facts.notices import NoticeDue, deemed_served_on, notice_due


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


def notice_clocks(notice: Notice, catalogue: Catalogue, policy: Policy) -> tuple[NoticeClock, ...]:
    """The clocks of a notice: its response and, where it has one, the day to comply by.

    The days are those that the rules judge by.
    """
    kind = catalogue.regulator_action(notice.type or "")
    clock = kind.clock if kind else None
    clocks = []
    if clock is not None or notice.response_due_on or notice.response_sent_on:
        due = notice_due(notice, catalogue, policy)
        clocks.append(
            NoticeClock(
                title=purpose_words(clock) if clock else "Response",
                ends_on=due.due_on,
                basis=_basis(clock, notice, due),
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


def service_words(notice: Notice, kind: RegulatorAction | None, policy: Policy) -> str:
    """On which day a notice counts as served, and why; empty where that is simply the day typed."""
    served_on = deemed_served_on(notice, kind, policy)
    if served_on is None:
        return ""
    if kind is None or not kind.is_served_under_act:
        sent = notice.served_by in (ServedBy.EMAIL, ServedBy.POST)
        return _NOT_UNDER_THE_ACT if sent else ""
    if notice.served_by is None:
        return "How it was served is not recorded, so the day typed is taken."
    if served_on == notice.served_on:
        return ""
    way = notice.served_by.value.casefold()
    return f"Sent by {way}, it counts as served on {date_words(served_on)}."


_NOT_UNDER_THE_ACT = (
    "It is not known to be a notice under the Act, so no day is added for how it was sent: the "
    "earlier date is taken."
)


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


def _basis(clock: Clock | None, notice: Notice, due: NoticeDue) -> str:
    worked_out = due.by_kind_on
    if clock is None or worked_out is None:
        typed = notice.response_due_on is not None
        return "As typed in Response due date." if typed else "No response date is typed."
    start = ""
    if due.is_deemed and due.served_on is not None:
        start = f" ({date_words(due.served_on)}, when it counts as served)"
    counted_from = f"{clock_words(clock)}, counted from Served on{start}"
    if notice.response_due_on is None:
        return f"{counted_from}."
    if worked_out == notice.response_due_on:
        return "As typed in Response due date."
    return f"As typed in Response due date. {counted_from}, would be {date_words(worked_out)}."
