"""Adds coloured copies of a workbook's cell styles, so that a marked cell keeps its format."""

from typing import NamedTuple

from builder.problems import Severity
from builder.workbook.handback.parts import Parts
from builder.workbook.handback.splice import (
    Edit,
    Element,
    appended,
    elements,
    spliced,
    with_attributes,
)

_COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
_WRAP = '<{0}alignment vertical="top" wrapText="1"/>'
_WANTED = {"fills": 1, "cellXfs": 1, "xf": 2, "fill": 2}


class _Look(NamedTuple):
    """A style to be made: a copy of another with something more."""

    base: int
    severity: Severity | None
    is_wrapped: bool


class MarkedStyles:
    """Gives, for a cell's style and a severity, the style with that severity's colour."""

    def __init__(self, parts: Parts, part: str) -> None:
        """Reads the styles of a workbook.

        Args:
            parts: The workbook's parts.
            part: Name of the styles part; empty where there is none.
        """
        self._parts, self._part = parts, part
        self._data = parts.read(part) if part else b""
        found = elements(self._data, _is_wanted) if part else []
        self._fills = next((each for each in found if each.name == "fills"), None)
        self._formats = next((each for each in found if each.name == "cellXfs"), None)
        self._fill_count = sum(1 for each in found if each.name == "fill")
        self._old = [
            each
            for each in found
            if each.name == "xf" and self._formats and _is_within(each, self._formats)
        ]
        self._severities: list[Severity] = []
        self._new: dict[_Look, int] = {}

    def marked(self, style: int, severity: Severity) -> int | None:
        """Index of the coloured style; ``None`` where the workbook keeps no styles."""
        return self._made(_Look(style, severity, False))

    def wrapped(self, severity: Severity | None = None) -> int | None:
        """Index of a style for long texts, coloured for a severity if one is named."""
        return self._made(_Look(0, severity, True))

    def _made(self, look: _Look) -> int | None:
        if self._fills is None or self._formats is None or not self._old:
            return None
        if look.base >= len(self._old):
            look = look._replace(base=0)
        if look.severity is not None and look.severity not in self._severities:
            self._severities.append(look.severity)
        return self._new.setdefault(look, len(self._old) + len(self._new))

    def save(self) -> None:
        """Writes the new styles into the workbook."""
        if not self._new or self._fills is None or self._formats is None:
            return
        prefix = self._fills.prefix
        fills = "".join(
            f'<{prefix}fill><{prefix}patternFill patternType="solid">'
            f'<{prefix}fgColor rgb="{_COLOURS[each]}"/><{prefix}bgColor indexed="64"/>'
            f"</{prefix}patternFill></{prefix}fill>"
            for each in self._severities
        )
        formats = b"".join(self._copy(look) for look in self._new)
        edits = [
            *self._grown(self._fills, fills.encode(), self._fill_count + len(self._severities)),
            *self._grown(self._formats, formats, len(self._old) + len(self._new)),
        ]
        self._parts.write(self._part, spliced(self._data, edits))

    def _copy(self, look: _Look) -> bytes:
        old = self._old[look.base]
        tag = self._data[old.start : old.body]
        if look.severity is not None:
            fill = str(self._fill_count + self._severities.index(look.severity))
            tag = with_attributes(tag, {"fillId": fill, "applyFill": "1"})
        if look.is_wrapped:
            tag = with_attributes(tag, {"applyAlignment": "1"}).removesuffix(b"/>").rstrip(b">")
            inner = _WRAP.format(old.prefix)
            return tag + f">{inner}</{old.prefix}xf>".encode()
        if old.is_empty:
            return tag
        end = self._data.index(b">", old.close) + 1
        return tag + self._data[old.body : end]

    def _grown(self, element: Element, children: bytes, count: int) -> list[Edit]:
        tag = self._data[element.start : element.body]
        counted = with_attributes(tag, {"count": str(count)})
        return [
            Edit(element.start, element.body, counted),
            appended(self._data, element, children),
        ]


def _is_wanted(name: str, depth: int, _: object) -> bool:
    return _WANTED.get(name) == depth


def _is_within(child: Element, parent: Element) -> bool:
    return parent.start < child.start < parent.close
