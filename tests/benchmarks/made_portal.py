"""A made-up portal of any size: one workbook per 100 actions, three evidence rows an action."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from builder.workbook.schema import SHEETS_BY_NAME

ACTIONS_A_WORKBOOK = 100
EVIDENCE_AN_ACTION = 3
AS_AT = "2026-11-20T17:20"
TODAY = date(2026, 11, 20)
SERVICES = 10
PEOPLE = 40
THEMES = ("Medication records", "Premises lighting", "Missed visits", "Care plans", "Nutrition")
STATEMENTS = ("SAFE-8", "SAFE-5", "SAFE-6", "EFFECTIVE-1", "CARING-1", "WELLLED-5")
STATES = ("In progress", "In progress", "Not started", "Proposed for closure", "Closed")
Values = dict[str, object]


def make_portal(folder: Path, actions: int) -> None:
    """Writes ``mkdocs.yml`` and the workbooks of a portal with so many actions."""
    books = folder / "workbooks"
    books.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: Made-up portal\ntheme:\n  name: material\nplugins:\n"
        f'  - portal:\n      as_at: "{AS_AT}"\n',
        encoding="utf-8",
    )
    _write(books / "provider.xlsx", {"Services": _services(), "People": _people()})
    for number in range((actions + ACTIONS_A_WORKBOOK - 1) // ACTIONS_A_WORKBOOK):
        first = number * ACTIONS_A_WORKBOOK
        write_tracker(books, number, range(first, min(first + ACTIONS_A_WORKBOOK, actions)))


def write_tracker(books: Path, number: int, actions: range, note: str = "") -> None:
    """One tracker; another ``note`` gives other bytes and one changed cell an action."""
    makers: dict[str, Callable[[int], Iterator[Values]]] = {
        "Actions": lambda n: iter((_action(n, note),)),
        "Evidence": _evidence,
        "Measures": _measures,
        "Reviews": _reviews,
        "Deadline changes": _changes,
        "Complaints": _complaints,
    }
    sheets = {name: [v for n in actions for v in maker(n)] for name, maker in makers.items()}
    _write(books / f"tracker-{number:04}.xlsx", sheets)


def _write(path: Path, sheets: Mapping[str, Sequence[Values]]) -> None:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = SHEETS_BY_NAME[name].columns
        sheet.append([column.heading for column in columns])
        for row in rows:
            sheet.append([row.get(column.heading) for column in columns])
    book.save(path)


def _services() -> list[Values]:
    return [
        {"Service ID": f"SV{n}", "Name": f"Service {n}", "Type": "Residential"}
        for n in range(SERVICES)
    ]


def _people() -> list[Values]:
    return [
        {
            "Person ID": f"P{n:02}",
            "Display name": f"Person Number{n}",
            "Roles": "Registered Manager" if n < SERVICES else "Action owner",
            "Reports to": None if n < SERVICES else f"P{n % SERVICES:02}",
            "Active from": date(2024, 1, 1),
            "Weekly capacity hours": 20,
        }
        for n in range(PEOPLE)
    ]


def _day(back: int) -> date:
    return TODAY - timedelta(days=back)


def _action(n: int, note: str) -> Values:
    status = STATES[n % len(STATES)]
    return {
        "Ref": f"ACT-{n:05}",
        "Title": f"Improve {THEMES[n % len(THEMES)].casefold()} on unit {n % 7}",
        "Detail": f"What was found in round {n} and what has to change for people. {note}".strip(),
        "Service ID": f"SV{n % SERVICES}",
        "Theme": THEMES[n % len(THEMES)],
        "Source": "Audit",
        "Quality statements": STATEMENTS[n % len(STATEMENTS)],
        "Likelihood": 1 + n % 5,
        "Consequence": 1 + n // 5 % 5,
        "Owner": f"P{SERVICES + n % (PEOPLE - SERVICES):02}",
        "Accountable manager": f"P{n % SERVICES:02}",
        "Raised on": _day(90 + n % 60),
        "Due": _day(n % 60 - 30),
        "Evidence due": _day(n % 60 - 30),
        "Validation method": "Audit",
        "Closure rule": "Target met at every review through the window",
        "Status": status,
        "Remaining hours": n % 6,
        "Proposed on": _day(5) if status == "Proposed for closure" else None,
        "Proposed outcome": "Resolved" if status in STATES[3:] else None,
        "Closed on": _day(3) if status == "Closed" else None,
    }


def _evidence(n: int) -> Iterator[Values]:
    for k in range(EVIDENCE_AN_ACTION):
        yield {
            "Evidence ref": f"EV-{n:05}-{k}",
            "Action ref": f"ACT-{n:05}",
            "Title": f"Audit sheet {k} of action {n}",
            "Category": "Processes",
            "Link": f"https://example.org/evidence/{n}/{k}",
            "Source date": _day(5 + (n + k) % 40),
            "Submitted on": _day(4),
            "Submitted by": f"P{SERVICES + n % (PEOPLE - SERVICES):02}",
            "Shows outcome": "Yes",
        }


def _measures(n: int) -> Iterator[Values]:
    for k, phase in enumerate(("Baseline", "Follow-up")):
        yield {
            "Action ref": f"ACT-{n:05}",
            "Measure": "Errors",
            "Better": "Lower",
            "Unit": "errors a month",
            "Period start": date(2026, 8 + k, 1),
            "Period end": date(2026, 8 + k, 28),
            "Numerator": 12 - 5 * k,
            "Target": 4,
            "Phase": phase,
        }


def _reviews(n: int) -> Iterator[Values]:
    for k in range(2):
        yield {
            "Action ref": f"ACT-{n:05}",
            "Reviewed on": _day(7 * k + 3),
            "Reviewer": f"P{n % SERVICES:02}",
            "Sources seen": "Audit results; Incident data",
            "Target met": "Yes",
        }


def _changes(n: int) -> Iterator[Values]:
    if n % 4 == 0:
        yield {
            "Action ref": f"ACT-{n:05}",
            "Changed on": _day(40),
            "From": _day(35),
            "To": _day(n % 60 - 30),
            "Reason": "Supplier late",
            "Approved by": f"P{n % SERVICES:02}",
            "Approved on": _day(39),
        }


def _complaints(n: int) -> Iterator[Values]:
    if n % 5 == 0:
        yield {
            "Complaint ref": f"C-{n:05}",
            "Service ID": f"SV{n % SERVICES}",
            "Theme": THEMES[n % len(THEMES)],
            "Action refs": f"ACT-{n:05}",
            "Received on": _day(20 + n % 30),
            "Closed on": _day(10),
        }
