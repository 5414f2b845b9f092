"""Reads the workbooks folder into the register, with every problem on the way."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builder.field import Register, WorkbookInput, local_date
from builder.field.acts import ActKind
from builder.field.canonical import canonical
from builder.field.kept_refs import Prefix
from builder.field.made_refs import with_refs
from builder.field.validation.validate import validate
from builder.frameworks import Catalogue
from builder.problems import Cell, Problem, in_mapping, in_workbook
from builder.workbook.airlock.airlock import is_workbook
from builder.workbook.cache import Cache, fingerprint
from builder.workbook.mapping.mapping import LOST, MAPPING_FILE, load_mapping, unused_names
from builder.workbook.mapping.mapping import Mapping as Names
from builder.workbook.reading.file_reading import FileReading
from builder.workbook.reading.folder import chosen, strays
from builder.workbook.reading.ordering import by_place
from builder.workbook.reading.parsed import ParsedWorkbook
from builder.workbook.reading.saved import content_of, saved_at_in
from builder.workbook.reading.workbook_reading import holds_tables
from builder.workbook.refs_file import NO_REFS, HeldRefs, read_refs
from builder.workbook.schema import SHEETS, SHEETS_BY_NAME

NO_ROLES: Mapping[ActKind, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a workbooks folder holds."""

    register: Register
    problems: tuple[Problem, ...]
    """Sorted by workbook, sheet and cell."""
    refs: HeldRefs = NO_REFS
    """The refs that were made for rows, now and before."""
    busy: tuple[str, ...] = ()
    """Files that were locked or half written, and may be read on another try."""


def read_folder(
    folder: Path,
    *,
    mapping_text: str | None = None,
    share_prefixes: tuple[str, ...] = (),
    roles: Mapping[ActKind, tuple[str, ...]] = NO_ROLES,
    catalogue: Catalogue,
    as_at: datetime,
    cache_dir: Path | None = None,
    cache_key: bytes | None = None,
) -> Reading:
    """The register of a folder and its problems; one bad workbook never stops the others.

    Args:
        folder: Holds the workbooks; subfolders are not looked into.
        mapping_text: The text of ``mapping.yml``; ``None`` = the one in the folder, if any.
        share_prefixes: Shares that links may lead to, from policy.
        roles: Which roles may do which act, from policy; of others nothing is asked.
        catalogue: Frameworks, regulations, categories, regulator actions.
        as_at: Aware; only plans and deadlines may lie after it.
        cache_dir: Where parsed workbooks are kept between runs; ``None`` = nowhere.
        cache_key: What vouches for them; ``None`` = nothing is kept, and what is there not read.
    """
    with _no_search_for_cycles():
        text, problems = _mapping_text(folder, mapping_text)
        mapping, mapping_problems = (LOST, ()) if problems else load_mapping(text)
        names, copies = chosen(_files(folder), saved_at_in(folder))
        reading = FileReading(folder, mapping, catalogue, share_prefixes)
        # RATIONALE: a reading under a lost mapping is for now; nothing is kept of it.
        if cache_dir is not None and cache_key is not None and mapping.is_whole:
            rest = fingerprint(text, share_prefixes, catalogue)
            reading.cache = Cache(cache_dir, rest, cache_key)
        parsed = [each for name in names if (each := reading.of(name)) is not None]
        reading.finish()
        gathered = [*problems, *mapping_problems, *copies, *reading.problems]
        gathered.extend(_of_the_whole(names, parsed, mapping))
        held = read_refs(folder)
        gathered.extend(held.problems)
        unread = frozenset(names) - {each.workbook for each in parsed}
        merged = merge(
            parsed, gathered, catalogue, as_at, frozenset(reading.stale), roles, held, unread
        )
        return replace(
            merged,
            problems=by_place((*merged.problems, *strays(folder, merged.register))),
            busy=tuple(reading.busy),
        )


