"""Reads the parts that all sheets share: texts and styles."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from builder.problems import in_workbook
from builder.workbook.airlock import limits
from builder.workbook.airlock.fills import Fill, Theme, colour_name
from builder.workbook.airlock.number_formats import BUILT_IN, GENERAL
from builder.workbook.airlock.raw import Style
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.airlock.xml_stream import TEXT, Attributes, End, Start

_OFF = ("0", "false")
Said = TypeVar("Said", bool, str)


class SharedStrings:
    """The workbook's table of texts, and which of them are struck through as a whole."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: set[str] = set()
        self._pieces: list[str] = []
        self._runs = 0
        self._struck_runs = 0
        self._is_phonetic = False

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""
        return {
            "si": self._start_text,
            "t": TEXT,
            "r": self._start_run,
            "strike": self._strike,
            "rPh": self._start_phonetic,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        return {"t": self._end_piece, "rPh": self._end_phonetic, "si": self._end_text}

    def _start_text(self, attributes: Attributes) -> None:
        self._pieces, self._runs, self._struck_runs = [], 0, 0

    def _start_run(self, attributes: Attributes) -> None:
        self._runs += 1

    def _strike(self, attributes: Attributes) -> None:
        self._struck_runs += attributes.get("val") not in _OFF

    def _start_phonetic(self, attributes: Attributes) -> None:
        self._is_phonetic = True

    def _end_phonetic(self, text: list[str]) -> None:
        self._is_phonetic = False

    def _end_piece(self, text: list[str]) -> None:
        if not self._is_phonetic:
            self._pieces.extend(text)

    def _end_text(self, text: list[str]) -> None:
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

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._struck: list[bool] = []
        self._filled: list[bool] = []
        self._fills: list[Fill] = []
        self._cells: list[tuple[str, str, str]] = []
        self._within = ""

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""
        return {
            **{group: self._enter(group) for group in ("fonts", "fills", "cellXfs", "dxfs")},
            "numFmt": self._number_format,
            "xf": self._cell_style,
            "font": self._font,
            "strike": self._strike,
            "fill": self._fill,
            "patternFill": self._pattern,
            "fgColor": self._fill_colour,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        return dict.fromkeys(("fonts", "fills", "cellXfs", "dxfs"), self._leave)

    def _enter(self, group: str) -> Start:
        def enter(attributes: Attributes) -> None:
            self._within = group

        return enter

    def _leave(self, text: list[str]) -> None:
        self._within = ""

    def _number_format(self, attributes: Attributes) -> None:
        if not self._within:
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def _cell_style(self, attributes: Attributes) -> None:
        if self._within == "cellXfs":
            wanted = ("numFmtId", "fontId", "fillId")
            number_format, font, fill = (attributes.get(each, "0") for each in wanted)
            self._cells.append((number_format, font, fill))

    def _font(self, attributes: Attributes) -> None:
        if self._within == "fonts":
            self._struck.append(False)

    def _strike(self, attributes: Attributes) -> None:
        if self._within == "fonts" and self._struck:
            self._struck[-1] = attributes.get("val") not in _OFF

    def _fill(self, attributes: Attributes) -> None:
        if self._within == "fills":
            self._filled.append(False)
            self._fills.append(Fill())

    def _fill_colour(self, attributes: Attributes) -> None:
        if self._within == "fills" and self._filled and self._filled[-1]:
            self._fills[-1] = Fill.of(attributes)

    def _pattern(self, attributes: Attributes) -> None:
        if self._within == "fills" and self._filled:
            # RATIONALE: gray125 is the fill that every workbook declares and nobody sees.
            self._filled[-1] = attributes.get("patternType", "none") not in ("none", "gray125")

    def styles(self, theme: Theme) -> tuple[Style, ...]:
        """Each cell style, by index."""
        colours = [colour_name(fill, theme.colours) for fill in self._fills]
        return tuple(
            Style(
                number_format=self._formats.get(number_format)
                or BUILT_IN.get(number_format, GENERAL),
                is_struck=_at(self._struck, font, False),
                is_filled=_at(self._filled, fill, False),
                colour=_at(colours, fill, ""),
            )
            for number_format, font, fill in self._cells
        )


def _at(values: Sequence[Said], index: str, otherwise: Said) -> Said:
    if not index.isascii() or not index.isdigit():
        return otherwise
    place = int(index)
    return values[place] if place < len(values) else otherwise
