"""Which files of the workbooks folder are read, and which are copies of another."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from builder.field.address import WORKBOOK_ENDINGS
from builder.problems import Cell, Problem, in_workbook
from builder.problems.quoted import quoted

_COPY = (
    re.compile(r"copy (?:\(\d+\) )?of (?P<stem>.+)", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?- copy(?: \(\d+\))?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?\(\d{1,3}\)"),
    re.compile(r"(?P<stem>.+?) ?\((?:autosaved|autorecovered)[^)]*\)", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?)[ _-]*\(?[^()]*conflicted copy[^()]*\)?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?\(version \d+\)", re.IGNORECASE),
)
_MACHINE = re.compile(
    r"(?P<stem>.+?)-(?:(?:DESKTOP|LAPTOP|SURFACE|MACBOOK|IMAC|PC)(?:-[A-Z0-9]+|[0-9]+)?"
    r"|(?=[A-Z-]*[0-9])(?=[0-9-]*[A-Z])[A-Z0-9-]{6,15})"
)
"""A name that a synchroniser made from the computer's: capitals and figures, as computers have."""


_COPIES = (*_COPY, _MACHINE)


def is_ignored(name: str) -> bool:
    """Whether a file is an office program's own scrap, or no workbook by its ending."""
    lower = name.casefold()
    if lower.startswith(("~$", ".~lock", ".")) or lower.endswith(".tmp"):
        return True
    return not lower.endswith(WORKBOOK_ENDINGS)


def chosen(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The workbooks to read, sorted, and a problem for each copy that is left out.

    A copy is only left out where the file that it is a copy of is there as well.
    """
    kept = sorted((name for name in names if not is_ignored(name)), key=lambda n: (n.casefold(), n))
    by_stem = {_key(name): name for name in reversed(kept)}
    read: list[str] = []
    problems: list[Problem] = []
    for name in kept:
        original = _original(name, by_stem)
        if original is None:
            read.append(name)
            continue
        particulars = {"original": quoted(original)}
        problems.append(Problem(in_workbook.COPY_NOT_READ, Cell(name), particulars))
    return tuple(read), tuple(problems)


def _key(name: str) -> tuple[str, str]:
    path = PurePath(name)
    return path.stem.casefold(), path.suffix.casefold()


def _original(name: str, by_stem: dict[tuple[str, str], str]) -> str | None:
    path = PurePath(name)
    ending = path.suffix.casefold()
    stem = path.stem.strip()
    while found := next((each for p in _COPIES if (each := p.fullmatch(stem))), None):
        stem = found.group("stem").strip()
        if original := by_stem.get((stem.casefold(), ending)):
            return original
    return None
