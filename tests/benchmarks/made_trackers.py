"""Trackers of any size for the reading benchmarks, as a provider's would look."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builder.field.sheet import Sheet
from builder.workbook.schema import SHEETS_BY_NAME

ACTIONS = 100
EVIDENCE = 300
_START = date(2026, 6, 1)


def write_tracker(path: Path, number: int, note: str = "On track") -> None:
    """One tracker of 100 actions with 300 evidence rows; ``note`` makes it differ."""
    made = Workbook()
    made.remove(made.worksheets[0])
    if number == 0:
        _fill(made, "Services", [{"ref": "OAK", "name": "Oakfield House", "type": "Residential"}])
        person = {"ref": "P-1", "display_name": "Ash Reed", "roles": "Action owner"}
        _fill(made, "People", [person])
    _fill(made, "Actions", [_action(number, each, note) for each in range(ACTIONS)])
    _fill(made, "Evidence", [_evidence(number, each) for each in range(EVIDENCE)])
    links = made["Evidence"]
    for row in range(2, EVIDENCE + 2):
        links.cell(row, 5).hyperlink = str(links.cell(row, 5).value)
    made.save(path)


def write_trackers(folder: Path, count: int) -> None:
    """A folder of trackers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        write_tracker(folder / f"tracker-{number:03d}.xlsx", number)


def _fill(made: Workbook, name: str, records: list[dict[str, Any]]) -> None:
    sheet: Sheet = SHEETS_BY_NAME[name]
    tab = made.create_sheet(name)
    tab.append([column.heading for column in sheet.columns])
    for record in records:
        tab.append([record.get(column.field) for column in sheet.columns])


def _action(number: int, each: int, note: str) -> dict[str, Any]:
    raised = _START + timedelta(days=each % 60)
    due = date(2026, 12, 1) + timedelta(days=each % 40)
    return {
        "ref": f"T{number:03d}-{each:03d}",
        "title": f"Mend fault {each} of house {number}",
        "detail": f"Found on the round of day {each}; two rooms and the hall of house {number}",
        "service": "OAK",
        "theme": "Medication",
        "source_kind": "Audit",
        "quality_statements": "SAFE-1; SAFE-2",
        "regulations": "RA-12",
        "likelihood": 3,
        "consequence": 4,
        "current_likelihood": 2,
        "current_consequence": 3,
        "owner": "P-1",
        "accountable_manager": "P-1",
        "raised_on": raised,
        "due": due,
        "original_due": due,
        "evidence_due": due,
        "evidence_requirement": "Audit sheet",
        "validation_method": "Audit",
        "closure_rule": "Eight weeks on target",
        "status": "In progress",
        "progress_note": f"{note} {each}",
        "percent_complete": 40,
        "remaining_hours": 3.5,
        "escalation_trigger": "One day late",
        "confidential": "No",
    }


def _evidence(number: int, each: int) -> dict[str, Any]:
    return {
        "ref": f"E{number:03d}-{each:04d}",
        "action": f"T{number:03d}-{each % ACTIONS:03d}",
        "title": f"Audit sheet {each}",
        "category": "Processes",
        "link": f"https://example.org/evidence/{number}/{each}.pdf",
        "source_date": _START + timedelta(days=each % 90),
        "submitted_on": date(2026, 9, 1) + timedelta(days=each % 40),
        "submitted_by": "P-1",
        "shows_outcome": "Yes",
        "external": "No",
        "team": "Day",
        "shift": "Early",
    }
