"""What the pages of all records share; what one page reads besides is its slice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.field import Person, Service
from builder.frameworks import Catalogue, Crosswalk
from builder.policy import Override, Policy
from builder.rules.verdict import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who and what is behind every record: limits, frameworks, people and services."""

    policy: Policy
    catalogue: Catalogue
    crosswalk: Crosswalk
    """How items of an older framework carry over to a newer one."""
    item_label: str
    """What the framework in force calls its items; empty where none is in force."""
    overrides: tuple[Override, ...]
    people: Mapping[str, Person]
    services: Mapping[str, Service]
    shown: Mapping[Subject, str] = field(default_factory=dict)
    """What may be linked: subject -> ref of the record whose page it stands on."""
