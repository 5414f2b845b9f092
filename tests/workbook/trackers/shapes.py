"""Fifteen and more trackers of other shapes, each with what is to be found in it."""

# ruff: noqa: E501 - a row of a table is one line

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.workbook_text import Change, book

GREEN, AMBER, RED = "FF00B050", "FFFFC000", "FFFF0000"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Some files, and what must hold once they are in."""

    files: Mapping[str, bytes]
    titles: tuple[str, ...]
    """Of the actions, in the order of workbook, sheet and row."""
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Title -> field of the action -> its value as text; ``None`` = unknown."""
    asked: tuple[tuple[str, str, str], ...] = ()
    """Kind, column and word of what is asked, in any order."""
    registers: Mapping[str, int] = field(default_factory=dict)
    """Other fields of the register -> rows."""


def coloured(sheet: str, cells: Mapping[str, str]) -> Change:
    """Fills cells of a sheet."""

    def change(made: Workbook) -> None:
        for reference, colour in cells.items():
            made[sheet][reference].fill = PatternFill("solid", fgColor=colour)

    return change


def merged(sheet: str, *ranges: str) -> Change:
    """Merges cells of a sheet."""

    def change(made: Workbook) -> None:
        for each in ranges:
            made[sheet].merge_cells(each)

    return change


def one(
    name: str, table: str, sheet: str = "Sheet1", change: Change | None = None
) -> Mapping[str, bytes]:
    """One workbook with one sheet."""
    return {name: book({sheet: table}, change)}


