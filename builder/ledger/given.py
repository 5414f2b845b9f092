"""How the handing over of a snapshot is spelt in the ledger."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from builder.history import GivenSnapshot
from builder.ledger.folder import SNAPSHOT


def given_entry(given: GivenSnapshot) -> dict[str, Any]:
    """What an entry holds besides what every first entry of a file holds."""
    return {
        "entries": 0,
        "kind": SNAPSHOT,
        "snapshot": {
            "as_at": given.as_at.astimezone(UTC).isoformat(),
            "audience": given.audience,
            "build_id": given.build_id,
            "is_signed": given.is_signed,
            "recipient": given.recipient,
            "services": list(given.services),
            "sha256": given.sha256,
        },
    }


def given_from(entry: Mapping[str, Any]) -> GivenSnapshot:
    """The snapshot that an entry tells of."""
    held: Mapping[str, Any] = entry["snapshot"]
    return GivenSnapshot(
        given_at=datetime.fromisoformat(entry["as_at"]),
        as_at=datetime.fromisoformat(held["as_at"]),
        sha256=held["sha256"],
        audience=held["audience"],
        services=tuple(held["services"]),
        recipient=held["recipient"],
        build_id=held["build_id"],
        is_signed=held["is_signed"],
    )
