"""The file that keeps made refs, ``.refs.csv`` beside the workbooks: read, and written anew."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from builder.field.kept_refs import KeptRef
from builder.problems import Cell, Problem, in_folder
from builder.storage import write_atomic

REFS_FILE = ".refs.csv"
_HEADINGS = ("ref", "workbook", "sheet", "title", "first seen", "digest")
_MOST_BYTES = 64 * 1024 * 1024


class RefsNotKeptError(Exception):
    """Made refs cannot be kept, so nothing that names them may be recorded; says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRefs:
    """The made refs of a run, and the file that they came from."""

    kept: tuple[KeptRef, ...] = ()
    was: bytes | None = None
    """The file as it was read; ``None`` = there was none."""
    problems: tuple[Problem, ...] = ()
    """Why it was not read as a whole; then nothing is written over it."""

    @property
    def content(self) -> bytes:
        """The file as it should be."""
        return _written(self.kept)


NO_REFS = HeldRefs()


def read_refs(folder: Path) -> HeldRefs:
    """The refs that were made for the workbooks of a folder."""
    path = folder / REFS_FILE
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        return HeldRefs()
    except OSError:
        return _unreadable("it could not be opened; another program may hold it")
    except UnicodeDecodeError:
        return _unreadable("it is no text in UTF-8")
    try:
        records = [(line, each) for line, each in _records(text) if any(each)]
    except csv.Error:
        return _unreadable("a quotation mark in it is never closed")
    if not records or tuple(records[0][1]) != _HEADINGS:
        return _unreadable("its first line is not the one that was written")
    return _understood(records[1:], content)


def keep_refs(folder: Path, held: HeldRefs) -> None:
    """Writes the made refs of a run, where any is new or its row has changed.

    Raises:
        RefsNotKeptError: the file is damaged, was changed meanwhile, or cannot be written.
    """
    path = folder / REFS_FILE
    if held.problems:
        raise RefsNotKeptError(f"{held.problems[0].message} {held.problems[0].remedy}")
    if held.content == held.was or (held.was is None and not held.kept):
        return
    try:
        now = path.read_bytes() if path.exists() else None
        if now not in (held.was, held.content):
            raise RefsNotKeptError(
                f"{path} was changed while this run read the workbooks. Run the command again."
            )
        write_atomic(path, held.content)
    except OSError as error:
        raise RefsNotKeptError(
            f"The refs that were made cannot be kept in {path}. Close the file everywhere and let "
            "this account write there, or type a ref in each row."
        ) from error


def _unreadable(why: str) -> HeldRefs:
    problem = Problem(in_folder.REFS_UNREADABLE, Cell(REFS_FILE), {"why": why})
    return HeldRefs(problems=(problem,))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    before = 0
    for record in reader:
        yield before + 1, record
        before = reader.line_num


def _understood(records: Iterable[tuple[int, list[str]]], content: bytes) -> HeldRefs:
    kept: dict[tuple[str, str], KeptRef] = {}
    problems = []
    for line, record in records:
        found = _kept(record)
        if found is None or (found.kind, found.ref.casefold()) in kept:
            particulars = {"line": str(line)}
            problems.append(Problem(in_folder.REFS_DAMAGED, Cell(REFS_FILE), particulars))
        else:
            kept[found.kind, found.ref.casefold()] = found
    return HeldRefs(kept=tuple(kept.values()), was=content, problems=tuple(problems))


def _kept(record: list[str]) -> KeptRef | None:
    if len(record) != len(_HEADINGS):
        return None
    ref, workbook, sheet, title, first_seen, digest = record
    try:
        seen = date.fromisoformat(first_seen)
    except ValueError:
        return None
    if not ref or not digest:
        return None
    return KeptRef(
        ref=ref, workbook=workbook, sheet=sheet, title=title, first_seen=seen, digest=digest
    )


def _written(kept: Iterable[KeptRef]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for each in kept:
        seen = each.first_seen.isoformat()
        writer.writerow((each.ref, each.workbook, each.sheet, each.title, seen, each.digest))
    return out.getvalue().encode("utf-8", "replace")
