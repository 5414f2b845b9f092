"""What the faulty workbooks of the tests are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from tests.workbook_text import PERSON, SERVICE, Change, action, book, evidence, fill, rows, surgery

Files = Mapping[str, bytes]
FOLDER = ""
"""The place of a problem of the folder as a whole."""


@dataclass(frozen=True, kw_only=True)
class Faulty:
    """A folder, and where its one problem stands."""

    files: Files
    place: str
    times: int = 1
    mapping: str | None = None
    share_prefixes: tuple[str, ...] = ()
    locked: tuple[str, ...] = field(default=())
    """Files that cannot be opened."""
    read_before: Files = field(default_factory=dict)
    """What the folder held when it was last read."""


def clean(actions: str = rows(action()), *, change: Change | None = None, **sheets: str) -> bytes:
    """A workbook without a fault, but for what is given."""
    named = {name.replace("_", " "): table for name, table in sheets.items()}
    base = {"Services": rows(SERVICE), "People": rows(PERSON), "Actions": actions}
    return book({**base, **named}, change)


def line(**changes: str) -> Files:
    """A tracker of one line with these cells changed."""
    return {"t.xlsx": clean(rows(action(**changes)))}


def proof(**changes: str) -> Files:
    """A tracker of one line and one file with these cells changed."""
    return {"t.xlsx": clean(Evidence=rows(evidence(**changes)))}


def changed(change: Callable[[Any], None], actions: str = rows(action())) -> Files:
    """A tracker altered by openpyxl."""
    return {"t.xlsx": clean(actions, change=change)}


def cut(part: str, old: bytes, new: bytes, content: bytes | None = None) -> bytes:
    """A tracker with bytes of one part replaced."""
    whole = clean() if content is None else content

    def replaced(data: bytes) -> bytes:
        assert old in data, f"{old!r} is not in {part}"
        return data.replace(old, new)

    return surgery(whole, part, replaced)


ACTIONS_PART = "xl/worksheets/sheet3.xml"
HEADINGS = list(action())


def cell(heading: str, row: int = 2) -> str:
    """Where a heading's cell stands in a tracker of ``action()``."""
    return f"{chr(ord('A') + HEADINGS.index(heading))}{row}"


def at(heading: str, row: int = 2) -> str:
    """The place of a heading's cell in the tracker."""
    return f"t.xlsx!Actions!{cell(heading, row)}"


def put_into(reference: str, value: Any, **look: Any) -> Callable[[Any], None]:
    """Puts a value, and how it looks, into a cell of Actions."""

    def change(made: Workbook) -> None:
        target = made["Actions"][reference]
        target.value = value
        for name, each in look.items():
            setattr(target, name, each)

    return change


def entry(columns: str, *, files: str = "*", again: str = "") -> str:
    """A mapping.yml of version 2 with one entry for Actions, or the same for other files too."""
    entries = "".join(
        f"  - {{files: '{each}', sheets: Actions, columns: {columns}}}\n"
        for each in (files, again)
        if each
    )
    return f"version: 2\ntrackers:\n{entries}"


def conditional_format(made: Workbook) -> None:
    """Lets Excel colour the statuses by a rule."""
    shown = DifferentialStyle(fill=PatternFill("solid", bgColor="FFFF0000"))
    rule = Rule(type="expression", dxf=shown, formula=["TRUE"])
    made["Actions"].conditional_formatting.add("A2:Z9", rule)


def hide_sheet(made: Workbook) -> None:
    """Hides the sheet of actions."""
    made["Actions"].sheet_state = "hidden"


def hide_row(made: Workbook) -> None:
    """Hides its first line."""
    made["Actions"].row_dimensions[2].hidden = True


def extra_sheet(name: str) -> Change:
    """Adds a sheet of a name that is not known."""

    def change(made: Workbook) -> None:
        fill(made.create_sheet(name), "Anything | Else\nsome | words")

    return change


def many_tabs(made: Workbook) -> None:
    """Adds more tabs than are read."""
    for number in range(65):
        made.create_sheet(f"Tab {number}")
