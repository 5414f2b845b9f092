"""Where each page stands: ``<kind>/<slug of the id>.html``, fixed for ever."""

import hashlib
import re
from datetime import date
from functools import lru_cache

LONGEST_SLUG = 40
COPIED_EVIDENCE = "evidence/files/"
"""Where copies of evidence stand in a site that holds them."""
_SAFE = re.compile(r"[a-z0-9-]{1,40}")
_OTHER = re.compile(r"[^a-z0-9-]+")
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_TAKEN = frozenset(["index"])
"""Names that a folder's own list has."""


# RATIONALE: a line is linked from dozens of pages.
@lru_cache(maxsize=65536)
def slug(ref: str) -> str:
    """The file name of a ref, without its ending: 1 to 40 of ``a-z 0-9 -``.

    RATIONALE: a ref that is a Windows device name, is too long, has other characters or is called
    as a folder's own list keeps its name and its slug gets eight hex digits of its hash, so that
    two pages never share an address; lower-casing alone is no change (architecture.md,
    "Publishing").
    """
    lowered = ref.casefold()
    if _SAFE.fullmatch(lowered) and lowered not in DEVICES | _TAKEN:
        return lowered
    digest = hashlib.sha256(lowered.encode()).hexdigest()[:8]
    kept = _OTHER.sub("-", lowered).strip("-")[: LONGEST_SLUG - len(digest) - 1]
    return f"{kept}-{digest}" if kept else digest


def address(kind: str, ref: str) -> str:
    """The page of a record, from the site's root: ``actions/oak-012.html``."""
    return f"{kind}/{slug(ref)}.html"


def action_page(ref: str) -> str:
    """The page of an action."""
    return address("actions", ref)


def finding_page(ref: str) -> str:
    """The page of a finding."""
    return address("findings", ref)


def service_page(ref: str) -> str:
    """The page of a service."""
    return address("services", ref)


def morning_page(ref: str) -> str:
    """The morning sheet of a service."""
    return address("services", f"{ref}-today")


def person_page(ref: str) -> str:
    """The page of a person who acts."""
    return address("people", ref)


def burst_page(ref: str) -> str:
    """The page of a burst."""
    return address("evidence", f"burst-{ref}")


def closed_actions_page(year: str) -> str:
    """The actions closed in a year; a folder of its own, where no ref can stand."""
    return f"actions/closed/{year}.html"


BEFORE_RECORDS_PAGE = "actions/closed/before-records.html"
"""The actions closed before records began; no year is called so."""


def closed_evidence_page(year: str) -> str:
    """The evidence of actions closed in a year; a folder of its own, where no ref can stand."""
    return f"evidence/closed/{year}.html"


def framework_page(framework: str) -> str:
    """The page of a framework."""
    return f"frameworks/{slug(framework)}/index.html"


def item_page(framework: str, item: str) -> str:
    """The page of a framework's item."""
    return address(f"frameworks/{slug(framework)}", item)


def rule_page(rule: str) -> str:
    """The page of a rule."""
    return address("rules", rule.replace("_", "-"))


def notice_page(ref: str) -> str:
    """The page of a regulator's notice."""
    return address("notices", ref)


def regulation_page(id: str) -> str:
    """The page of a regulation."""
    return address("regulations", id)


def changes_page(on: date) -> str:
    """What changed at the runs of a day: ``changes/2026-11-20.html``."""
    return address("changes", on.isoformat())
