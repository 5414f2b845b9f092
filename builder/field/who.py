"""The records of who and where: services, people, shifts."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from builder.field.source import Source
from builder.field.words import Role, ServiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One registered location or branch."""

    source: Source
    ref: str
    name: str | None = None
    type: ServiceType | None = None
    cqc_location_id: str | None = None
    region: str | None = None
    registered_manager: str | None = None
    """Refers to People."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts: an owner, a manager, a reviewer."""

    source: Source
    ref: str
    display_name: str | None = None
    roles: tuple[Role, ...] = ()
    reports_to: str | None = None
    """Refers to People."""
    email: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    weekly_capacity_hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A working shift of a service, or of all."""

    source: Source
    service: str | None = None
    """Refers to Services."""
    shift: str | None = None
    starts: time | None = None
    ends: time | None = None
