"""What is due to whom: escalations as a table and as duties, soonest first."""

from collections.abc import Iterable

from builder.portal.context import PortalContext
from builder.portal.line_table import downloads
from builder.portal.parts import Column, Row, Table, TableCell, Tag, Tone
from builder.portal.references import (
    joined,
    person_link,
    rule_link,
    service_link,
    subject_link,
)
from builder.portal.wording import (
    NOT_RECORDED,
    capitalised,
    moment_key,
    moment_words,
    sentence,
)
from builder.rules.assessment import Escalation

RUNGS = ("owner", "manager", "provider")
"""The ladder, from its foot."""

_COLUMNS = (
    Column(title="By", sort="date"),
    Column(title="State", filter="status"),
    Column(title="About", is_row_header=True),
    Column(title="Service", filter="service"),
    Column(title="Who acts", filter="role"),
    Column(title="Level", filter="level"),
    Column(title="Why"),
    Column(title="What to do", sort="none"),
)


def escalation_tag(each: Escalation) -> Tag:
    """Whether somebody was told, must be told, or the time for it has passed."""
    if each.has_passed:
        return Tag("Told late" if each.told_at else "Time has passed", Tone.BAD)
    if each.told_at:
        return Tag("Told", Tone.GOOD)
    return Tag("To be told", Tone.WATCH)


def _row(context: PortalContext, each: Escalation) -> Row:
    told = f" Told {moment_words(each.told_at, short=True)}." if each.told_at else ""
    people = joined(person_link(context, person) for person in each.people)
    return Row(
        cells=(
            TableCell((moment_words(each.by, short=True),), moment_key(each.by)),
            TableCell((escalation_tag(each),)),
            TableCell((subject_link(context, each.subject),)),
            TableCell((service_link(context, each.service),)),
            TableCell((capitalised(each.to), *((": ", *people) if people else ()))),
            TableCell((capitalised(each.rung),), str(_rung(each))),
            TableCell((rule_link(context, each.because),)),
            TableCell((f"{sentence(each.duty) or NOT_RECORDED}{told}",)),
        )
    )


def _rung(each: Escalation) -> int:
    return RUNGS.index(each.rung) if each.rung in RUNGS else len(RUNGS)


def escalation_table(
    context: PortalContext,
    escalations: Iterable[Escalation],
    *,
    id: str,
    caption: str,
    empty: str = "Nothing has to be escalated.",
    is_full_list: bool = False,
) -> Table:
    """Escalations in the order given, which the assessment keeps soonest first."""
    return Table(
        id=id,
        caption=caption,
        columns=_COLUMNS,
        rows=tuple(_row(context, each) for each in escalations),
        empty=empty,
        has_tools=is_full_list,
        downloads=downloads("escalations") if is_full_list else (),
    )


def still_due(escalations: Iterable[Escalation]) -> tuple[Escalation, ...]:
    """Those that nobody was told of yet."""
    return tuple(each for each in escalations if each.told_at is None)
