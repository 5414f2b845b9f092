"""The smallest folder for each problem of a file, a sheet or the folder (WB1xx)."""

from openpyxl.styles import Font

from tests.problems.faulty_parts import (
    ACTIONS_PART,
    FOLDER,
    HEADINGS,
    Faulty,
    changed,
    clean,
    conditional_format,
    cut,
    entry,
    extra_sheet,
    hide_row,
    hide_sheet,
    line,
    many_tabs,
    put_into,
)
from tests.workbook_text import PERSON, SERVICE, action, book, rows, with_part

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

IN_WORKBOOK: dict[str, Faulty] = {
    "WB101": Faulty(files={"t.xlsx": clean(), "old.xls": _COMPOUND}, place="old.xls"),
    "WB350": Faulty(
        files={"t.xlsx": clean(), "Actions.csv": b'Ref,Title\nA-1,"Mend\nA-2,Paint\n'},
        place="Actions.csv",
    ),
    "WB351": Faulty(files={"t.xlsx": clean(), "old/s.xlsx": clean()}, place="old/"),
    "WB352": Faulty(files={"t.xlsx": clean(), "plan.docx": b"x"}, place="plan.docx"),
    "WB353": Faulty(files={"t.xlsx": clean(), ".refs.csv": b"ref;workbook"}, place=".refs.csv"),
    "WB354": Faulty(
        files={
            "t.xlsx": clean(),
            ".refs.csv": b"ref,workbook,sheet,title,first seen,digest\nA-1,t.xlsx\n",
        },
        place=".refs.csv",
    ),
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
        files={"t.xlsx": clean(), "o.xlsx": clean(change=many_tabs)},
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
    "WB120": Faulty(
        files={"t.xlsx": clean(rows(action(Confidential="No")))},
        place="mapping.yml",
        mapping="sheets: [a",
    ),
    "WB121": Faulty(
        files={"t.xlsx": clean()}, place="mapping.yml", mapping="sheets: {Actions: Acts}"
    ),
    "WB122": Faulty(
        files={"t.xlsx": clean()}, place="mapping.yml", mapping="sheets: {Tracker: Actions}"
    ),
    "WB320": Faulty(
        files={"t.xlsx": clean()},
        place="t.xlsx!Actions",
        mapping=entry("{Title: Title, Owner: Owner, Detail: Ttle}"),
    ),
    "WB321": Faulty(
        files={"t.xlsx": clean()},
        place="t.xlsx!Actions",
        mapping=entry("{Title: Title, Owner: Owner}", files="t.xlsx", again="*.xlsx"),
    ),
    "WB322": Faulty(
        files={"t.xlsx": clean()},
        place="t.xlsx!Actions",
        mapping=entry("{Title: What we do, Owner: Who does it}"),
    ),
    "WB323": Faulty(
        files=line(**{"Closed on": "2026-11-01"}),
        place="t.xlsx!Actions",
        mapping=entry("{Title: Title, Status: Status, Closed on: Closed on}"),
    ),
    "WB324": Faulty(
        files=changed(conditional_format),
        place="t.xlsx!Actions",
        mapping=entry("{Title: Title, Status: {column: Status, fill: true}}"),
    ),
    "WB130": Faulty(files=changed(extra_sheet("Rota")), place="t.xlsx!Rota"),
    "WB131": Faulty(files=changed(extra_sheet("Evidnce")), place="t.xlsx!Evidnce"),
    "WB132": Faulty(files=changed(hide_sheet), place="t.xlsx!Actions"),
    "WB133": Faulty(files=changed(hide_row), place="t.xlsx!Actions!A2"),
    "WB134": Faulty(
        files={"t.xlsx": clean(Steps="some words | without headings")}, place="t.xlsx!Steps"
    ),
    "WB135": Faulty(
        files={
            "t.xlsx": clean(Complaints="Service ID | Theme | Received on\nOAK | Falls | 2026-11-01")
        },
        place="t.xlsx!Complaints",
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
    "WB147": Faulty(
        files={"t.xlsx": clean(rows({**action(), "Confidental": "No"}))}, place="t.xlsx!Actions!K1"
    ),
    "WB148": Faulty(
        files={
            "t.xlsx": clean(
                rows({**action(), "Confidential": "No"}).replace(
                    "Confidential", "Confidential | Confidential"
                )
            )
        },
        place="t.xlsx!Actions!K1",
        times=2,
    ),
    "WB139": Faulty(
        files={"t.xlsx": clean(rows({**action(), "Mood": "fine"}))}, place="t.xlsx!Actions!K1"
    ),
    "WB140": Faulty(files=changed(put_into("L2", "stray")), place="t.xlsx!Actions!L1"),
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
    "WB296": Faulty(
        files={"t.xlsx": clean(rows(action(Due="12/14/2026"), action(Ref="A-2", Due="1/2/2026")))},
        place="t.xlsx!Actions!I1",
    ),
    "WB145": Faulty(
        files=changed(put_into("A2", "A-1", font=Font(strike=True))), place="t.xlsx!Actions!A2"
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
