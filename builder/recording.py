"""Enters a judged position in the ledger."""

import shutil
from dataclasses import replace
from datetime import datetime

from builder import __version__
from builder.ledger.append import Appended, RunFacts, append
from builder.ledger.folder import BrokenLedgerError
from builder.ledger.key import UnusableKeyError, kept_key
from builder.ledger.noted import history_folder
from builder.ledger.read import read_history
from builder.lock import LockedError
from builder.pipeline import Judged, build_id_of
from builder.redaction.audiences import audience_named
from builder.settings import Settings
from builder.workbook.refs_file import keep_refs


def note(settings: Settings, judged: Judged, noted_at: datetime) -> None:
    """Keeps a light note of a build where no ledger is kept.

    A note that cannot be written is none, and those before it stay; damaged ones begin anew.
    """
    if history_folder(settings.ledger, settings.seen) != settings.seen:
        return
    try:
        runs = read_history(settings.seen)[0].runs
        if not runs or runs[-1].as_at < judged.assessment.as_at:
            _entered(replace(settings, ledger=settings.seen), judged, noted_at)
    except (BrokenLedgerError, UnusableKeyError):
        shutil.rmtree(settings.seen, ignore_errors=True)
    except (OSError, LockedError):
        return


def record(
    settings: Settings, judged: Judged, recorded_at: datetime, *, key: bytes | None = None
) -> Appended:
    """Adds the judged position to the ledger.

    Args:
        settings: Where the ledger is.
        judged: The position.
        recorded_at: The moment of the recording.
        key: What confidential words are hashed with; the ledger's own where not given.

    Raises:
        RefsNotKeptError: a row would have another ref on the next run; nothing was recorded.
    """
    # RATIONALE: a history under refs that nobody keeps would be of other rows tomorrow.
    keep_refs(settings.workbooks, judged.refs)
    return _entered(settings, judged, recorded_at, key)


def _entered(
    settings: Settings, judged: Judged, recorded_at: datetime, key: bytes | None = None
) -> Appended:
    audience = audience_named(judged.policy, settings.audience, settings.services)
    facts = RunFacts(
        recorded_at=recorded_at,
        build_id=build_id_of(judged, audience),
        tool_version=__version__,
    )
    return append(
        settings.ledger,
        judged.register,
        judged.assessment,
        facts,
        problems=judged.problems,
        texts=judged.documents.named(),
        phrases=judged.policy.phrases,
        key=kept_key(settings.ledger) if key is None else key,
    )
