"""The smallest folder for each problem of a workbook: it raises that problem and nothing else."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.workbook_text import (
    PERSON,
    SERVICE,
    Change,
    action,
    book,
    evidence,
    fill,
    rows,
    surgery,
    with_part,
)

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


def _set(reference: str, value: Any, **look: Any) -> Callable[[Any], None]:
    def change(made: Workbook) -> None:
        target = made["Actions"][reference]
        target.value = value
        for name, each in look.items():
            setattr(target, name, each)

    return change


def _hide_sheet(made: Workbook) -> None:
    made["Actions"].sheet_state = "hidden"


def _hide_row(made: Workbook) -> None:
    made["Actions"].row_dimensions[2].hidden = True


def _merge_owner(made: Workbook) -> None:
    made["Actions"].merge_cells(f"{cell('Title')}:{cell('Service ID')}")
    made["Actions"][cell("Service ID")].value = None


def _extra_sheet(name: str) -> Change:
    def change(made: Workbook) -> None:
        fill(made.create_sheet(name), "Anything | Else\nsome | words")

    return change


def _tabs(made: Workbook) -> None:
    for number in range(65):
        made.create_sheet(f"Tab {number}")


def ods() -> bytes:
    """A zip such as LibreOffice writes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_MUCH = rows(*(action(Ref=f"A-{n}") for n in range(1, 4)))
_LINK = {"Link": "see the folder"}
_BURST = {"Burst ID": "B-1", "Drawn at": "2026-11-02 09:00", "Evidence ref": "E-1"}
_REVIEW = {
    "Burst ID": "B-1",
    "Evidence ref": "E-1",
    "Reviewed at": "2026-11-01 09:00",
    "Reviewer": "P-1",
    "Matches live practice": "Yes",
    "Source date current": "Yes",
    "Outcome proof": "Yes",
}

