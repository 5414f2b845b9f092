"""The rows of the planted folder as they were before the mistakes, and the mistakes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it is planted, and what it must be called."""

    sheet: str
    heading: str
    row: int
    """Excel's own row number."""
    value: Any
    code: str
    number_format: str = "General"


def action(number: int) -> Row:
    """A line without a mistake."""
    return {
        "Ref": f"T-{number:02}",
        "Title": f"Line {number}",
        "Service ID": "OAK",
        "Theme": "Medication",
        "Source": "Audit",
        "Source ref": None,
        "Parent ref": None,
        "Quality statements": "SAFE-8",
        "Regulations": "RA-12",
        "Likelihood": 3,
        "Consequence": 3,
        "Owner": "P-1",
        "Raised on": date(2026, 10, 1),
        "Due": date(2026, 12, 1),
        "Status": "In progress",
        "Percent complete": 0.4,
        "Remaining hours": 2,
        "Closed on": None,
        "Confidential": "No",
    }


ROWS: dict[str, dict[str, list[Row]]] = {
    "tracker.xlsx": {"Actions": [action(number) for number in range(1, 37)]},
    "records.xlsx": {
        "Services": [{"Service ID": "OAK", "Name": "Oakfield", "Type": "Residential"}],
        "People": [
            {"Person ID": "P-1", "Display name": "Owen", "Roles": "Action owner"},
            {
                "Person ID": "P-2",
                "Display name": "Dawn",
                "Roles": "Deputy Manager",
                "Active to": date(2026, 10, 1),
            },
        ],
        "Shifts": [{"Service ID": "OAK", "Shift": "Early", "Starts": "07:00", "Ends": "14:30"}],
        "Evidence": [
            {
                "Evidence ref": f"E-{number}",
                "Action ref": "T-01",
                "Title": "MAR audit",
                "Category": "Processes",
                "Link": "https://files.example/audit.pdf",
                "Source date": date(2026, 11, 2),
                "Submitted on": date(2026, 11, 3),
                "Submitted by": "P-1",
            }
            for number in range(1, 6)
        ],
        "Checks": [
            {
                "Action ref": "T-01",
                "Checked on": date(2026, 11, 3),
                "Kind": "Audit",
                "Sample": 10,
                "Compliant": 9,
            }
        ],
        "Notices": [
            {
                "Notice ref": "N-1",
                "Type": "CQC-WN",
                "Service ID": "OAK",
                "Served on": date(2026, 11, 2),
            }
        ],
        "Burst samples": [
            {
                "Burst ID": "B-1",
                "Drawn at": datetime(2026, 11, 10, 11),  # noqa: DTZ001 - Excel has no zones
                "Evidence ref": "E-1",
            }
        ],
        "Validity reviews": [
            {
                "Burst ID": "B-1",
                "Evidence ref": "E-1",
                "Reviewed at": datetime(2026, 11, 10, 13),  # noqa: DTZ001 - Excel has no zones
                "Reviewer": "P-1",
                "Matches live practice": "Yes",
                "Source date current": "Yes",
                "Outcome proof": "Yes",
            }
        ],
        "Jottings": [{"Note": "Ring the pharmacy"}],
        "Complants": [{"Complaint ref": "C-1", "Service ID": "OAK"}],
    },
}
"""Workbook -> sheet -> rows; the headings stand in row 3, the first row of data in row 4."""

