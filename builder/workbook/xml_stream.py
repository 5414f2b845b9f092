"""Runs a part through expat with the airlock's guards: no DOCTYPE, no depth, no endless time."""

from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from builder.problems import in_workbook
from builder.workbook import limits
from builder.workbook.package import Package
from builder.workbook.refusal import RefusedError

_NAMESPACES = {
    "": (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types",
    ),
    "r:": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "dcterms:": ("http://purl.org/dc/terms/",),
}
"""Transitional and Strict Open XML, told apart by nothing else."""

Attributes = Mapping[str, str]


class Handler(Protocol):
    """What a part's parser wants to hear; names come without their namespace."""

    names: frozenset[str]
    """Elements that matter to it."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends, with the text since the last one that matters began."""


def short_names(names: frozenset[str]) -> dict[str, str]:
    """Expat's own spelling of each name, in every namespace that may hold it."""
    spelt = {}
    for name in names:
        prefix, _, local = name.rpartition(":")
        prefix = f"{prefix}:" if prefix else ""
        for namespace in _NAMESPACES[prefix]:
            spelt[f"{namespace} {local}"] = name
    return spelt


RELATION_ID = tuple(f"{namespace} id" for namespace in _NAMESPACES["r:"])


def relation_id(attributes: Attributes) -> str:
    """The ``r:id`` of an element, or an empty text."""
    return next((attributes[name] for name in RELATION_ID if name in attributes), "")


def stream(package: Package, part: str, handler: Handler) -> None:
    """Feeds a part to its handler.

    Raises:
        RefusedError: the part is missing, is no XML, or breaks a limit.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = _callbacks(
        handler
    )
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as broken:
        raise RefusedError(in_workbook.DAMAGED, part=part) from broken


def _callbacks(
    handler: Handler,
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None], Callable[[str], None]]:
    short = short_names(handler.names).get
    start_element, end_element = handler.start, handler.end
    text: list[str] = []
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MOST_XML_DEPTH:
            raise RefusedError(in_workbook.UNSAFE, what="elements nested too deeply")
        if (known := short(name)) is not None:
            text.clear()
            start_element(known, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if (known := short(name)) is not None:
            end_element(known, "".join(text))

    return start, end, text.append


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(in_workbook.UNSAFE, what="a DOCTYPE")
