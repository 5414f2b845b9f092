"""Files of the workbooks folder that are not read, named once with what to do."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from builder.field import Register
from builder.field.address import WORKBOOK_ENDINGS, file_parts
from builder.problems import Cell, Problem, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.reading.folder import is_ignored, is_scrap

_OWN_FOLDERS = ("frameworks",)
_OWN_ENDINGS = (".yml", ".yaml", ".md", *WORKBOOK_ENDINGS)
_MOST_LOOKED_AT = 5_000
"""Files in subfolders; of more the rest is not counted."""


def strays(folder: Path, register: Register) -> Iterator[Problem]:
    """A problem for each subfolder with workbooks, and for each ending that is not read.

    What the register names as evidence is no stray.
    """
    linked = _linked(register)
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return
    others: dict[str, list[str]] = {}
    for entry in entries:
        if is_scrap(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _in_subfolder(folder, entry.name, linked)
        elif not entry.name.casefold().endswith(_OWN_ENDINGS) and (
            entry.name.casefold() not in linked
        ):
            others.setdefault(PurePath(entry.name).suffix.casefold(), []).append(entry.name)
    for ending, names in sorted(others.items()):
        particulars = {"count": str(len(names)), "ending": ending or "no ending"}
        yield Problem(in_workbook.OTHER_ENDING, Cell(names[0]), particulars)


def _in_subfolder(folder: Path, name: str, linked: frozenset[str]) -> Iterator[Problem]:
    if name.casefold() in _OWN_FOLDERS:
        return
    count = looked_at = 0
    for at, _, files in os.walk(folder / name):
        for each in sorted(files):
            path = (Path(at) / each).relative_to(folder).as_posix()
            count += not is_ignored(each) and path.casefold() not in linked
        looked_at += len(files)
        if looked_at > _MOST_LOOKED_AT:
            break
    if count:
        particulars = {"folder": quoted(name), "count": str(count)}
        yield Problem(in_workbook.SUBFOLDER, Cell(f"{name}/"), particulars)


def _linked(register: Register) -> frozenset[str]:
    """Paths in the folder that evidence leads to, as they are compared."""
    links = [each.link for each in register.evidence if each.link is not None]
    targets = {each.target or each.text for each in links}
    return frozenset("/".join(file_parts(target)[0]).casefold() for target in targets if target)