DAY = "dd mmm yyyy"
MISTAKES: dict[str, tuple[Mistake, ...]] = {
    "tracker.xlsx": (
        Mistake("Actions", "Title", 5, None, "WB201"),
        Mistake("Actions", "Ref", 6, None, "WB202"),
        Mistake("Actions", "Parent ref", 7, "T" * 61, "WB203"),
        Mistake("Actions", "Due", 8, "soon", "WB204"),
        Mistake("Actions", "Due", 9, "1 December 2026", "WB205"),
        Mistake("Actions", "Due", 10, "12/31/2026", "WB206"),
        Mistake("Actions", "Due", 11, "01/12/26", "WB207"),
        Mistake("Actions", "Due", 12, "31/11/2026", "WB208"),
        Mistake("Actions", "Due", 13, date(1926, 12, 1), "WB209", DAY),
        Mistake("Actions", "Due", 14, 46357, "WB210"),
        Mistake("Actions", "Likelihood", 15, "three", "WB212"),
        Mistake("Actions", "Remaining hours", 16, "2", "WB213"),
        Mistake("Actions", "Consequence", 17, 2.5, "WB214"),
        Mistake("Actions", "Likelihood", 18, 7, "WB215"),
        Mistake("Actions", "Percent complete", 19, 0.5, "WB216"),
        Mistake("Actions", "Percent complete", 20, 1.5, "WB217", "0%"),
        Mistake("Actions", "Confidential", 21, "maybe", "WB241"),
        Mistake("Actions", "Status", 22, "Gone quiet", "WB219"),
        Mistake("Actions", "Status", 23, "In progress now", "WB220"),
        Mistake("Actions", "Title", 24, "Mend\u200b the light", "WB223"),
        Mistake("Actions", "Title", 25, "#REF!", "WB225"),
        Mistake("Actions", "Owner", 26, '=UPPER("p-1")', "WB226"),
        Mistake("Actions", "Source ref", 27, date(2026, 3, 1), "WB227", DAY),
        Mistake("Actions", "Quality statements", 28, "SAFE-99", "WB229"),
        Mistake("Actions", "Regulations", 29, "12", "WB230"),
        Mistake("Actions", "Quality statements", 30, "SAFE-1, SAFE-8", "WB233"),
        Mistake("Actions", "Owner", 31, "P-9", "WB302"),
        Mistake("Actions", "Due", 32, date(2026, 9, 1), "WB304", DAY),
        Mistake("Actions", "Closed on", 33, date(2026, 11, 2), "WB305", DAY),
        Mistake("Actions", "Raised on", 34, date(2026, 11, 25), "WB307", DAY),
        Mistake("Actions", "Quality statements", 35, "ASC26-SAFE-1", "WB309"),
        Mistake("Actions", "Parent ref", 36, "T-33", "WB313"),
        Mistake("Actions", "Ref", 37, "T-01", "WB301"),
        Mistake("Actions", "Mood", 3, "Mood", "WB139"),
        Mistake("Actions", "Progress notes", 3, "Progress notes", "WB138"),
    ),
    "records.xlsx": (
        Mistake("People", "Roles", 4, "Head gardener", "WB219"),
        Mistake("Shifts", "Starts", 4, "half seven", "WB211"),
        Mistake("Evidence", "Link", 5, "C:\\audits\\one.pdf", "WB221"),
        Mistake("Evidence", "Link", 6, "the audit", "WB222"),
        Mistake("Evidence", "Category", 7, "Hearsay", "WB231"),
        Mistake("Evidence", "Source date", 8, date(2026, 11, 9), "WB310", DAY),
        Mistake("Evidence", "Submitted by", 4, "P-2", "WB311"),
        Mistake("Checks", "Compliant", 4, 12, "WB308"),
        Mistake("Notices", "Type", 4, "Stern letter", "WB232"),
        Mistake("Validity reviews", "Reviewed at", 4, date(2026, 11, 9), "WB312", DAY),
    ),
}
"""Workbook -> what is planted in it; a mistake in row 3 is a heading of its own."""

OTHERS: tuple[tuple[str, str, str, str], ...] = (
    ("", "", "", "WB303"),
    ("tracker.xlsx", "Actions", "A4", "WB301"),
    ("records.xlsx", "Jottings", "", "WB130"),
    ("records.xlsx", "Complants", "", "WB131"),
    ("half.xlsx", "", "", "WB105"),
    ("empty.xlsx", "", "", "WB104"),
    ("page.xlsx", "", "", "WB106"),
    ("secret.xlsx", "", "", "WB103"),
    ("old.xlsx", "", "", "WB101"),
    ("Copy of tracker.xlsx", "", "", "WB113"),
)
"""(Workbook, sheet, cell, code) of what is no single cell's, and the first place of a twin."""
