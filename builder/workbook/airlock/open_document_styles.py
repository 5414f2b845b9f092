"""The cell styles of an OpenDocument spreadsheet, with number formats in Excel's own letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.workbook.airlock.fills import Fill, colour_name
from builder.workbook.airlock.number_formats import GENERAL
from builder.workbook.airlock.raw import Style
from builder.workbook.airlock.xml_stream import TEXT, Attributes, End, Start

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NONE = ("", "transparent")
_PLACES = tuple(map(str, range(16)))
_MOST_PARENTS = 8


def attribute(attributes: Attributes, space: str, name: str) -> str:
    """An attribute of one of the format's namespaces; empty where it is not given."""
    return attributes.get(f"{_OASIS}{space}:1.0 {name}", "")


@dataclass(slots=True)
class _CellStyle:
    parent: str
    data: str
    """The name of its number format."""
    background: str = ""
    is_struck: bool = False


_DATE_PARTS = {
    "day": ("d", "dd"),
    "month": ("m", "mm"),
    "year": ("yy", "yyyy"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}
"""Part of a date -> Excel's letters, short and long."""


class DocumentStyles:
    """Gathers styles while a part streams by; a later part adds to an earlier one."""

    def __init__(self) -> None:
        self._cells: dict[str, _CellStyle] = {}
        self._formats: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._numbers: dict[str, int] = {"": 0}
        self._made: list[Style] = [Style()]
        self._style = ""
        self._format = ""
        self._code: list[str] = []

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""
        kinds = ("date", "time", "percentage", "currency", "number", "text", "boolean")
        return {
            "style:style": self._start_style,
            "style:table-cell-properties": self._cell_properties,
            "style:text-properties": self._text_properties,
            "style:table-properties": self._sheet_properties,
            **{f"datastyle:{kind}-style": self._start_format for kind in kinds},
            **{f"datastyle:{part}": self._date_part(part) for part in _DATE_PARTS},
            "datastyle:number": self._number,
            "datastyle:text": TEXT,
            "datastyle:currency-symbol": TEXT,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        kinds = ("date", "time", "percentage", "currency", "number", "text", "boolean")
        return {
            "style:style": self._end_style,
            **{f"datastyle:{kind}-style": self._end_format for kind in kinds},
            "datastyle:text": self._end_text,
            "datastyle:currency-symbol": self._end_text,
        }

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attribute(attributes, "style", "name")
        self._cells[self._style] = _CellStyle(
            attribute(attributes, "style", "parent-style-name"),
            attribute(attributes, "style", "data-style-name"),
        )

    def _end_style(self, text: list[str]) -> None:
        self._style = ""

    def _cell_properties(self, attributes: Attributes) -> None:
        if self._style:
            colour = attribute(attributes, "xsl-fo-compatible", "background-color")
            self._cells[self._style].background = colour

    def _text_properties(self, attributes: Attributes) -> None:
        if self._style:
            line = attribute(attributes, "style", "text-line-through-style")
            self._cells[self._style].is_struck = line not in ("", "none")

    def _sheet_properties(self, attributes: Attributes) -> None:
        if attribute(attributes, "table", "display") == "false":
            self._hidden.add(self._style)

    def _start_format(self, attributes: Attributes) -> None:
        self._format = attribute(attributes, "style", "name")
        self._code = []

    def _end_format(self, text: list[str]) -> None:
        self._formats[self._format] = "".join(self._code)
        self._format = ""

    def _date_part(self, part: str) -> Start:
        short, long = _DATE_PARTS[part]

        def begin(attributes: Attributes) -> None:
            is_long = attribute(attributes, "datastyle", "style") == "long"
            letters = long if is_long else short
            if attribute(attributes, "datastyle", "textual") == "true":
                letters = "mmmm" if is_long else "mmm"
            self._code.append(letters)

        return begin

    def _number(self, attributes: Attributes) -> None:
        places = attribute(attributes, "datastyle", "decimal-places")
        count = _PLACES.index(places) if places in _PLACES else 0
        whole = "#,##0" if attribute(attributes, "datastyle", "grouping") == "true" else "0"
        self._code.append(whole + ("." + "0" * count if count else ""))

    def _end_text(self, text: list[str]) -> None:
        typed = "".join(text)
        is_plain = typed in ("%", "/", "-", " ", ":", ".", ",", "")
        self._code.append(typed if is_plain else '"' + typed.replace('"', "") + '"')

    def hides_sheet(self, name: str) -> bool:
        """Whether sheets of this style are hidden."""
        return name in self._hidden

    def index(self, name: str) -> int:
        """The number of a cell style by its name."""
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self._made)
            self._made.append(self._style_of(name))
        return found

    def is_filled(self, number: int) -> bool:
        """Whether cells of this style have a fill."""
        return self._made[number].is_filled

    def all(self) -> tuple[Style, ...]:
        """Each style that a cell has, by its number."""
        return tuple(self._made)

    def _style_of(self, name: str) -> Style:
        background = self._said(name, lambda style: style.background)
        data = self._said(name, lambda style: style.data)
        is_filled = background not in _NONE
        return Style(
            number_format=self._formats.get(data) or GENERAL,
            is_struck=bool(self._said(name, lambda style: "yes" if style.is_struck else "")),
            is_filled=is_filled,
            colour=colour_name(Fill(rgb=background.lstrip("#")), {}) if is_filled else "",
        )

    def _said(self, name: str, of: Callable[[_CellStyle], str]) -> str:
        """What a style says, or the nearest of those that it is based on."""
        for _ in range(_MOST_PARENTS):
            style = self._cells.get(name)
            if style is None:
                break
            if said := of(style):
                return said
            name = style.parent
        return ""
