"""Finds elements in the bytes of an XML part and splices others in, touching nothing else.

RATIONALE: parsing and writing a part anew loses prefixes and extensions that Excel needs.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from builder.problems import in_workbook
from builder.workbook.airlock.refusal import RefusedError

_QUOTED = re.compile(rb"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_DECLARED = re.compile(r"""(<\?xml[^>]*encoding=)(["'])[^"']*\2""")


Wanted = Callable[[str, int, Mapping[str, str]], bool]
"""Whether an element matters, by its name without prefix, its depth and its attributes."""


class Edit(NamedTuple):
    """Bytes to put in the place of others; nothing is taken out where start is end."""

    start: int
    end: int
    data: bytes


@dataclass(slots=True)
class Element:
    """Where an element of a part stands, in bytes."""

    name: str
    """Without its prefix."""
    prefix: str
    """With its colon, or empty."""
    attributes: Mapping[str, str]
    """As spelt in the part, prefixes and all."""
    depth: int
    """0 = the root."""
    start: int
    """At the ``<``."""
    body: int
    """After the ``>`` of the start tag."""
    close: int = field(default=0)
    """At the ``<`` of the end tag; at ``start`` where the element has no end tag."""

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag that closes itself."""
        return self.close == self.start


def as_utf8(data: bytes) -> bytes:
    """A part in UTF-8; most are."""
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if data.startswith(mark):
            return _DECLARED.sub(r"\1\2UTF-8\2", data.decode("utf-16")).encode()
    return data


def elements(data: bytes, wanted: Wanted) -> list[Element]:
    """The wanted elements of a part in their order.

    Args:
        data: The part, in UTF-8.
        wanted: Of a name without prefix, a depth and attributes, whether the element is.

    Raises:
        RefusedError: the part is no XML, or has a DOCTYPE.
    """
    parser = expat.ParserCreate()
    found: list[Element] = []
    open_ones: list[Element | None] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        element = None
        if wanted(local, len(open_ones), attributes):
            at = parser.CurrentByteIndex
            body = tag_end(data, at)
            element = Element(local, prefix + colon, attributes, len(open_ones), at, body)
            found.append(element)
        open_ones.append(element)

    def end(_: str) -> None:
        element = open_ones.pop()
        if element is not None:
            is_one_tag = data.endswith(b"/>", element.start, element.body)
            element.close = element.start if is_one_tag else parser.CurrentByteIndex

    def refuse(*_: object) -> None:
        raise RefusedError(in_workbook.UNSAFE, what="a DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as broken:
        raise RefusedError(in_workbook.DAMAGED, part="sheet") from broken
    return found


def tag_end(data: bytes, start: int) -> int:
    """Where the tag that begins at ``start`` has ended."""
    found = _QUOTED.match(data, start)
    return len(data) if found is None else found.end()


def spliced(data: bytes, edits: list[Edit]) -> bytes:
    """The part with every edit made; edits at one place keep their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda each: each.start):
        pieces += [data[at : edit.start], edit.data]
        at = edit.end
    return b"".join([*pieces, data[at:]])


def appended(data: bytes, element: Element, children: bytes) -> Edit:
    """An edit that adds children at the end of an element, also where it closes itself."""
    if not element.is_empty:
        return Edit(element.close, element.close, children)
    slash = data.rindex(b"/", element.start, element.body)
    name = f"{element.prefix}{element.name}".encode()
    return Edit(slash, element.body, b">" + children + b"</" + name + b">")


def with_attributes(tag: bytes, changes: Mapping[str, str]) -> bytes:
    """A start tag with attributes set; others stay as they are spelt."""
    for name, value in changes.items():
        wanted = rf"""(\s{re.escape(name)}\s*=\s*)("[^"]*"|'[^']*')""".encode()
        spelt = quoteattr(value).encode()
        if re.search(wanted, tag):
            # RATIONALE: a function, because a backslash in a replacement text means something.
            tag = re.sub(wanted, partial(_respelt, spelt), tag, count=1)
        else:
            place = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:place].rstrip() + b" " + name.encode() + b"=" + spelt + tag[place:]
    return tag


def _respelt(spelt: bytes, found: re.Match[bytes]) -> bytes:
    return found[1] + spelt


def text_of(value: str) -> str:
    """A text that may stand in an element; Excel takes ``_x0041_`` for a letter."""
    return escape(_CODED.sub("_x005F_x", value))


_CODED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
