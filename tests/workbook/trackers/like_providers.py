"""Trackers shaped like those of providers, with content of our own, and their facts."""

# ruff: noqa: E501 - a row of a table is one line

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.workbook.trackers.shapes import AMBER, GREEN, RED, Shape
from tests.workbook_text import book

_HOMES = ("Larch House", "Maple Court", "Nettle Lodge")


def _regulators_plan() -> bytes:
    def change(made: Workbook) -> None:
        sheet = made["Plan for the regulator"]
        for reference, colour in {"B4": GREEN, "C4": AMBER, "D4": RED, "F7": GREEN,
                                  "F8": AMBER, "F9": RED, "F10": AMBER}.items():  # fmt: skip
            sheet[reference].fill = PatternFill("solid", fgColor=colour)
        for each in ("A1:G1", "A7:A8", "B7:B8"):
            sheet.merge_cells(each)

    table = """Improvement plan for the regulator
        Name of home: | Larch House
        Date: | 2026-09-01 | | Date of review: | 2026-10-01
        Key | Delivered | Some issues | Not delivered

        CQC Requirements | Regulation and Key Question | Improvement and Action Plan | By Whom | By When | Progress | Signed off
        Gloves were not worn | Reg 12 SAFE | Train everybody in hand hygiene | RM | Immediate | 1/9 booked\\n2/10 done | RM 3/10
         | | Check the gloves every week | RM / Deputy | Ongoing | Sept 80% |
        Audits found nothing | Regulation 17: Good governance | Change the audit | NI | 2026-10-31 | Waiting |
        Plans were old | Reg 9 RESPONSIVE | Review every plan | LY | end of October | 12 of 40 |"""
    return book({"Plan for the regulator": table}, change)


def _monthly() -> bytes:
    head = "Monthly log\n\nRef | Issue / finding | Action | Person responsible | Deadline | Days overdue | Status"
    months = {"Aug 26": 8, "Sept 26": 9, "Oct 26": 10}
    return book({
        tab: f"{head}\n1 | Dusty vents | Clean in {tab} | Anna K | 2026-{month:02}-20 | =TODAY()-E4 | Complete"
        f"\n2 | Full bins | Empty in {tab} | AK / Bo | 2026-{month:02}-21 | =TODAY()-E5 | Carried fwd"
        for tab, month in months.items()
    })  # fmt: skip


def _planner() -> bytes:
    return book({
        "Tasks": """Task ID | Task Name | Bucket Name | Progress | Priority | Assigned To | Created By | Created Date | Start date | Due date | Is Recurring | Late | Completed Date | Completed By | Completed Checklist Items | Checklist Items | Labels | Description
            aB3_x | Renew the first aid boxes | Safe | Not started | Urgent | Jo Reed | Jo Reed | '13/09/2026 | | '14/11/2026 | false | true | | | 0/2 | buy;fill | |
            cD4_y | Print the menus | Caring | Completed | Medium | Al Hill;Jo Reed | Jo Reed | '14/09/2026 | | '16/11/2026 | false | false | '15/11/2026 | Al Hill | 2/2 | write;print | |""",
        "Plan name": "Plan name | Quality\nPlan ID | x1\nDate of export | '30/11/2026",
    })  # fmt: skip


def _provider() -> bytes:
    def change(made: Workbook) -> None:
        made["Improvement"].merge_cells("A1:N1")
        made["Improvement"].merge_cells("A4:N4")

    head = "QIP Ref | Home | KLOE | Regulation | Source of action | Gap identified | Action | Lead | Start date | Completion date (planned) | Completion date (actual) | Risk | RAG | % complete"
    return book({
        "Improvement": f"""Example Care Group - QIP

            {head}
            SAFE
            QIP/26/1 | Larch House | Safe | Reg 12 | CQC inspection 1/9/2026 | No charts | Put charts up | RM (Larch) | 2026-09-01 | 2026-10-31 | | H | Amber | 80
            QIP/26/2 | All homes | Well-led | Reg 17 | Board | No oversight | Meet monthly | Ops Director | 2026-09-01 | ongoing | | Med | Green | 20
            QIP/26/3 | Maple Court | Well-led | Reg 17(2)(a) | Audit | Weak audits | Buy a tool | QA Lead | 2026-08-01 | 2026-09-30 | 2026-10-02 | Low | Complete | 100
            Total | | | | | | | | | | | | | 67""",
        "Archive": f"{head}\nQIP/25/9 | Larch House | Safe | Reg 12 | Audit | Sharps | Check sharps | RM (Larch) | 2025-05-01 | 2025-07-01 | 2025-07-03 | Low | Complete | 100",
    }, change)  # fmt: skip


def _letters() -> bytes:
    return book({"SIP": """Maple Court - service improvement plan
         | R = stuck | A = slipping | G = on track | B = done

        No. | Area | What needs to improve | What we will do | Who | By when | RAG | Completion date | How will we know
        1 | Falls | Falls at night | Fit mats | JP | 2026-10-31 | B | 2026-10-29 | Fewer falls
        2 | Fire | Drill late | Hold a drill | J Pike | 2026-12-04 | G | | Fire log
        3 | Dignity | Slow bells | Weekly report | TO | TBC | R | | Report"""})  # fmt: skip


def _by_home() -> bytes:
    head = "Area | Concern | Action needed | Named lead | Target date | Status | Evidence of completion"
    return book({
        "Summary": "Where we are\nHome | Open | Closed\nLarch House | 1 | 0\nMaple Court | 1 | 1",
        **{
            home: f"{home} - plan 2026\n\n{head}\nFire | Drill late | Drill at {home} | Jo | 2026-12-0{n} | In progress | Log"
            for n, home in enumerate(_HOMES, 1)
        },
        "Lists": "Status\nNot started\nIn progress",
    })  # fmt: skip


