"""What is somebody's by week, what rules ask of them, what changed, and what they checked."""

from collections.abc import Iterator

from builder.history import Change
from builder.portal.parts.cells import when
from builder.portal.parts.change_words import field_words, record_words, value_words
from builder.portal.parts.inbox.entries import Entry
from builder.portal.parts.inbox.entry_table import OF_PERSON, entry_table
from builder.portal.parts.listing import Column, Listing, ref, words
from builder.portal.parts.record import section
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.views import Disclosure, Paragraph, Section, Table
from builder.portal.parts.words import capitalised, counted
from builder.portal.shared import About
from builder.portal.slices.person import PersonSlice
from builder.portal.slices.work import WEEKS, Done

MOST_PRINTED = 6
"""How many of a week stand on the printed sheet; the rest is on the page alone."""
MOST_DONE = 20
MOST_CHANGES = 20


def work(slice: PersonSlice, about: About) -> Iterator[Section]:
    """The sections, in the order of the day; on paper the first alone, with what changed."""
    yield _mine(slice, about)
    if slice.asked:
        told = counted(len(slice.asked), "record")
        table = _entries(about, slice.asked, "asked-table", told)
        yield Section(
            id="asked",
            title="What the rules ask, at no set time",
            blocks=(Disclosure(summary=told, blocks=(table,)),),
            is_screen_only=True,
        )
    if slice.changed:
        yield section("changed", "What changed for me", _changes(about, slice.changed))
    if slice.done:
        table = _done(about, slice.done)
        yield Section(id="checked", title="What I checked", blocks=(table,), is_screen_only=True)


def _mine(slice: PersonSlice, about: About) -> Section:
    weeks = [
        part
        for title, entries in zip(WEEKS, slice.weeks, strict=True)
        for part in _week(about, title, entries)
    ]
    empty = Paragraph(content=("Nothing of theirs has a set time.",))
    return section(
        "mine",
        "Mine by week",
        *(weeks or (empty,)),
        lead="Own deadlines, and what rules ask by a set time. A week begins on Monday.",
    )


def _week(about: About, title: str, entries: tuple[Entry, ...]) -> Iterator[Section]:
    id = title.casefold().replace(" ", "-")
    first, rest = entries[:MOST_PRINTED], entries[MOST_PRINTED:]
    if first:
        told = counted(len(entries), "record")
        caption = f"The first {len(first):,} of {told}" if rest else told
        yield section(id, title, _entries(about, first, f"{id}-table", caption))
    if rest:
        table = _entries(about, rest, f"{id}-more-table", counted(len(rest), "record"))
        further = f"{title}: {len(rest):,} more"
        yield Section(
            id=f"{id}-more",
            title=further,
            blocks=(Disclosure(summary=further, blocks=(table,)),),
            is_screen_only=True,
        )


def _entries(about: About, entries: tuple[Entry, ...], id: str, caption: str) -> Table:
    return entry_table(about, entries, id=id, caption=caption, columns=OF_PERSON)


def _changes(about: About, changes: tuple[Change, ...]) -> Table:
    return Listing[Change](
        id="changed-table",
        caption=_shown(len(changes), MOST_CHANGES, "change"),
        columns=(
            ref("What happened", lambda each: capitalised(each.kind.value)),
            words("Record", lambda each: record_words(about, each)),
            words("Field or rule", lambda each: field_words(about, each) or "The whole row"),
            words("Now", lambda each: value_words(about, each, each.after)),
        ),
    ).table(changes[:MOST_CHANGES])


def _done(about: About, done: tuple[Done, ...]) -> Table:
    return Listing[Done](
        id="checked-table",
        caption=_shown(len(done), MOST_DONE, "check"),
        columns=(
            ref("Record", lambda each: subject_link(about, each.subject)),
            words("What", lambda each: each.what),
            Column(Heading(title="On", sort="date"), lambda each: when(each.at)),
            words("Outcome", lambda each: each.outcome),
        ),
    ).table(done[:MOST_DONE])


def _shown(number: int, most: int, noun: str) -> str:
    told = counted(number, noun)
    return f"The first {most} of {told}" if number > most else told
