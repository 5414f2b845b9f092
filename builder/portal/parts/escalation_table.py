"""What is due to whom: escalations as a table and as duties, soonest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.portal.context import PortalContext
from builder.portal.parts.links import joined, person_link, rule_link, service_link
from builder.portal.parts.listing import downloads
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Column, Row, Table, TableCell, Tag, Tone
from builder.portal.parts.words import (
    NO_SERVICE,
    NOT_RECORDED,
    capitalised,
    moment_key,
    moment_words,
    sentence,
)
from builder.rules.assessment import Escalation

_LAST = "9999"
"""Sorts after every date."""
RUNGS = ("owner", "manager", "provider")
"""The ladder, from its foot."""

_COLUMNS = {
    "by": Column(title="By", sort="date"),
    "state": Column(title="State", filter="status"),
    "about": Column(title="About", is_row_header=True),
    "service": Column(title="Service", filter="service"),
    "who": Column(title="Who acts", filter="role"),
    "level": Column(title="Level", filter="level"),
    "why": Column(title="Why"),
    "duty": Column(title="Why, and what to do"),
    "what": Column(title="What to do", sort="none"),
}
OF_ACTION = ("why", "by", "state", "who", "what")
"""Columns beside a line or finding that the page is about."""
FULL = ("by", "state", "about", "service", "who", "level", "duty")
FEW = ("about", "by", "state", "who", "why", "what")


def escalation_tag(each: Escalation) -> Tag:
    """Whether somebody was told, must be told, or the time for it has passed."""
    if each.has_passed:
        return Tag("Told late" if each.told_at else "Time has passed", Tone.BAD)
    if each.told_at:
        return Tag("Told", Tone.GOOD)
    return Tag("To be told", Tone.WATCH)


def _cell(context: PortalContext, each: Escalation, name: str) -> TableCell:
    match name:
        case "by":
            words = moment_words(each.by, short=True, absent="No set time")
            return TableCell((words,), moment_key(each.by) or _LAST)
        case "state":
            return TableCell((escalation_tag(each),))
        case "about":
            return TableCell((subject_link(context, each.subject),))
        case "service":
            return TableCell((service_link(context, each.service, NO_SERVICE),))
        case "who":
            people = joined(person_link(context, person) for person in each.people)
            return TableCell((capitalised(each.to), *((": ", *people) if people else ())))
        case _:
            return _what(context, each, name)


def _what(context: PortalContext, each: Escalation, name: str) -> TableCell:
    match name:
        case "level":
            return TableCell((capitalised(each.rung),), str(_rung(each)))
        case "why":
            return TableCell((rule_link(context, each.because),))
        case "duty":
            return TableCell((rule_link(context, each.because), f": {_duty(each)}"))
        case _:
            return TableCell((_duty(each),))


def _duty(each: Escalation) -> str:
    told = f" Told {moment_words(each.told_at, short=True)}." if each.told_at else ""
    return f"{sentence(each.duty) or NOT_RECORDED}{told}"


def _rung(each: Escalation) -> int:
    return RUNGS.index(each.rung) if each.rung in RUNGS else len(RUNGS)


def escalation_table(
    context: PortalContext,
    escalations: Iterable[Escalation],
    *,
    id: str,
    caption: str,
    empty: str = "Nothing has to be escalated.",
    columns: Sequence[str] = FULL,
    is_full_list: bool = False,
) -> Table:
    """Escalations in the order given, which the assessment keeps soonest first."""
    return Table(
        id=id,
        caption=caption,
        columns=tuple(
            replace(_COLUMNS[name], is_row_header=not place)
            if "about" not in columns
            else _COLUMNS[name]
            for place, name in enumerate(columns)
        ),
        rows=tuple(
            Row(cells=tuple(_cell(context, each, name) for name in columns)) for each in escalations
        ),
        empty=empty,
        has_tools=is_full_list,
        is_full_list=is_full_list,
        downloads=downloads("escalations") if is_full_list else (),
    )


def still_due(escalations: Iterable[Escalation]) -> tuple[Escalation, ...]:
    """Those that nobody was told of yet."""
    return tuple(each for each in escalations if each.told_at is None)
