"""The records of who and where: services, people, shifts."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from builder.field.column import PLAN, column, key, reference
from builder.field.source import Source
from builder.field.words import Role, ServiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One registered location or branch."""

    source: Source
    ref: str = field(metadata=key("Service ID"))
    name: str | None = column("Name", required=True)
    type: ServiceType | None = column("Type", required=True)
    cqc_location_id: str | None = column("CQC location ID")
    region: str | None = column("Region")
    registered_manager: str | None = reference("Registered manager", "People")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts: an owner, a manager, a reviewer."""

    source: Source
    ref: str = field(metadata=key("Person ID"))
    display_name: str | None = column("Display name", required=True)
    roles: tuple[Role, ...] = column("Roles", required=True, is_list=True)
    reports_to: str | None = reference("Reports to", "People")
    email: str | None = column("Email", personal=True)
    active_from: date | None = column("Active from", role=PLAN, personal=True)
    active_to: date | None = column("Active to", role=PLAN, personal=True)
    weekly_capacity_hours: Decimal | None = column("Weekly capacity hours", personal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A working shift of a service, or of all."""

    source: Source
    service: str | None = reference("Service ID", "Services")
    shift: str | None = column("Shift", required=True)
    starts: time | None = column("Starts", required=True)
    ends: time | None = column("Ends", required=True)
