"""A home's morning sheet: what the 08:45 meeting goes through, on one side of A4."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.field import Evidence
from builder.field.pages import SERVICES_PAGE
from builder.portal.parts.addresses import morning_page, service_page
from builder.portal.parts.inbox.entries import Entry
from builder.portal.parts.inbox.entry_table import OF_HOME, entry_table
from builder.portal.parts.links import action_link, person_link
from builder.portal.parts.listing import plain_table
from builder.portal.parts.record import section
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Anchor, Block, ListBlock, PageView, Paragraph, Section
from builder.portal.parts.words import counted
from builder.portal.shared import About
from builder.portal.slices.morning import MorningSlice
from builder.rules.verdict import Subject

MOST = 8
"""How many of a list stand on the sheet, so that it keeps to one side."""


def page(slice: MorningSlice, about: About) -> PageView:
    """The sheet of one home."""
    service, about = slice.record, replace(about, shown=slice.shown)
    name = service.name or service.ref
    return PageView(
        path=morning_page(service.ref),
        kind="morning",
        title=f"{name}: today",
        lead=f"{len(slice.late):,} late, {len(slice.due):,} due in 48 hours, "
        f"{counted(len(slice.to_check), 'file')} to be checked.",
        breadcrumbs=(Anchor("Services", SERVICES_PAGE), Anchor(name, service_page(service.ref))),
        blocks=tuple(_sections(slice, about)),
        is_record=True,
    )


def _sections(slice: MorningSlice, about: About) -> Iterator[Section]:
    yield section("late", "Late", *_entries(slice, about, slice.late, "late-table"))
    due = _entries(slice, about, slice.due, "due-table")
    yield section("due", "Due today and in 48 hours", *due)
    yield section("to-check", "To be checked", *_files(slice, about))
    holds = ListBlock(items=tuple((each,) for each in slice.holds[:MOST]))
    yield section("holds", "Holds", holds, *_more(slice, slice.holds))
    out = tuple((person_link(about, each.person), f": {each.words}") for each in slice.out[:MOST])
    nobody = "Nobody who owns a live action here is recorded as out of post."
    leave = Paragraph(content=("No workbook records leave.",), is_small=True)
    yield section("out", "Who is away", ListBlock(items=out, empty=nobody), leave)


def _entries(
    slice: MorningSlice, about: About, entries: Sequence[Entry], id: str
) -> Iterator[Block]:
    told = counted(len(entries), "record")
    yield entry_table(about, entries[:MOST], id=id, caption=told, columns=OF_HOME, empty="None.")
    yield from _more(slice, entries)


def _files(slice: MorningSlice, about: About) -> Iterator[Block]:
    yield plain_table(
        slice.to_check[:MOST],
        id="files",
        caption=counted(len(slice.to_check), "file"),
        columns={
            "File": lambda each: subject_link(about, Subject("Evidence", each.ref)),
            "Title": _title,
            "Action": lambda each: action_link(about, each.action or ""),
        },
        empty="Every file of a live action here was reviewed.",
    )
    yield from _more(slice, slice.to_check)


def _title(file: Evidence) -> str | None:
    return file.title


def _more(slice: MorningSlice, rows: Sequence[object]) -> Iterator[Paragraph]:
    """How many are not on the sheet, and where they are."""
    if len(rows) > MOST:
        link = Anchor("the page of the service", service_page(slice.record.ref))
        yield Paragraph(content=(f"{len(rows) - MOST:,} more: see ", link, "."), is_small=True)