IN_WORKBOOK: dict[str, Faulty] = {
    "WB101": Faulty(files={"t.xlsx": clean(), "old.xls": _COMPOUND}, place="old.xls"),
    "WB102": Faulty(
        files={"t.xlsx": clean(), "b.xlsb": with_part(clean(), "xl/workbook.bin", b"x")},
        place="b.xlsb",
    ),
    "WB103": Faulty(
        files={
            "t.xlsx": clean(),
            "p.xlsx": _COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        },
        place="p.xlsx",
    ),
    "WB104": Faulty(files={"t.xlsx": clean(), "e.xlsx": b""}, place="e.xlsx"),
    "WB105": Faulty(files={"t.xlsx": clean(), "h.xlsx": clean()[:3000]}, place="h.xlsx"),
    "WB106": Faulty(
        files={"t.xlsx": clean(), "c.xlsx": b"Ref,Title\nA-1,Mend the rail\n"}, place="c.xlsx"
    ),
    "WB107": Faulty(
        files={"t.xlsx": clean(), "d.xlsx": cut(ACTIONS_PART, b"</row>", b"</wor>")},
        place="d.xlsx",
    ),
    "WB108": Faulty(
        files={
            "t.xlsx": clean(),
            "u.xlsx": cut(ACTIONS_PART, b"<worksheet", b"<!DOCTYPE x><worksheet"),
        },
        place="u.xlsx",
    ),
    "WB109": Faulty(
        files={"t.xlsx": clean(), "o.xlsx": clean(change=_tabs)},
        place="o.xlsx",
    ),
    "WB111": Faulty(files={"t.xlsx": clean(), "l.xlsx": b""}, place="l.xlsx", locked=("l.xlsx",)),
    "WB112": Faulty(
        files={"t.xlsx": b""}, place="t.xlsx", locked=("t.xlsx",), read_before={"t.xlsx": clean()}
    ),
    "WB113": Faulty(files={"t.xlsx": clean(), "Copy of t.xlsx": clean()}, place="Copy of t.xlsx"),
    "WB114": Faulty(files={}, place=FOLDER),
    "WB115": Faulty(
        files={"t.xlsx": book({"Services": rows(SERVICE), "People": rows(PERSON)})}, place=FOLDER
    ),
    "WB116": Faulty(
        files={"t.xlsx": clean(), "n.xlsx": book({"Rota": "Name | Day"})},
        place="n.xlsx",
    ),
    "WB120": Faulty(files={"t.xlsx": clean()}, place="mapping.yml", mapping="sheets: [a"),
    "WB121": Faulty(
        files={"t.xlsx": clean()}, place="mapping.yml", mapping="sheets: {Actions: Acts}"
    ),
    "WB122": Faulty(
        files={"t.xlsx": clean()}, place="mapping.yml", mapping="sheets: {Tracker: Actions}"
    ),
    "WB130": Faulty(files=changed(_extra_sheet("Rota")), place="t.xlsx!Rota"),
    "WB131": Faulty(files=changed(_extra_sheet("Evidnce")), place="t.xlsx!Evidnce"),
    "WB132": Faulty(files=changed(_hide_sheet), place="t.xlsx!Actions"),
    "WB133": Faulty(files=changed(_hide_row), place="t.xlsx!Actions!A2"),
    "WB134": Faulty(
        files={"t.xlsx": clean(Steps="some words | without headings")}, place="t.xlsx!Steps"
    ),
    "WB135": Faulty(
        files={"t.xlsx": clean(Steps="Step | Kind | Done on\nRail | Repair | 2026-11-01")},
        place="t.xlsx!Steps",
    ),
    "WB136": Faulty(
        files={"t.xlsx": clean(Steps="Action ref | Step\nA-1 | Rail")}, place="t.xlsx!Steps"
    ),
    "WB137": Faulty(
        files={
            "t.xlsx": clean(rows({**action(), "Detail": "a"}).replace("Detail", "Detail | Detail"))
        },
        place="t.xlsx!Actions!K1",
        times=2,
    ),
    "WB138": Faulty(
        files={"t.xlsx": clean(rows({**action(), "Closed onn": ""}))}, place="t.xlsx!Actions!K1"
    ),
    "WB139": Faulty(
        files={"t.xlsx": clean(rows({**action(), "Mood": "fine"}))}, place="t.xlsx!Actions!K1"
    ),
    "WB140": Faulty(files=changed(_set("L2", "stray")), place="t.xlsx!Actions!L1"),
    "WB141": Faulty(
        files={"t.xlsx": clean(rows(action(), {h: h for h in HEADINGS}))},
        place="t.xlsx!Actions!A3",
    ),
    "WB142": Faulty(
        files={"t.xlsx": clean(rows(action(), {"Ref": "Total", "Title": "1 line"}))},
        place="t.xlsx!Actions!A3",
    ),
    "WB143": Faulty(
        files={"t.xlsx": clean(rows(action(), {"Ref": "Upper floor"}))}, place="t.xlsx!Actions!A3"
    ),
    "WB144": Faulty(
        files={
            "t.xlsx": clean(
                rows(action(), {"Ref": "Action ref", "Title": "Step", "Service ID": "Kind"})
            )
        },
        place="t.xlsx!Actions!A3",
    ),
    "WB145": Faulty(
        files=changed(_set("A2", "A-1", font=Font(strike=True))), place="t.xlsx!Actions!A2"
    ),
    "WB146": Faulty(
        files={
            "t.xlsx": clean(
                rows({**action(), "Detail": "a", "Closure rule": ""}),
                change=lambda made: made["Actions"].merge_cells("K2:L2"),
            )
        },
        place="t.xlsx!Actions!K2",
    ),
}


