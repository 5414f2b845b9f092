"""Where hand-back copies go, and which workbooks have one."""

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from builder.problems import Problem
from builder.storage import write_atomic
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.limits import MOST_BYTES
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.handback.handback import hand_back
from builder.workbook.handback.new_workbook import as_workbook, tab_names
from builder.workbook.reading.folder import chosen
from builder.workbook.reading.own_sheets import FIX_LIST, is_our_own
from builder.workbook.reading.saved import saved_at_in

OPEN_XML = (".xlsx", ".xlsm", ".xltx")
"""Endings of workbooks that can be changed in place; of another kind a new one is made."""
_OWN_FOLDERS = ("", "frameworks")
"""Folders that the portal reads, from the workbooks' folder."""


class HoldsInputError(ValueError):
    """The copies would go where the portal reads; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """What became of one workbook."""

    workbook: str
    copy: Path
    """Where its copy stands, or would have stood."""
    why_not: str = ""
    """Why there is no new copy, in plain words; empty where it was written."""


def refuse_inputs(workbooks: Path, out: Path) -> None:
    """Refuses a folder for the copies that holds anything that the portal reads.

    Raises:
        HoldsInputError: it does, however it is spelt; or it is no folder.
    """
    if out.exists() and not out.is_dir():
        raise HoldsInputError(f"{out} is a file. Name a folder for the copies.")
    held = _identities(out)
    for folder in (workbooks / name for name in _OWN_FOLDERS):
        if held & _identities(folder):
            raise HoldsInputError(
                f"{out} holds files that the portal reads. "
                "Name a folder of their own for the copies, such as to-mend."
            )


def _identities(folder: Path) -> set[tuple[int, int]]:
    """A folder and its files by the disk's own word, whatever path or link leads to them."""
    if not folder.is_dir():
        return set()
    files = (each for each in folder.iterdir() if each.is_file())
    found = (os.stat(path) for path in (folder, *files))
    return {(each.st_dev, each.st_ino) for each in found}


def hand_back_copies(
    workbooks: Path, out: Path, problems: Sequence[Problem]
) -> Iterator[HandedBack]:
    """Writes a copy of each workbook that has problems; tells each when it is done.

    What is wrong with the folder as a whole stands in the list of each of its workbooks.

    Args:
        workbooks: The folder that the portal reads.
        out: Where the copies go; made if need be.
        problems: Of all workbooks.

    Raises:
        HoldsInputError: ``out`` holds something that the portal reads.
    """
    refuse_inputs(workbooks, out)
    there = [each.name for each in workbooks.iterdir() if each.is_file()]
    names, _ = chosen(there, saved_at_in(workbooks))
    of_all = tuple(each for each in problems if not each.place.workbook)
    for name in names:
        own = tuple(each for each in problems if each.place.workbook == name)
        if own or of_all:
            copy = out / name_of_copy(name)
            why_not = _why_not(workbooks / name, copy, (*own, *of_all))
            yield HandedBack(workbook=name, copy=copy, why_not=why_not)


def name_of_copy(name: str) -> str:
    """What the copy of a tracker is called; of another kind of file an Excel workbook is made."""
    return name if PurePath(name).suffix.casefold() in OPEN_XML else f"{name}.xlsx"


def _why_not(source: Path, copy: Path, problems: tuple[Problem, ...]) -> str:
    """Writes one copy; returns why it could not, empty where it did."""
    try:
        if copy.exists() and not _is_copy(copy):
            return f"another file stands at {copy}"
        write_atomic(copy, _handed_back(source, problems))
    except RefusedError:
        return "it cannot be opened as a workbook"
    except (OSError, zipfile.LargeZipFile):
        return "it, or its copy, could not be read or written; perhaps it is open in Excel"
    return ""


def _handed_back(source: Path, problems: tuple[Problem, ...]) -> bytes:
    content = source.read_bytes()
    if source.suffix.casefold() in OPEN_XML:
        return hand_back(content, problems)
    raw = read_workbook(content, source.name)
    tabs = tab_names(raw)
    shown = (each.place.sheet for each in problems)
    placed = (
        replace(each, place=each.place._replace(sheet=tabs.get(sheet, sheet)))
        for each, sheet in zip(problems, shown, strict=True)
    )
    return hand_back(as_workbook(raw), tuple(placed))


def _is_copy(path: Path) -> bool:
    """Whether a file is a hand-back copy of an earlier day."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return False
        names = read_workbook(path.read_bytes(), path.suffix, lambda _: False).sheet_names
    except RefusedError:
        return False
    return any(is_our_own(name) and name.startswith(FIX_LIST) for name in names)
