"""The airlock: one streamed pass over a workbook's parts, every limit kept, nothing trusted."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.csv_file import read_csv
from builder.workbook.airlock.filled_rows import ValuedCells
from builder.workbook.airlock.fills import Theme
from builder.workbook.airlock.old_format import is_old_format, read_old_format
from builder.workbook.airlock.open_document import read_open_document
from builder.workbook.airlock.package import Package
from builder.workbook.airlock.raw import RawSheet, RawWorkbook
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.airlock.shared_parts import SharedStrings, Styles
from builder.workbook.airlock.sheet_part import SheetPart, read_sheet_part
from builder.workbook.airlock.xml_stream import TEXT, Attributes, End, Start, relation_id, stream

_WORKSHEET = "/worksheet"
_OFFICE_DOCUMENT = "/officeDocument"
CSV = ".csv"
_MARKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of the other kinds begin."""


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    type: str
    target: str
    is_external: bool


class _Relations:
    def __init__(self) -> None:
        self.found: list[_Relation] = []

    def starts(self) -> Mapping[str, Start]:
        return {"Relationship": self._relation}

    def ends(self) -> Mapping[str, End]:
        return {}

    def _relation(self, attributes: Attributes) -> None:
        self.found.append(
            _Relation(
                attributes.get("Id", ""),
                attributes.get("Type", ""),
                attributes.get("Target", ""),
                attributes.get("TargetMode", "") == "External",
            )
        )


class _WorkbookPart:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.counts_from_1904 = False

    def starts(self) -> Mapping[str, Start]:
        return {"workbookPr": self._properties, "sheet": self._sheet}

    def ends(self) -> Mapping[str, End]:
        return {}

    def _properties(self, attributes: Attributes) -> None:
        self.counts_from_1904 = attributes.get("date1904") in ("1", "true")

    def _sheet(self, attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((attributes.get("name", ""), relation_id(attributes), hidden))
        if len(self.sheets) > limits.MOST_SHEETS:
            raise RefusedError(in_workbook.OVER_LIMIT, limit=f"{limits.MOST_SHEETS} sheets")


class _CoreProperties:
    def __init__(self) -> None:
        self.modified = ""

    def starts(self) -> Mapping[str, Start]:
        return {"dcterms:modified": TEXT}

    def ends(self) -> Mapping[str, End]:
        return {"dcterms:modified": self._end}

    def _end(self, text: list[str]) -> None:
        self.modified = "".join(text).strip()


def read_workbook(
    content: bytes, file_name: str = ".xlsx", wanted: Callable[[str], bool] = lambda name: True
) -> RawWorkbook:
    """The cells of the wanted sheets of a workbook, whatever kind of file it is.

    Args:
        content: The file's bytes.
        file_name: The file's name, or its ending alone; the sheet of a CSV file is its stem.
        wanted: Whether to read the sheet of this name; the parts of others are never opened.

    Raises:
        RefusedError: it is no workbook, is broken or hostile, or is over a limit.
    """
    try:
        return _read_kind(content, file_name, wanted)
    except (RecursionError, MemoryError, ArithmeticError, LookupError, TypeError) as broken:
        # RATIONALE: whatever bytes lie in the folder, the build answers with a problem.
        raise RefusedError(in_workbook.DAMAGED, part="workbook") from broken


def is_workbook(content: bytes, file_name: str) -> bool:
    """Whether a file may be a workbook, by its first bytes, or by its ending where it is CSV."""
    return content.startswith(_MARKED) or file_name.casefold().endswith(CSV)


def _read_kind(content: bytes, file_name: str, wanted: Callable[[str], bool]) -> RawWorkbook:
    """RATIONALE: the bytes say which kind a file is, whatever its name; but CSV has no mark."""
    stem, dot, last = file_name.rpartition(".")
    ending = f"{dot}{last}"
    if ending.casefold() == CSV and not content.startswith(_MARKED):
        return read_csv(content, stem, wanted)
    if is_old_format(content):
        return read_old_format(content, wanted)
    package = Package(content, ending)
    if package.is_open_document:
        return read_open_document(package, ending, wanted)
    return _read(package, wanted)


def _read(package: Package, wanted: Callable[[str], bool]) -> RawWorkbook:
    home = _main_part(package)
    relations = _relations(package, home)
    workbook = _WorkbookPart()
    stream(package, home, workbook)
    tabs = [
        (name, relations[id].target, hidden)
        for name, id, hidden in workbook.sheets
        if id not in relations or relations[id].type.endswith(_WORKSHEET)
        if id in relations or _missing(name, wanted)
    ]
    strings, styles, theme = SharedStrings(), Styles(), Theme()
    for kind, handler in (("/sharedStrings", strings), ("/styles", styles), ("/theme", theme)):
        part = next((r.target for r in relations.values() if r.type.endswith(kind)), "")
        if part and part in package:
            stream(package, part, handler)
    found = styles.styles(theme)
    filled = frozenset(str(index) for index, style in enumerate(found) if style.is_filled)
    valued = ValuedCells()
    sheets = tuple(
        _sheet(package, name, part, hidden, strings.texts, filled, valued)
        for name, part, hidden in tabs
        if wanted(name)
    )
    return RawWorkbook(
        sheet_names=tuple(name for name, _, _ in tabs),
        sheets=sheets,
        styles=found,
        struck_texts=frozenset(strings.struck),
        counts_from_1904=workbook.counts_from_1904,
        saved_at=_saved_at(package),
    )


def _missing(name: str, wanted: Callable[[str], bool]) -> bool:
    if wanted(name):
        raise RefusedError(in_workbook.DAMAGED, part=f"sheet {quoted(name)}")
    return False


def _sheet(
    package: Package,
    name: str,
    part: str,
    hidden: bool,
    shared: list[str],
    filled: frozenset[str],
    valued: ValuedCells,
) -> RawSheet:
    targets = {
        id: relation.target
        for id, relation in _relations(package, part).items()
        if relation.type.endswith("/hyperlink")
    }
    handler = SheetPart(name, package, shared, targets, filled, valued)
    return read_sheet_part(package, part, handler, hidden)


def _main_part(package: Package) -> str:
    for relation in _relations(package, "").values():
        if relation.type.endswith(_OFFICE_DOCUMENT):
            return relation.target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise RefusedError(in_workbook.DAMAGED, part="xl/workbook.xml")


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """The relations of a part by id; targets inside the package are full part names."""
    folder, name = posixpath.split(part)
    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside not in package:
        return {}
    handler = _Relations()
    stream(package, beside, handler)
    return {
        each.id: each
        if each.is_external or each.type.endswith("/hyperlink")
        else _Relation(each.id, each.type, _inside(folder, each.target), False)
        for each in handler.found
    }


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _saved_at(package: Package) -> datetime | None:
    if "docProps/core.xml" not in package:
        return None
    properties = _CoreProperties()
    try:
        stream(package, "docProps/core.xml", properties)
        saved = datetime.fromisoformat(properties.modified)
    except (RefusedError, ValueError):
        return None
    return (saved if saved.tzinfo else saved.replace(tzinfo=UTC)).astimezone(UTC)
