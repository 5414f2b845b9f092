"""Reads an .xls file in a process of its own: bytes come in, cells go out as JSON.

It knows nothing of the product, so that it starts quickly and holds nothing worth having. Its
seconds and its answer's length are limited by the process that starts it, its memory by itself.
"""

import ctypes
import io
import json
import struct
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import xlrd  # type: ignore[import-untyped]  # it ships no types

_SUMMARY = "\x05SummaryInformation"
_BOOK = "ook".encode("utf-16-le")
"""In the name of the stream that holds the cells: "Workbook", or "Book" in older files."""
_LAST_SAVED = 13
_FILE_TIME = 64
_FIRST_SECTION = 44
"""Where a property set says at which byte its first section begins."""
_KINDS = {
    xlrd.XL_CELL_TEXT: "text",
    xlrd.XL_CELL_NUMBER: "number",
    xlrd.XL_CELL_DATE: "number",
    xlrd.XL_CELL_BOOLEAN: "boolean",
    xlrd.XL_CELL_ERROR: "error",
}


def hold_memory(most_bytes: int) -> None:
    """Ends this process where it takes more memory, as far as the system knows of such a limit."""
    if sys.platform == "win32":
        _hold_memory_on_windows(most_bytes)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _hold_memory_on_windows(most_bytes: int) -> None:
    """Puts this process into a job whose processes may take so much and no more."""
    # RATIONALE: the layout of JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64 bits: 144 bytes, with
    # LimitFlags at 16 and ProcessMemoryLimit at 112; 0x100 = JOB_OBJECT_LIMIT_PROCESS_MEMORY.
    limits = bytearray(144)
    struct.pack_into("<L", limits, 16, 0x100)
    struct.pack_into("<Q", limits, 112, most_bytes)
    held = (ctypes.c_char * len(limits)).from_buffer(limits)
    kernel = ctypes.CDLL("kernel32")
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, 9, held, len(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def answer(content: bytes) -> dict[str, Any]:
    """What the file holds, or the trouble that stops its reading."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return {
            "sheets": [_sheet(each) for each in book.sheets()],
            "styles": [_style(book, each) for each in book.xf_list],
            "counts_from_1904": book.datemode == 1,
            "saved_at": _saved_at(content),
        }
    except MemoryError:
        return {"trouble": "memory"}
    except xlrd.XLRDError as refused:
        return {"trouble": "password" if "encrypted" in str(refused) else "format"}
    except Exception:  # RATIONALE: whatever bytes came, the answer is that they are damaged.
        return {"trouble": "damaged" if _BOOK in content else "format"}


def _sheet(sheet: Any) -> dict[str, Any]:
    links = {}
    for link in getattr(sheet, "hyperlink_list", ()):
        address = link.url_or_path or ""
        text = address.decode("latin-1") if isinstance(address, bytes) else address
        if link.textmark:
            text = f"{text}#{link.textmark}"
        links[f"{xlrd.colname(link.fcolx)}{link.frowx + 1}"] = text
    return {
        "name": sheet.name,
        "is_hidden": sheet.visibility != 0,
        "rows": [row for number in range(sheet.nrows) if (row := _row(sheet, number))],
        "merges": [[c + 1, r + 1, c2, r2] for r, r2, c, c2 in sheet.merged_cells],
        "links": links,
    }


def _row(sheet: Any, number: int) -> list[Any] | None:
    cells, blanks, styles = [], [], []
    for at, cell in enumerate(sheet.row(number), 1):
        kind = _KINDS.get(cell.ctype)
        value = _value(cell)
        if kind and value:
            cells.append([at, kind, value, cell.xf_index or 0])
        elif cell.ctype == xlrd.XL_CELL_BLANK and cell.xf_index is not None:
            blanks.append(at)
            styles.append(cell.xf_index)
    info = sheet.rowinfo_map.get(number)
    is_hidden = bool(info is not None and info.hidden)
    return [number + 1, cells, is_hidden, blanks, styles] if cells else None


def _value(cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))
    if isinstance(cell.value, float):
        return str(int(cell.value)) if cell.value.is_integer() else repr(cell.value)
    return str(cell.value)


def _style(book: Any, style: Any) -> list[Any]:
    number_format = book.format_map.get(style.format_key)
    fill = style.background
    colour = book.colour_map.get(fill.pattern_colour_index) if fill.fill_pattern else None
    return [
        str(style.format_key),
        number_format.format_str if number_format else "",
        bool(book.font_list[style.font_index].struck_out),
        bool(fill.fill_pattern),
        "".join(f"{each:02X}" for each in colour or ()),
    ]


def _saved_at(content: bytes) -> str | None:
    """When the file says that it was last saved."""
    try:
        held = xlrd.compdoc.CompDoc(content, logfile=io.StringIO()).get_named_stream(_SUMMARY)
        (start,) = struct.unpack_from("<L", held, _FIRST_SECTION)
        (count,) = struct.unpack_from("<L", held, start + 4)
        for at in range(start + 8, start + 8 + 8 * min(count, 64), 8):
            name, offset = struct.unpack_from("<LL", held, at)
            kind, ticks = struct.unpack_from("<LQ", held, start + offset)
            if (name, kind) == (_LAST_SAVED, _FILE_TIME) and ticks:
                saved = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
                return saved.isoformat()
    except Exception:  # RATIONALE: without this property the file is read all the same.
        return None
    return None


if __name__ == "__main__":
    hold_memory(int(sys.argv[1]))
    found = answer(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
