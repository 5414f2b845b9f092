"""The smallest folder for each problem of a cell (WB2xx)."""

from openpyxl.styles import PatternFill

from tests.problems.faulty_parts import (
    ACTIONS_PART,
    Faulty,
    at,
    changed,
    clean,
    cut,
    line,
    proof,
    put_into,
)
from tests.workbook_text import action, rows

_LINK = {"Link": "see the folder"}

IN_CELL: dict[str, Faulty] = {
    "WB201": Faulty(files=line(Title=""), place=at("Title")),
    "WB202": Faulty(files=line(Ref=""), place=at("Ref")),
    "WB203": Faulty(files=line(Parent_ref="A" * 61), place="t.xlsx!Actions!K2"),
    "WB204": Faulty(files=line(Due="soon"), place=at("Due")),
    "WB205": Faulty(files=line(Due="1/12/2026"), place=at("Due")),
    "WB206": Faulty(files=line(Due="12/14/2026"), place=at("Due")),
    "WB297": Faulty(
        files=proof(Link=f"https://example.org/{'a' * 2_083}"), place="t.xlsx!Evidence!E2"
    ),
    "WB293": Faulty(files=line(Due="ASAP"), place=at("Due")),
    "WB294": Faulty(files=line(Due="1 Dec"), place=at("Due")),
    "WB295": Faulty(files=line(Due="17:00"), place=at("Due")),
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
    "WB218": Faulty(files=proof(Shows_outcome="maybe"), place="t.xlsx!Evidence!I2"),
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
    "WB225": Faulty(files=changed(put_into("B2", "#REF!")), place=at("Title")),
    "WB226": Faulty(files=changed(put_into("B2", '=A2&"x"')), place=at("Title")),
    "WB227": Faulty(files=line(Ref="2026-01-03"), place=at("Ref")),
    "WB291": Faulty(files=line(Quality_statements="Safe"), place=at("Quality statements")),
    "WB292": Faulty(files=line(Regulations="Reg 18(2)(a)"), place="t.xlsx!Actions!K2"),
    "WB290": Faulty(files=line(Ref="123456789012"), place=at("Ref")),
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
    "WB240": Faulty(files=proof(Link="t.xlsx"), place="t.xlsx!Evidence!E2"),
    "WB241": Faulty(files=line(Confidential="maybe"), place="t.xlsx!Actions!K2"),
    "WB233": Faulty(
        files=line(Quality_statements="SAFE-1, SAFE-2"), place=at("Quality statements")
    ),
    "WB234": Faulty(
        files={
            "t.xlsx": clean(
                rows({**action(), "Confidential": ""}),
                change=put_into("K2", None, fill=PatternFill("solid", fgColor="FF0000")),
            )
        },
        place="t.xlsx!Actions!K2",
    ),
}
