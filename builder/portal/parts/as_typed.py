"""What a line says in words that are not understood: shown as typed, with what would mend it."""

from typing import NamedTuple

from builder.field import Action
from builder.field.no_date import is_no_date
from builder.portal.parts.views import Tag, Tone
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment

MARK = Tag("As typed", Tone.MUTED)
NO_TITLE = "(no title)"
_BY_WORDS = "or write under words in mapping.yml"


class AsTyped(NamedTuple):
    """Words of a cell that are not understood, and what to do about them."""

    text: str
    remedy: str


def typed_owner(about: About, line: ActionAssessment, record: Action) -> AsTyped | None:
    """Who is named and is not on the People sheet."""
    if not line.owner_text or record.owner in about.people:
        return None
    remedy = f"Name somebody of the People sheet, {_BY_WORDS} who is meant."
    return AsTyped(line.owner_text, remedy)


def typed_service(about: About, line: ActionAssessment, record: Action) -> AsTyped | None:
    """What is named as the service and is not on the Services sheet, where one is kept."""
    if not line.service_text or not about.services or record.service in about.services:
        return None
    remedy = f"Name a service of the Services sheet, {_BY_WORDS} which is meant."
    return AsTyped(line.service_text, remedy)


def typed_due(line: ActionAssessment, record: Action) -> AsTyped | None:
    """What stands as the due date and is none."""
    if record.due is not None or not line.due_text:
        return None
    if is_no_date(line.due_text):
        return AsTyped(line.due_text, "Type a date as soon as there is one.")
    return AsTyped(line.due_text, "Type the date as day/month/year, such as 21/11/2026.")


def typed_status(line: ActionAssessment, record: Action) -> AsTyped | None:
    """What stands as the status and is none of its words."""
    if record.status is not None or not line.status_text:
        return None
    remedy = f"Choose a word of the drop-down, {_BY_WORDS} what this one means."
    return AsTyped(line.status_text, remedy)


def typed_risk(line: ActionAssessment) -> AsTyped | None:
    """What stands as the risk and is none of its words."""
    if line.risk_band is not None or not line.risk_text:
        return None
    remedy = f"Choose Low, Moderate, High or Extreme, {_BY_WORDS} what this means."
    return AsTyped(line.risk_text, remedy)


def typed_statement(record: Action) -> AsTyped | None:
    """What stands as the statement and is in no framework."""
    text = record.source.typed.get("quality_statements", "")
    if record.quality_statements or not text:
        return None
    remedy = f"Use the id or title of a statement, {_BY_WORDS} which is meant."
    return AsTyped(text, remedy)
