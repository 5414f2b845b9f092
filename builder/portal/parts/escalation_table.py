"""What is due to whom: escalations as a table and as duties, soonest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from builder.portal.parts.links import joined, person_link, rule_link, service_link
from builder.portal.parts.listing import Column, Listing, choice, plain, ref, words
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.views import Rich, Table, TableCell, Tag, Tone
from builder.portal.parts.words import (
    NO_SERVICE,
    NOT_RECORDED,
    capitalised,
    moment_key,
    moment_words,
    role_words,
    sentence,
)
from builder.portal.shared import About
from builder.rules.assessment import Escalation

_LAST = "9999"
"""Sorts after every date."""
RUNGS = ("owner", "manager", "provider")
"""The ladder, from its foot."""


class _Told(NamedTuple):
    """An escalation, with what its names and links are looked up in."""

    about: About
    said: Escalation


def escalation_tag(each: Escalation) -> Tag:
    """Whether a record says that they were told, and whether the time for it has passed."""
    if each.has_passed:
        return Tag("Told late" if each.told_at else "Time has passed", Tone.BAD)
    if each.told_at:
        return Tag("Told", Tone.GOOD)
    return Tag("To be told", Tone.WATCH)


def _why(each: _Told) -> Rich:
    return joined(rule_link(each.about, rule) for rule in each.said.because)


def _duty(each: Escalation) -> str:
    if each.told_at:
        told = f"Told {moment_words(each.told_at, short=True)}."
    else:
        told = f"No record that {role_words(each.to)} was told."
    return f"{sentence(each.duty) or NOT_RECORDED} {told}"


def _by(each: _Told) -> TableCell:
    shown = moment_words(each.said.by, short=True, absent="No set time")
    return TableCell((shown,), moment_key(each.said.by) or _LAST)


def _who(each: _Told) -> Rich:
    people = joined(person_link(each.about, person) for person in each.said.people)
    return (capitalised(each.said.to), *((": ", *people) if people else ()))


def _level(each: _Told) -> TableCell:
    rung = each.said.rung
    place = RUNGS.index(rung) if rung in RUNGS else len(RUNGS)
    return TableCell((capitalised(rung),), str(place))


_COLUMNS: Mapping[str, Column[_Told]] = {
    "by": Column(Heading(title="By", sort="date"), _by),
    "state": choice("State", "status", lambda each: escalation_tag(each.said)),
    "about": ref("About", lambda each: subject_link(each.about, each.said.subject)),
    "service": choice(
        "Service",
        "service",
        lambda each: service_link(each.about, each.said.service, NO_SERVICE),
    ),
    "who": choice("Who acts", "role", _who),
    "level": Column(Heading(title="Level", filter="level"), _level),
    "rule": ref("Why", _why),
    "why": words("Why", _why),
    "duty": words(
        "Why, and what to do",
        lambda each: (*_why(each), f": {_duty(each.said)}"),
    ),
    "what": plain("What to do", lambda each: _duty(each.said)),
}
OF_ACTION = ("rule", "by", "state", "who", "what")
"""Columns beside a line or finding that the page is about."""
FULL = ("by", "state", "about", "service", "who", "level", "duty")
FEW = ("about", "by", "state", "who", "why", "what")


def escalation_table(
    about: About,
    escalations: Iterable[Escalation],
    *,
    id: str,
    caption: str,
    empty: str = "Nothing has to be escalated.",
    columns: Sequence[str] = FULL,
    is_full_list: bool = False,
) -> Table:
    """Escalations in the order given, which the assessment keeps soonest first."""
    return Listing(
        id=id,
        caption=caption,
        columns=tuple(_COLUMNS[name] for name in columns),
        empty=empty,
        download="escalations" if is_full_list else "",
        has_tools=is_full_list,
        is_full_list=is_full_list,
    ).table(_Told(about, each) for each in escalations)


def still_due(escalations: Iterable[Escalation]) -> tuple[Escalation, ...]:
    """Those that no record says anybody was told of."""
    return tuple(each for each in escalations if each.told_at is None)