IN_CELL: dict[str, Faulty] = {
    "WB201": Faulty(files=line(Title=""), place=at("Title")),
    "WB202": Faulty(files=line(Ref=""), place=at("Ref")),
    "WB203": Faulty(files=line(Ref="A/1"), place=at("Ref")),
    "WB204": Faulty(files=line(Due="soon"), place=at("Due")),
    "WB205": Faulty(files=line(Due="1/12/2026"), place=at("Due")),
    "WB206": Faulty(files=line(Due="12/14/2026"), place=at("Due")),
    "WB207": Faulty(files=line(Due="1/12/26"), place=at("Due")),
    "WB208": Faulty(files=line(Due="31/02/2026"), place=at("Due")),
    "WB209": Faulty(files=line(Due="2126-12-01"), place=at("Due")),
    "WB210": Faulty(files=line(Due="46357"), place=at("Due")),
    "WB211": Faulty(
        files={"t.xlsx": clean(Shifts="Shift | Starts | Ends\nEarly | 07:00 | late")},
        place="t.xlsx!Shifts!C2",
    ),
    "WB212": Faulty(files=line(Likelihood="high"), place="t.xlsx!Actions!K2"),
    "WB213": Faulty(files=line(Likelihood="'3"), place="t.xlsx!Actions!K2"),
    "WB214": Faulty(files=line(Likelihood="2.5"), place="t.xlsx!Actions!K2"),
    "WB215": Faulty(files=line(Likelihood="6"), place="t.xlsx!Actions!K2"),
    "WB216": Faulty(files=line(Percent_complete="0.15"), place="t.xlsx!Actions!K2"),
    "WB217": Faulty(files=line(Percent_complete="150"), place="t.xlsx!Actions!K2"),
    "WB218": Faulty(files=line(Confidential="maybe"), place="t.xlsx!Actions!K2"),
    "WB219": Faulty(files=line(Status="Marmalade"), place=at("Status")),
    "WB220": Faulty(files=line(Status="Inprogress"), place=at("Status")),
    "WB221": Faulty(files=proof(Link="javascript:alert(1)"), place="t.xlsx!Evidence!E2"),
    "WB222": Faulty(files=proof(**_LINK), place="t.xlsx!Evidence!E2"),
    "WB223": Faulty(files=line(Title="Mend\u200b the rail"), place=at("Title")),
    "WB224": Faulty(
        files={
            "t.xlsx": cut(ACTIONS_PART, b"Mend the rail", b"x" * 32_768),
        },
        place=at("Title"),
    ),
    "WB225": Faulty(files=changed(_set("B2", "#REF!")), place=at("Title")),
    "WB226": Faulty(files=changed(_set("B2", '=A2&"x"')), place=at("Title")),
    "WB227": Faulty(files=line(Ref="2026-01-03"), place=at("Ref")),
    "WB228": Faulty(files=line(Ref="'1.0"), place=at("Ref")),
    "WB229": Faulty(files=line(Quality_statements="SAFE-99"), place=at("Quality statements")),
    "WB230": Faulty(files=line(Regulations="18"), place="t.xlsx!Actions!K2"),
    "WB231": Faulty(files=proof(Category="Papers"), place="t.xlsx!Evidence!D2"),
    "WB232": Faulty(
        files={
            "t.xlsx": clean(
                Notices="Notice ref | Type | Service ID | Served on\n"
                "N-1 | Letter | OAK | 2026-10-01"
            )
        },
        place="t.xlsx!Notices!B2",
    ),
    "WB233": Faulty(
        files=line(Quality_statements="SAFE-1, SAFE-2"), place=at("Quality statements")
    ),
    "WB234": Faulty(
        files={
            "t.xlsx": clean(
                rows({**action(), "Confidential": ""}),
                change=_set("K2", None, fill=PatternFill("solid", fgColor="FF0000")),
            )
        },
        place="t.xlsx!Actions!K2",
    ),
}

BETWEEN_RECORDS: dict[str, Faulty] = {
    "WB301": Faulty(
        files={"t.xlsx": clean(rows(action(), action(Ref="a-1")))}, place=at("Ref"), times=2
    ),
    "WB302": Faulty(files=line(Parent_ref="A-9"), place="t.xlsx!Actions!K2"),
    "WB303": Faulty(files=line(Source_ref="N-1"), place=FOLDER, times=2),
    "WB304": Faulty(files=line(Due="2026-09-30"), place=at("Due")),
    "WB305": Faulty(files=line(Closed_on="2026-11-01"), place="t.xlsx!Actions!K2"),
    "WB306": Faulty(files=line(Status="Closed", Closed_on="2026-09-30"), place="t.xlsx!Actions!K2"),
    "WB307": Faulty(files=line(Proposed_on="2026-11-21"), place="t.xlsx!Actions!K2"),
    "WB308": Faulty(
        files={
            "t.xlsx": clean(
                Checks="Action ref | Checked on | Kind | Sample | Compliant\n"
                "A-1 | 2026-11-01 | Audit | 10 | 11"
            )
        },
        place="t.xlsx!Checks!E2",
    ),
    "WB309": Faulty(files=line(Quality_statements="ASC26-SAFE-1"), place=at("Quality statements")),
    "WB310": Faulty(files=proof(Source_date="2026-10-07"), place="t.xlsx!Evidence!F2"),
    "WB311": Faulty(
        files={
            "t.xlsx": clean(
                Evidence=rows(evidence()), People=rows({**PERSON, "Active from": "2026-10-07"})
            )
        },
        place="t.xlsx!Evidence!H2",
    ),
    "WB312": Faulty(
        files={
            "t.xlsx": clean(
                Evidence=rows(evidence()),
                Burst_samples=rows(_BURST),
                Validity_reviews=rows(_REVIEW),
            )
        },
        place="t.xlsx!Validity reviews!C2",
    ),
    "WB313": Faulty(files=line(Parent_ref="A-1"), place="t.xlsx!Actions!K2"),
}

FAULTY: dict[str, Faulty] = {**IN_WORKBOOK, **IN_CELL, **BETWEEN_RECORDS}
