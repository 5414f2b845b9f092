"""Enters a snapshot that is handed over in the ledger."""

from datetime import datetime

from builder import __version__
from builder.history import GivenSnapshot
from builder.ledger.append import Appended, RunFacts, append_snapshot
from builder.pipeline import Portal
from builder.settings import Settings


def record_given(
    settings: Settings,
    portal: Portal,
    recipient: str,
    sha256: str,
    given_at: datetime,
    *,
    is_signed: bool,
) -> Appended:
    """Records the digest, the scope and the recipient's role of a snapshot.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the ledger could not be written.
    """
    context = portal.context
    given = GivenSnapshot(
        given_at=given_at,
        as_at=context.assessment.as_at,
        sha256=sha256,
        audience=context.audience.id,
        services=context.audience.services,
        recipient=" ".join(recipient.split()),
        build_id=context.build_id,
        is_signed=is_signed,
    )
    facts = RunFacts(recorded_at=given_at, build_id=context.build_id, tool_version=__version__)
    return append_snapshot(settings.ledger, given, facts)