def _of_the_whole(
    names: tuple[str, ...], parsed: list[ParsedWorkbook], mapping: Names
) -> Iterator[Problem]:
    """What is to be said of the folder, and of what its mapping names in vain."""
    if not names:
        yield Problem(in_workbook.EMPTY_FOLDER, Cell(""))
        return
    tabs = (tab for each in parsed for tab in each.tabs)
    headings = (heading for each in parsed for heading in each.headings)
    places = ((each.workbook, tab) for each in parsed for tab in each.tabs)
    yield from unused_names(mapping, tabs, headings, places)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Lets Python's search for reference cycles rest.

    RATIONALE: a reading makes a million objects and no cycle; the search took a third of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def merge(
    workbooks: Iterable[ParsedWorkbook],
    problems: Iterable[Problem],
    catalogue: Catalogue,
    as_at: datetime,
    stale: frozenset[str] = frozenset(),
    roles: Mapping[ActKind, tuple[str, ...]] = NO_ROLES,
    held: HeldRefs = NO_REFS,
    unread: frozenset[str] = frozenset(),
) -> Reading:
    """The register of parsed workbooks, canonical and validated.

    Args:
        workbooks: In the order in which rows stand where a ref is used twice.
        problems: Those of the folder and its files.
        catalogue: Which framework was in force when.
        as_at: Aware.
        stale: Names of workbooks whose last good reading stands in.
        roles: Which roles may do which act.
        held: The refs that were made before.
        unread: Names of workbooks of which nothing could be read, so that their rows have not left.
    """
    gathered = list(problems)
    parsed = tuple(workbooks)
    rows: dict[str, list[Any]] = {sheet.attribute: [] for sheet in SHEETS}
    kept: dict[str, set[str]] = {}
    for each in parsed:
        gathered.extend(each.problems)
        for sheet in each.sheets:
            rows[SHEETS_BY_NAME[sheet.schema].attribute].extend(sheet.records)
            kept.setdefault(sheet.schema, set()).update(sheet.columns)
    gathered.extend(_no_actions(parsed, kept))
    named = with_refs(
        rows,
        SHEETS,
        held.kept,
        on=local_date(as_at),
        unread=unread,
        prefix=_prefix_of(parsed),
    )
    records, found = canonical(named.rows, frozenset(kept), SHEETS)
    gathered.extend((*named.problems, *found))
    counts = _counted(records)
    register = Register(
        inputs=tuple(_input(each, counts, each.workbook in stale) for each in parsed),
        columns_kept={name: frozenset(fields) for name, fields in sorted(kept.items())},
        **records,
    )
    gathered.extend(validate(register, as_at, catalogue, SHEETS, roles))
    refs = replace(held, kept=named.kept)
    return Reading(register=register, problems=by_place(gathered), refs=refs)


def _no_actions(parsed: tuple[ParsedWorkbook, ...], kept: Iterable[str]) -> Iterator[Problem]:
    without_headings = {sheet.read_as for each in parsed for sheet in each.unread}
    if parsed and "Actions" not in {*kept, *without_headings}:
        yield Problem(in_workbook.NO_ACTIONS, Cell(""))


def _prefix_of(parsed: Iterable[ParsedWorkbook]) -> Prefix:
    """What the refs made for each sheet begin with, as ``mapping.yml`` says."""
    said = {(each.workbook, sheet.name): sheet.prefix for each in parsed for sheet in each.sheets}
    return lambda workbook, tab: said.get((workbook, tab), "")


def _counted(records: Mapping[str, tuple[Any, ...]]) -> Counter[tuple[str, str]]:
    """(Workbook, sheet of the schema) -> rows kept."""
    return Counter(
        (row.source.workbook, sheet.name) for sheet in SHEETS for row in records[sheet.attribute]
    )


def _input(each: ParsedWorkbook, counts: Counter[tuple[str, str]], is_stale: bool) -> WorkbookInput:
    names = sorted({sheet.schema for sheet in each.sheets})
    return WorkbookInput(
        workbook=each.workbook,
        sha256=each.sha256,
        saved_at=each.saved_at,
        rows={name: counts[each.workbook, name] for name in names},
        is_last_good_reading=is_stale,
        sheets=each.rows,
    )


def tracker_test(folder: Path) -> Callable[[Path], bool]:
    """Whether a file is a workbook that would be read if it stood in the workbooks folder."""
    text, problems = _mapping_text(folder, None)
    mapping = LOST if problems else load_mapping(text)[0]

    def is_tracker(path: Path) -> bool:
        content = content_of(path)
        return is_workbook(content, path.name) and holds_tables(content, path.name, mapping)

    return is_tracker


def _files(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return []


def _mapping_text(folder: Path, text: str | None) -> tuple[str, tuple[Problem, ...]]:
    if text is not None:
        return text, ()
    try:
        return (folder / MAPPING_FILE).read_text(encoding="utf-8-sig"), ()
    except FileNotFoundError:
        return "", ()
    except (OSError, UnicodeError):
        particulars = {"why": "it cannot be opened as text", "line": "1"}
        return "", (Problem(in_mapping.MAPPING_UNREADABLE, Cell(MAPPING_FILE), particulars),)
