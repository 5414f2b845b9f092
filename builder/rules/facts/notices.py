"""When a notice counts as served, and when its response is due by the kind of notice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from builder.field import Moment, Notice
from builder.field.words import ServedBy
from builder.frameworks import Catalogue, Clock, RegulatorAction
from builder.policy import Policy
from builder.rules.facts.sustained import months_after


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDue:
    """When the response to a notice is due."""

    served_on: date | None
    """The day on which it counts as served; ``None`` = unknown."""
    is_deemed: bool
    """Whether that day follows from how it was sent."""
    is_way_unknown: bool
    """Whether that day hangs on how it was sent, and nobody recorded how."""
    due_on: date | None
    """The last day for the response; ``None`` where neither the notice nor its kind gives one."""
    by_kind_on: date | None
    """The day that its kind alone gives."""
    purpose: str
    """What must be done by then, in the catalogue's word."""
    basis: str
    """The section, regulation or page of CQC that its kind stands on; empty where none is known."""

    @property
    def by(self) -> datetime | None:
        """The last moment for the response."""
        return None if self.due_on is None else Moment(self.due_on).end


def notice_due(notice: Notice, catalogue: Catalogue, policy: Policy) -> NoticeDue:
    """When a notice's response is due: the date typed from it, else the date of its kind."""
    kind = catalogue.regulator_action(notice.type or "")
    clock = kind.clock if kind is not None else None
    served_on = deemed_served_on(notice, kind, policy)
    by_kind = None
    if clock is not None and served_on is not None:
        by_kind = clock_end(clock, served_on, policy)
    return NoticeDue(
        served_on=served_on,
        is_deemed=served_on is not None and served_on != notice.served_on,
        is_way_unknown=notice.served_by is None
        and notice.response_due_on is None
        and kind is not None
        and kind.is_served_under_act,
        due_on=notice.response_due_on or by_kind,
        by_kind_on=by_kind,
        purpose=clock.purpose.replace("_", " ") if clock is not None else "",
        basis=kind.basis if kind is not None else "",
    )


def deemed_served_on(notice: Notice, kind: RegulatorAction | None, policy: Policy) -> date | None:
    """The day on which a notice under the Act counts as served, by how it was sent.

    By hand, where the way is not recorded, and of everything that is not known to be a notice
    under the Act, that is the day typed: the earlier one.
    """
    if notice.served_on is None or kind is None or not kind.is_served_under_act:
        return notice.served_on
    if notice.served_by is ServedBy.POST:
        return notice.served_on + timedelta(days=int(policy.number("served_by_post")))
    if notice.served_by is ServedBy.EMAIL:
        days = int(policy.number("served_by_email"))
        return policy.calendar.add_office_days(notice.served_on, days)
    return notice.served_on


def clock_end(clock: Clock, served_on: date, policy: Policy) -> date | None:
    """The last day of a clock that starts on a day, which is itself day nought.

    ``None`` where the date stands in the notice.
    """
    if clock.count is None:
        return None
    if clock.unit == "calendar_days":
        return served_on + timedelta(days=clock.count)
    if clock.unit == "office_days":
        return policy.calendar.add_office_days(served_on, clock.count)
    if clock.unit == "months":
        return months_after(served_on, clock.count)
    if clock.unit == "hours":
        return served_on + timedelta(hours=clock.count)
    return None
