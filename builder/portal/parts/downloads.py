"""Which files a portal offers for download, and where they stand: ``data/<list>.csv`` and so on."""

from collections.abc import Mapping
from types import MappingProxyType

from builder.portal.parts.addresses import slug

FOLDER = "data"

LISTS: Mapping[str, str] = MappingProxyType(
    {
        "actions": "Actions with what the rules say of each",
        "overdue": "Overdue actions",
        "closure": "Actions proposed for closure or put to the panel",
        "gate-checks": "Closure gate, check by check",
        "evidence": "Evidence with its fitness",
        "findings": "Findings",
        "escalations": "Escalations",
        "verdicts": "Verdicts of every rule",
        "registers": "Figures of the registers",
        "problems": "Problems in the workbooks",
        "discrepancies": "Where the workbooks do not agree with their past",
        "services": "Services",
        "people": "People who act",
        "complaints": "Complaints",
        "risks": "Risks",
        "notices": "Notices and requests",
        "told": "Who was told of what",
        "workforce": "Workforce, week by week",
        "measures": "Outcome measures",
        "reviews": "Reviews",
        "checks": "Follow-up checks",
        "steps": "Steps",
        "deadline-changes": "Deadline changes",
        "panels": "Panel decisions",
        "batches": "Closure batches",
        "sessions": "Sessions",
        "rebalance": "Actions moved between managers",
        "shifts": "Shifts",
        "burst-samples": "Evidence drawn for validation",
        "validity-reviews": "Evidence-validity reviews",
        "live-proof": "Live-proof comparisons",
        "retests": "Competence retests",
        "burst-cycles": "Burst cycles closed",
    }
)
"""List -> its title; every one is written as CSV and as XLSX, also where it has no row."""

WHOLE_WORKBOOK = f"{FOLDER}/portal.xlsx"
"""Every list as a sheet of one workbook."""
ASSESSMENT = f"{FOLDER}/assessment.json"
ASSESSMENT_SCHEMA = f"{FOLDER}/assessment.schema.json"
CALENDAR = f"{FOLDER}/deadlines.ics"
FEED = f"{FOLDER}/changes.xml"
README = f"{FOLDER}/README.html"


def csv_file(name: str) -> str:
    """A list as CSV, from the site's root.

    Raises:
        KeyError: there is no such list.
    """
    return f"{_file(name)}.csv"


def xlsx_file(name: str) -> str:
    """A list as XLSX, from the site's root.

    Raises:
        KeyError: there is no such list.
    """
    return f"{_file(name)}.xlsx"


def _file(name: str) -> str:
    if name not in LISTS:
        raise KeyError(name)
    return f"{FOLDER}/{name}"


def owner_calendar(person: str) -> str:
    """The deadlines of an owner who has live actions."""
    return f"{FOLDER}/deadlines-owner-{slug(person)}.ics"


def service_calendar(service: str) -> str:
    """The deadlines of a service that has live actions."""
    return f"{FOLDER}/deadlines-service-{slug(service)}.ics"