SHAPES: dict[str, Shape] = {
    "headings over two rows, merged": Shape(
        files=one(
            "plan.xlsx",
            """Ref | Action | Who | Completion date | | RAG
             | | | Planned | Actual |
            1 | Oil the hinges | Jo | 2026-12-01 | 2026-11-20 | Complete
            2 | Fit a ramp | Al | 2026-12-09 | | Not started""",
            change=merged("Sheet1", "A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"),
        ),
        titles=("Oil the hinges", "Fit a ramp"),
        facts={
            "Oil the hinges": {"due": "2026-12-01", "closed_on": "2026-11-20", "status": "Closed"},
            "Fit a ramp": {"due": "2026-12-09", "closed_on": None},
        },
    ),
    "headings over two rows, not merged": Shape(
        files=one(
            "plan.xlsx",
            """ | | Date | Date |
            Action | Lead | raised | due | Status
            Oil the hinges | Jo | 2026-10-01 | 2026-12-01 | In progress""",
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"due": "2026-12-01", "raised_on": "2026-10-01"}},
    ),
    "a sheet for each state": Shape(
        files={
            "log.xlsx": book(
                {
                    "Open": "Action | Owner | Due date\nOil the hinges | Jo | 2026-12-01",
                    "Closed": "Action | Owner | Due date\nFit a ramp | Al | 2026-11-01",
                }
            )
        },
        titles=("Fit a ramp", "Oil the hinges"),
        facts={"Fit a ramp": {"status": "Closed"}, "Oil the hinges": {"status": None}},
    ),
    "what, who, when and done": Shape(
        files=one(
            "list.xlsx",
            """Jobs for the garden
            What | Who | When | Done?
            Cut the hedge | Jo | 2026-12-01 | Yes
            Paint the shed | Al | ASAP | No
            Sow the lawn | Jo and Al | 2026-12-05 | No""",
        ),
        titles=("Cut the hedge", "Paint the shed", "Sow the lawn"),
        facts={"Cut the hedge": {"status": None}, "Paint the shed": {"due": None}},
        asked=(("status-word", "Done?", "Yes"), ("status-word", "Done?", "No")),
    ),
    "an export of Google Forms": Shape(
        files={
            "Improvement ideas (Responses).csv": (
                b"Timestamp,Email address,What needs to be done?,By when?,Who is responsible?\n"
                b"01/11/2026 09:30:00,jo@care.example,Oil the hinges,01/12/2026,Jo\n"
                b"02/11/2026 10:00:00,al@care.example,Fit a ramp,09/12/2026,Al\n"
            )
        },
        titles=("Oil the hinges", "Fit a ramp"),
        facts={"Fit a ramp": {"due": "2026-12-09"}},
    ),
    "an export of Microsoft Forms": Shape(
        files=one(
            "Hazard form.xlsx",
            """ID | Start time | Completion time | Email | Name | Issue identified | Action taken
            1 | 2026-11-01 09:00 | 2026-11-01 09:05 | jo@x.example | Jo | Loose rail | Tightened it
            2 | 2026-11-02 09:00 | 2026-11-02 09:04 | al@x.example | Al | Wet floor | Mopped it""",
        ),
        titles=("Tightened it", "Mopped it"),
        facts={"Mopped it": {"ref": "2", "raised_on": "2026-11-02", "due": None}},
    ),
    "a log of risks, assumptions, issues and decisions": Shape(
        files={
            "raid.xlsx": book(
                {
                    "Risks": "Risk ID | Risk description | Likelihood | Impact\nR1 | A leak | 2 | 3",
                    "Assumptions": "No | Assumption | Owner\n1 | Funding stays | Jo",
                    "Issues": "No | Issue | Owner | Status\n1 | The lift sticks | Jo | Open",
                    "Decisions": "No | Decision | Owner | Date\n1 | Buy a hoist | Jo | 2026-10-01",
                    "Actions": "No | Action | Owner | Due date\n1 | Call the engineer | Jo | 2026-12-01",
                }
            )
        },
        titles=("Call the engineer",),
        asked=(("register", "", ""),),
        registers={"risks": 1, "findings": 0},
    ),
    "priorities in letters and in figures": Shape(
        files=one(
            "plan.xlsx",
            """No | Action | Lead | Target date | Priority | Status
            1 | Oil the hinges | Jo | 2026-12-01 | H | In progress
            2 | Fit a ramp | Al | 2026-12-02 | M | In progress
            3 | Mend the gate | Al | 2026-12-03 | Low | In progress
            4 | Sow the lawn | Al | 2026-12-03 | 1 | In progress""",
        ),
        titles=("Oil the hinges", "Fit a ramp", "Mend the gate", "Sow the lawn"),
        facts={
            "Oil the hinges": {"risk": "High"},
            "Fit a ramp": {"risk": "Moderate"},
            "Mend the gate": {"risk": "Low"},
            "Sow the lawn": {"risk": None},
        },
        asked=(("risk-word", "Priority", "1"),),
    ),
    "dates with the month first": Shape(
        files={
            "tasks.csv": (
                b"Task,Owner,Due date,Status\n"
                b"Oil the hinges,Jo,11/25/2026,In progress\nFit a ramp,Al,12/05/2026,In progress\n"
            )
        },
        titles=("Oil the hinges", "Fit a ramp"),
        asked=(("month-first", "Due date", ""),),
    ),
    "a second table below": Shape(
        files=one(
            "plan.xlsx",
            """Care actions
            Ref | Action | Lead | Due date | Status
            C1 | Oil the hinges | Jo | 2026-12-01 | In progress

            Kitchen actions
            Item | Issue | Action required | By whom | By when
            K1 | Cold soup | Buy a warmer | Al | 2026-12-09""",
        ),
        titles=("Oil the hinges", "Buy a warmer"),
        facts={"Buy a warmer": {"due": "2026-12-09", "detail": "Cold soup", "ref": "K1"}},
    ),
    "a list of words beside": Shape(
        files=one(
            "plan.xlsx",
            """Ref | Action | Lead | Due date | Status | | Status
            1 | Oil the hinges | Jo | 2026-12-01 | In progress | | Not started
             | | | | | | In progress
             | | | | | | Closed""",
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"status": "In progress"}},
    ),
    "another table beside": Shape(
        files=one(
            "plan.xlsx",
            """Ref | Action | Lead | Due date | | No | Action required | By whom | By when
            1 | Oil the hinges | Jo | 2026-12-01 | | 7 | Buy a warmer | Al | 2026-12-09
            2 | Fit a ramp | Jo | 2026-12-02 | | | | |""",
        ),
        titles=("Oil the hinges", "Buy a warmer", "Fit a ramp"),
        facts={"Buy a warmer": {"ref": "7", "due": "2026-12-09"}},
    ),
    "forty columns, few of them known": Shape(
        files=one(
            "wide.xlsx",
            "Ref | Action | Lead | Due date | " + " | ".join(f"Check {n}" for n in range(40)) + "\n"
            "1 | Oil the hinges | Jo | 2026-12-01 | " + " | ".join("ok" for _ in range(40)),
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"due": "2026-12-01"}},
    ),
    "semicolons and an old code page": Shape(
        files={
            "aktionen.csv": (
                "Action;Lead;Due date;Status\nRepair the café’s door;Zoë;01/12/2026;In progress\n"
            ).encode("cp1252")
        },
        titles=("Repair the café’s door",),
        facts={"Repair the café’s door": {"due": "2026-12-01"}},
    ),
    "a revised date beside the first": Shape(
        files=one(
            "plan.xlsx",
            """Action | Lead | Target date | Revised target | Status
            Oil the hinges | Jo | 2026-11-01 | 2026-12-01 | In progress
            Fit a ramp | Al | 2026-12-09 | | In progress""",
        ),
        titles=("Oil the hinges", "Fit a ramp"),
        facts={
            "Oil the hinges": {"due": "2026-12-01", "original_due": "2026-11-01"},
            "Fit a ramp": {"due": "2026-12-09", "original_due": "2026-12-09"},
        },
    ),
    "the home in the title block": Shape(
        files=one(
            "plan.xlsx",
            """Quality improvement plan
            Home: | Fern House
            Manager | Ms Example

            Area for improvement | Actions required | Person responsible | Timescale
            Medicines | Weekly count | Jo | 2026-12-01""",
        ),
        titles=("Weekly count",),
        facts={"Weekly count": {"service": "FERN", "theme": "Medicines"}},
    ),
    "a file for each month": Shape(
        files={
            f"Action log {month} 2026.xlsx": book(
                {"Log": f"No | Action | Lead | Status\n1 | Mend it in {month} | Jo | Done"}
            )
            for month in ("Oct", "Nov")
        },
        titles=("Mend it in Nov", "Mend it in Oct"),
        facts={"Mend it in Oct": {"service": None, "status": "Closed"}},
    ),
    "colours alone tell the status": Shape(
        files=one(
            "rag.xlsx",
            """Action | Lead | By when | RAG
            Oil the hinges | Jo | 2026-12-01 |
            Fit a ramp | Al | 2026-12-02 |
            Mend the gate | Al | 2026-12-03 |""",
            change=coloured("Sheet1", {"D2": GREEN, "D3": AMBER, "D4": RED}),
        ),
        titles=("Oil the hinges", "Fit a ramp", "Mend the gate"),
        facts={"Oil the hinges": {"status": None}},
        asked=tuple(("colour", "RAG", each) for each in ("Green", "Amber", "Red")),
    ),
    "a long preface": Shape(
        files=one(
            "plan.xlsx",
            "\n".join(f"Note {n}: read this before you write anything" for n in range(14))
            + "\nAction needed | Responsible person | Complete by | Progress\n"
            "Oil the hinges | Jo | 2026-12-01 | Underway",
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"status": "In progress"}},
    ),
    "pages with their own headings and totals": Shape(
        files=one(
            "plan.xlsx",
            """Ref | Action | Lead | Due date | Status
            1 | Oil the hinges | Jo | 2026-12-01 | In progress
            Total | | | | 1

            Ref | Action | Lead | Due date | Status
            2 | Fit a ramp | Al | 2026-12-02 | Not started""",
        ),
        titles=("Oil the hinges", "Fit a ramp"),
    ),
    "one finding over several actions": Shape(
        files=one(
            "plan.xlsx",
            """Finding | Action | Lead | Due date | Status
            Falls at night | Fit a mat | Jo | 2026-12-01 | In progress
             | Check the lights | Al | 2026-12-02 | In progress""",
            change=merged("Sheet1", "A2:A3"),
        ),
        titles=("Fit a mat", "Check the lights"),
        facts={"Check the lights": {"detail": "Falls at night"}},
    ),
    "a row that says only what is wrong": Shape(
        files=one(
            "plan.xlsx",
            """Finding | Action | Lead | Due date | Status
            Falls at night | Fit a mat | Jo | 2026-12-01 | In progress
            No call bell | | Al | 2026-12-02 | In progress""",
        ),
        titles=("Fit a mat", "No call bell"),
    ),
    "a date that is planned or done": Shape(
        files=one(
            "plan.xlsx",
            """Action | Lead | Completion date
            Oil the hinges | Jo | 2026-12-01""",
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"due": None, "closed_on": None}},
        asked=(("date-meaning", "Completion date", ""),),
    ),
    "words before names": Shape(
        files=one(
            "plan.xlsx",
            """QIP Ref No. | CQC Action Needed | Named Lead (initials) | Target Date (d/m/y) | The RAG
            Q.1(a) | Oil the hinges | JR | 2026-12-01 | Completed""",
        ),
        titles=("Oil the hinges",),
        facts={"Oil the hinges": {"ref": "Q.1(a)", "due": "2026-12-01", "status": "Closed"}},
    ),
}