def _three() -> Mapping[str, bytes]:
    return {
        f"Plan - {home}.xlsx": book({
            "Plan": f"Issue | Action | Responsible | Timescale | Progress\nDust | Clean {home} | Night staff | 2026-12-0{n} | Nearly there"
        })
        for n, home in enumerate(_HOMES, 1)
    }  # fmt: skip


_LISTS = (
    "\ufeffIssue,Issue description,Priority,Status,Assigned to,Date reported,Due date,Home,Images,ID,Created,Created By\r\n"
    'Hoist broken,"Told at handover, see notes.\nSeen on 2 November.",Normal,New,jo@x.example,02/11/2026,25/11/2026,Larch House,,1,02/11/2026 09:00,Jo\r\n'
    '"Menus old, winter",Seen.,High,Completed,al@x.example,03/11/2026,26/11/2026,Larch House,,2,03/11/2026 09:00,Jo\r\n'
).encode()

LIKE_PROVIDERS: dict[str, Shape] = {
    "a plan for the regulator": Shape(
        files={"Plan for the regulator Larch House.xlsx": _regulators_plan()},
        titles=(
            "Train everybody in hand hygiene", "Check the gloves every week",
            "Change the audit", "Review every plan",
        ),
        facts={
            "Train everybody in hand hygiene": {"due": None, "status": None, "service": "LARCH"},
            "Check the gloves every week": {"detail": "Gloves were not worn", "due": None},
            "Change the audit": {"due": "2026-10-31", "detail": "Audits found nothing"},
        },
        asked=(
            ("colour", "Progress", "Green"), ("colour", "Progress", "Amber"),
            ("colour", "Progress", "Red"), ("date", "By When", "end of October"),
        ),
    ),
    "a list exported as text": Shape(
        files={"Issues.csv": _LISTS},
        titles=("Hoist broken", "Menus old, winter"),
        facts={
            "Hoist broken": {"ref": "1", "due": "2026-11-25", "service": "LARCH", "status": None,
                             "detail": "Told at handover, see notes.\nSeen on 2 November."},
            "Menus old, winter": {"status": "Closed", "risk": "High"},
        },
        asked=(("status-word", "Status", "New"), ("risk-word", "Priority", "Normal")),
    ),
    "a sheet for each month": Shape(
        files={"Log 2026.xlsx": _monthly()},
        titles=("Clean in Aug 26", "Empty in Aug 26", "Clean in Oct 26", "Empty in Oct 26",
                "Clean in Sept 26", "Empty in Sept 26"),
        facts={"Clean in Aug 26": {"ref": "1", "status": "Closed", "due": "2026-08-20"},
               "Clean in Oct 26": {"ref": "1~3", "service": None}},
        asked=(("status-word", "Status", "Carried fwd"),),
    ),
    "a plan exported with its tasks": Shape(
        files={"Quality - Planner export.xlsx": _planner()},
        titles=("Renew the first aid boxes", "Print the menus"),
        facts={"Renew the first aid boxes": {"ref": "aB3_x", "due": "2026-11-14", "closed_on": None},
               "Print the menus": {"status": "Closed", "closed_on": "2026-11-15"}},
        asked=(("risk-word", "Priority", "Urgent"),),
    ),
    "a provider's plan": Shape(
        files={"Example QIP.xlsx": _provider()},
        titles=("Check sharps", "Put charts up", "Meet monthly", "Buy a tool"),
        facts={
            "Put charts up": {"ref": "QIP/26/1", "service": "LARCH", "risk": "High",
                              "source_kind": "Inspection", "key_question": "Safe"},
            "Meet monthly": {"due": None, "risk": "Moderate"},
            "Buy a tool": {"status": "Closed", "closed_on": "2026-10-02", "due": "2026-09-30"},
        },
        asked=(("status-word", "RAG", "Amber"), ("status-word", "RAG", "Green")),
    ),
    "letters for a status": Shape(
        files={"Service improvement plan.xlsx": _letters()},
        titles=("Fit mats", "Hold a drill", "Weekly report"),
        facts={"Fit mats": {"status": None, "closed_on": None, "theme": "Falls",
                            "service": "MAPLE", "ref": "1"}, "Weekly report": {"due": None}},
        asked=tuple(("status-word", "RAG", each) for each in "BGR"),
    ),
    "a sheet for each home": Shape(
        files={"Plans of the homes.xlsx": _by_home()},
        titles=tuple(f"Drill at {home}" for home in _HOMES),
        facts={f"Drill at {home}": {"service": home.split(" ")[0].upper()} for home in _HOMES},
    ),
    "a file for each home": Shape(
        files=_three(),
        titles=tuple(f"Clean {home}" for home in _HOMES),
        facts={f"Clean {home}": {"service": home.split(" ")[0].upper(), "status": None}
               for home in _HOMES},
        asked=(("status-word", "Progress", "Nearly there"),),
    ),
}  # fmt: skip

MAPPED = """\
version: 2
# agreed with the managers on Friday
trackers:
""" + "".join(
    f"""\
  - files: ["Plan - {home.split(" ")[0]}*.xlsx"]
    columns: {{Title: Action, Detail: Issue, Owner: Responsible, Due: Timescale, Status: Progress}}
    constants: {{Service ID: {home[:3].upper()}, Source: Audit}}
    refs: {{prefix: "{home[:3].upper()}-"}}
    words: {{Status: {{Nearly there: In progress}}}}
"""
    for home in _HOMES
)
"""What a person wrote for the file of each home."""


def facts_of(value: object) -> Any:
    """A value of an action as the facts write it."""
    return None if value is None else str(getattr(value, "on", None) or value)
