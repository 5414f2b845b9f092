"""Entries of the inbox as a table, and how many records they are of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from builder.field.pages import ESCALATIONS_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.inbox.entries import Entry, dated, inbox
from builder.portal.parts.links import person_link, service_link
from builder.portal.parts.listing import Column, Listing, choice, plain, ref
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Anchor, KpiCard, Piece, Rich, Table, TableCell, Tag, Tone
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import NO_SERVICE, capitalised, counted, moment_key, moment_words
from builder.portal.shared import About

MOST_FAILURES = 3
"""How many failures an entry tells; the record's page has the rest."""


class _Shown(NamedTuple):
    """An entry, with what its names and links are looked up in."""

    about: About
    entry: Entry


def _state(each: Entry) -> Tag:
    if each.has_passed:
        return Tag("Passed", Tone.BAD)
    return Tag("No set time", Tone.MUTED) if each.by is None else Tag("In time", Tone.WATCH)


def _new(each: Entry) -> Tag:
    return Tag("New", Tone.NEUTRAL) if each.is_new else Tag("Before", Tone.MUTED)


def _record(each: _Shown) -> Rich:
    link = subject_link(each.about, each.entry.subject)
    return (link, f" {each.entry.title}") if each.entry.title else (link,)


def failed(entry: Entry) -> str:
    """What failed, as sentences; the first few where there are many."""
    said = [*dict.fromkeys(failure.words for failure in entry.failures)]
    shown, more = " ".join(said[:MOST_FAILURES]), len(said) - MOST_FAILURES
    return f"{shown} And {more:,} more on its page." if more > 0 else shown


def to_do(entry: Entry) -> str:
    """What to do about what failed, as sentences; empty where the rules name nothing."""
    told = {failure.words for failure in entry.failures[:MOST_FAILURES]}
    duties = dict.fromkeys(
        failure.duty for failure in entry.failures if failure.words in told and failure.duty
    )
    return " ".join(duties)


def _asks(each: _Shown) -> str:
    said, duty = failed(each.entry), to_do(each.entry)
    return f"{said} To do: {duty}" if duty else said


def _by(each: _Shown) -> TableCell:
    shown = moment_words(each.entry.by, short=True, absent="No set time")
    return TableCell((shown,), moment_key(each.entry.by))


def whom(about: About, to: str) -> Piece:
    """A person by name; the role where nobody on record holds it."""
    return person_link(about, to) if to in about.people else f"{capitalised(to)} (nobody on record)"


_COLUMNS: Mapping[str, Column[_Shown]] = {
    "who": choice("Who acts", "person", lambda each: whom(each.about, each.entry.to)),
    "record": ref("Record", _record),
    "home": choice(
        "Home", "home", lambda each: service_link(each.about, each.entry.service, NO_SERVICE)
    ),
    "asks": plain("What is asked", _asks),
    "by": Column(Heading(title="By", sort="date"), _by),
    "state": choice("State", "status", lambda each: _state(each.entry)),
    "new": choice("Asked", "asked", lambda each: _new(each.entry)),
    "cell": plain("Record it in", lambda each: "; ".join(each.entry.record_in)),
}
FULL = ("record", "who", "home", "asks", "by", "cell", "state", "new")
OF_PERSON = ("record", "home", "asks", "by", "cell")
OF_HOME = ("record", "who", "asks", "by")


def entry_table(
    about: About,
    entries: Iterable[Entry],
    *,
    id: str,
    caption: str,
    columns: Sequence[str] = FULL,
    empty: str = "Nothing waits.",
    is_full_list: bool = False,
) -> Table:
    """Entries in the order given."""
    return Listing[_Shown](
        id=id,
        caption=caption,
        columns=tuple(_COLUMNS[name] for name in columns),
        empty=empty,
        has_tools=is_full_list,
        is_full_list=is_full_list,
    ).table(_Shown(about, each) for each in entries)


def records(entries: Iterable[Entry]) -> int:
    """How many records entries are of."""
    return len({each.subject for each in entries})


def records_card(context: PortalContext) -> KpiCard:
    """How many records wait for somebody by a set time, as the inbox counts them."""
    waiting = dated(inbox(context))
    late = records(each for each in waiting if each.has_passed)
    people = len({each.to for each in waiting})
    return KpiCard(
        title="Records to act on",
        figure=f"{records(waiting):,}",
        detail=f"By a set time, for {counted(people, 'person', 'people')}; {late:,} past it.",
        tone=Tone.BAD if late else Tone.NEUTRAL,
        see=Anchor("See who must act", ESCALATIONS_PAGE),
    )
