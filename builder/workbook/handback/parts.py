"""The parts of a workbook being handed back: which stay as they are, which are changed or new."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from builder.workbook.airlock.package import Package
from builder.workbook.handback.splice import (
    Edit,
    Element,
    appended,
    as_utf8,
    elements,
    spliced,
    text_of,
)

TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part points at."""

    id: str
    kind: str
    """The last word of its type: ``worksheet``, ``comments``."""
    target: str
    """Name of the part."""


class Parts:
    """A workbook's parts by name; reads are as stored, writes are kept until packed."""

    def __init__(self, content: bytes) -> None:
        """Opens it.

        Raises:
            RefusedError: it is no workbook, or over a limit of the airlock.
        """
        self._package = Package(content)
        self._zip = zipfile.ZipFile(BytesIO(content))
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def read(self, name: str) -> bytes:
        """A part as it now is, in UTF-8.

        Raises:
            RefusedError: it is missing or broken.
        """
        if (changed := self._changed.get(self._spelt(name))) is not None:
            return changed
        return as_utf8(b"".join(self._package.chunks(name)))

    def write(self, name: str, data: bytes) -> None:
        """Changes a part, or adds one."""
        self._names.setdefault(name.casefold(), name)
        self._changed[self._spelt(name)] = data

    def _spelt(self, name: str) -> str:
        return self._names.get(name.casefold(), name)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/comments{}.xml`` that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        """The workbook: parts in their old order and with their old times, then the new ones."""
        result = BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as packed:
            for entry in self._zip.infolist():
                data = self._changed.get(entry.filename)
                kept = zipfile.ZipInfo(entry.filename, entry.date_time)
                kept.compress_type, kept.external_attr = entry.compress_type, entry.external_attr
                kept.create_system = entry.create_system
                packed.writestr(kept, self._zip.read(entry) if data is None else data)
            old = set(self._zip.namelist())
            for name in sorted(set(self._changed) - old):
                packed.writestr(_entry(name), self._changed[name])
        return result.getvalue()

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part points at, inside the workbook."""
        return tuple(self._relations(part))

    def _relations(self, part: str) -> Iterator[Relation]:
        name = relations_part(part)
        if name not in self:
            return
        for each in elements(self.read(name), lambda local, *_: local == "Relationship"):
            if each.attributes.get("TargetMode") != "External":
                target = each.attributes.get("Target", "")
                folder = "/" if target.startswith("/") else f"/{posixpath.dirname(part)}"
                path = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                kind = each.attributes.get("Type", "").rpartition("/")[2]
                yield Relation(each.attributes.get("Id", ""), kind, path)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Makes a part point at another; gives the id of the new relation."""
        name = relations_part(part)
        data = self.read(name) if name in self else _EMPTY_RELATIONS
        taken = {
            each.attributes.get("Id", "")
            for each in elements(data, lambda local, *_: local == "Relationship")
        }
        number = 1
        while f"rIdFix{number}" in taken:
            number += 1
        space = _STRICT if _STRICT.encode() in data else _RELATIONS
        root = elements(data, lambda _, depth, __: depth == 0)[0]
        child = (
            f'<{root.prefix}Relationship Id="rIdFix{number}" Type="{space}/{kind}" '
            f'Target="/{text_of(target)}"/>'
        )
        self.write(name, spliced(data, [appended(data, root, child.encode())]))
        return f"rIdFix{number}"

    def declare(self, name: str, content_type: str) -> None:
        """Says in the list of types what a new part is."""
        self._add_type("Override", "PartName", f"/{name}", content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Says in the list of types what parts of an ending are, unless it is said already."""
        known = elements(self.read(TYPES), lambda local, *_: local == "Default")
        if ending not in {each.attributes.get("Extension", "").casefold() for each in known}:
            self._add_type("Default", "Extension", ending, content_type)

    def _add_type(self, element: str, key: str, value: str, content_type: str) -> None:
        data = self.read(TYPES)
        root = elements(data, lambda _, depth, __: depth == 0)[0]
        child = f'<{root.prefix}{element} {key}="{text_of(value)}" ContentType="{content_type}"/>'
        self.write(TYPES, spliced(data, [_first_or_last(data, root, element, child.encode())]))


def _first_or_last(data: bytes, root: Element, element: str, child: bytes) -> Edit:
    # RATIONALE: some programs want the defaults before the overrides.
    if element == "Default" and not root.is_empty:
        return Edit(root.body, root.body, child)
    return appended(data, root, child)


def relations_part(part: str) -> str:
    """Name of the part that holds another part's relations."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
    return entry
