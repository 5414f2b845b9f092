"""Reads the parts that all sheets share: texts and styles."""

from builder.problems import in_workbook
from builder.workbook import limits
from builder.workbook.raw import Style
from builder.workbook.refusal import RefusedError
from builder.workbook.xml_stream import Attributes

_OFF = ("0", "false")


class SharedStrings:
    """The workbook's table of texts, and which of them are struck through as a whole."""

    names = frozenset({"si", "t", "r", "rPh", "strike"})

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: set[str] = set()
        self._pieces: list[str] = []
        self._runs = 0
        self._struck_runs = 0
        self._is_phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "si":
            self._pieces, self._runs, self._struck_runs = [], 0, 0
        elif name == "r":
            self._runs += 1
        elif name == "strike":
            self._struck_runs += attributes.get("val") not in _OFF
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, name: str, text: str) -> None:
        """An element ends."""
        if name == "t":
            if not self._is_phonetic:
                self._pieces.append(text)
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            self._add("".join(self._pieces))

    def _add(self, text: str) -> None:
        self.texts.append(text)
        if len(self.texts) > limits.MOST_SHARED_STRINGS:
            limit = f"{limits.MOST_SHARED_STRINGS:,} distinct texts"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)
        if self._runs and self._struck_runs >= self._runs:
            self.struck.add(text)


class Styles:
    """The workbook's cell styles, as far as they touch on meaning."""

    names = frozenset({"numFmt", "fonts", "font", "strike", "fills", "fill", "patternFill",
                       "cellXfs", "xf", "dxfs"})  # fmt: skip

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._struck: list[bool] = []
        self._filled: list[bool] = []
        self._cells: list[tuple[str, str, str]] = []
        self._within = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in ("fonts", "fills", "cellXfs", "dxfs"):
            self._within = name
        elif name == "numFmt":
            if not self._within:
                id = attributes.get("numFmtId", "")
                self._formats[id] = attributes.get("formatCode", "")
        elif self._within == "cellXfs" and name == "xf":
            wanted = ("numFmtId", "fontId", "fillId")
            number_format, font, fill = (attributes.get(each, "0") for each in wanted)
            self._cells.append((number_format, font, fill))
        else:
            self._start_look(name, attributes)

    def _start_look(self, name: str, attributes: Attributes) -> None:
        if self._within == "fonts" and name == "font":
            self._struck.append(False)
        elif self._within == "fonts" and name == "strike" and self._struck:
            self._struck[-1] = attributes.get("val") not in _OFF
        elif self._within == "fills" and name == "fill":
            self._filled.append(False)
        elif self._within == "fills" and name == "patternFill" and self._filled:
            # RATIONALE: gray125 is the fill that every workbook declares and nobody sees.
            self._filled[-1] = attributes.get("patternType", "none") not in ("none", "gray125")

    def end(self, name: str, text: str) -> None:
        """An element ends."""
        if name == self._within and name != "dxfs":
            self._within = "between"

    def styles(self) -> tuple[Style, ...]:
        """Each cell style, by index."""
        return tuple(
            Style(
                number_format=self._formats.get(number_format) or _built_in(number_format),
                is_struck=_at(self._struck, font),
                is_filled=_at(self._filled, fill),
            )
            for number_format, font, fill in self._cells
        )


def _built_in(id: str) -> str:
    if id == "0" or not id.isascii() or not id.isdigit():
        return "General"
    # RATIONALE: openpyxl is slow to import, and a cached reading never needs it.
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return str(BUILTIN_FORMATS.get(int(id), "General"))


def _at(flags: list[bool], index: str) -> bool:
    if not index.isascii() or not index.isdigit():
        return False
    place = int(index)
    return place < len(flags) and flags[place]
