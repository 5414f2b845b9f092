"""Runs a part through expat with the airlock's guards: no DOCTYPE, no depth, no endless time."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar
from xml.parsers import expat

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.package import Package
from builder.workbook.airlock.refusal import RefusedError

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
    "dc:": ("http://purl.org/dc/elements/1.1/",),
    **{
        f"{name}:": (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0",)
        for name in ("office", "style", "table", "text", "datastyle")
    },
    "a:": (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    ),
}
"""Transitional and Strict Open XML, told apart by nothing else; and OpenDocument."""

Attributes = Mapping[str, str]
Handle = TypeVar("Handle")


Start = Callable[[Attributes], None]
"""What to do where an element begins."""
End = Callable[[list[str]], None]
"""What to do where an element ends, with the pieces of text since ``TEXT`` last began."""


def TEXT(attributes: Attributes) -> None:  # noqa: N802 - a mark, told by its identity
    """Marks an element whose text matters: what came before it is forgotten."""


class Handler(Protocol):
    """What a part's parser wants to hear; names come without their namespace."""

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""


def _in_every_namespace(name: str) -> tuple[str, ...]:
    """Expat's own spelling of a name, in each namespace that may hold it."""
    prefix, _, local = name.rpartition(":")
    return tuple(f"{space} {local}" for space in _NAMESPACES[f"{prefix}:" if prefix else ""])


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
        raise RefusedError(in_workbook.DAMAGED, part=quoted(part)) from broken


def _callbacks(handler: Handler) -> tuple[Callable[..., None], ...]:
    """What expat calls where an element begins, where it ends, and on text."""
    starts = _spelt(handler.starts()).get
    ends = _spelt(handler.ends()).get
    text: list[str] = []
    begin_text = text.clear
    depth, most_depth = 0, limits.MOST_XML_DEPTH

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > most_depth:
            raise RefusedError(in_workbook.UNSAFE, what="elements nested too deeply")
        handle = starts(name)
        if handle is TEXT:
            begin_text()
        elif handle is not None:
            handle(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handle = ends(name)
        if handle is not None:
            handle(text)

    return start, end, text.append


def _spelt(handlers: Mapping[str, Handle]) -> dict[str, Handle]:
    return {spelt: h for name, h in handlers.items() for spelt in _in_every_namespace(name)}


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(in_workbook.UNSAFE, what="a DOCTYPE")
