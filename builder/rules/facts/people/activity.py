"""Whether a person acts on a day."""

from datetime import date

from builder.field import Person


def is_active(person: Person, on: date) -> bool:
    """Whether a person acts on a day; both ends of their time count."""
    has_begun = person.active_from is None or person.active_from <= on
    return has_begun and (person.active_to is None or on <= person.active_to)
