"""How trackers are written, as data: words of a status, names of homes, exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from builder.workbook.airlock.cleaning import fold


def _loaded(name: str) -> Any:
    text = files("builder.workbook.mapping").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@cache
def _known() -> Mapping[str, Any]:
    found: Mapping[str, Any] = _loaded("knowledge.yml")
    return found


@cache
def known_words(*path: str) -> frozenset[str]:
    """The folded words of a list, or the folded words of all lists below a key."""
    found: Any = _known()
    for key in path:
        found = found[key]
    parts = found.values() if isinstance(found, dict) else [found]
    return frozenset(fold(each) for part in parts for each in _flat(part))


def _flat(part: Any) -> list[str]:
    if isinstance(part, list):
        return [word for each in part for word in _flat(each)]
    return [str(part)]


@cache
def settled_words(column: str) -> Mapping[str, str]:
    """Folded word -> word of ours, of a column whose words mean the same wherever they stand."""
    held = _known()["status"]["settled"] if column == "Status" else {}
    held = _known()["risk"] if column == "Risk" else held
    return {fold(each): ours for ours, theirs in held.items() for each in theirs}


@cache
def registers() -> Mapping[str, str]:
    """Folded tab of a RAID log that holds no actions -> the sheet that it may be, or none."""
    return {fold(each): ours for ours, theirs in _known()["registers"].items() for each in theirs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """An export whose columns are always the same."""

    name: str
    known_by: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    """Ours -> theirs, as the export writes them."""
    ignore: tuple[str, ...]

    def fits(self, headings: frozenset[str]) -> bool:
        """Whether a table with these folded headings is such an export."""
        return self.known_by <= headings


@cache
def presets() -> tuple[Preset, ...]:
    """The exports that are known, the likeliest first."""
    return tuple(
        Preset(
            name=each["name"],
            known_by=frozenset(map(fold, each["known_by"])),
            columns={ours: tuple(theirs) for ours, theirs in each["columns"].items()},
            ignore=tuple(each["ignore"]),
        )
        for each in _loaded("presets.yml")
    )
