"""The nightly run, one step a line: judge, record, build, verify, publish, report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from builder import __version__
from builder.ledger.append import BrokenLedgerError, RunFacts, append_failure
from builder.lock import Clock, Held, LockedError, LockLostError
from builder.pipeline import Judged, assemble, judge
from builder.progress import SILENT, Progress
from builder.recording import record
from builder.redaction.audiences import audience_named
from builder.release.against import refuse_other_history
from builder.release.build import stage_site
from builder.release.disk import Disk
from builder.release.manifest import read_manifest
from builder.release.publish import Guards, Published, RefusedError, publish, refuse_unfit
from builder.release.site_lock import held_words, site_locked
from builder.release.staging import staged
from builder.release.withdrawn import letting_go
from builder.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyResult:
    """What a publication or a nightly run did."""

    judged: Judged
    published: Published
    ledger_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a site is published, and how carefully."""

    folder: Path
    force: bool = False
    disk: Disk | None = None


def publish_portal(
    settings: Settings,
    as_at: datetime,
    target: Target,
    clock: Clock,
    progress: Progress = SILENT,
    say: Callable[[str], None] = lambda _words: None,
) -> NightlyResult:
    """Builds from today's workbooks, checks, publishes, and records what was published.

    The run is recorded before it is published, so that what is published carries its head; where
    it cannot be recorded, nothing is published.

    Raises:
        LockedError: another run holds the target's lock, or the ledger's.
        BrokenLedgerError: the ledger is damaged; nothing was published.
        RefusedError, NotOurFolderError, SiteFaultError: nothing was published.
        HalfDoneError: a file could not be written or removed; a rerun finishes.
    """
    with site_locked(target.folder, clock) as held:
        for line in held_words(held):
            say(line)
        refuse_other_history(settings.ledger, target.folder)
        try:
            return _publish_locked(settings, as_at, target, clock, progress, say, held)
        except Exception as error:
            _record_failure(settings, as_at, clock, error, say)
            raise


def _record_failure(
    settings: Settings,
    as_at: datetime,
    clock: Clock,
    error: Exception,
    say: Callable[[str], None],
) -> None:
    """Enters why a run failed; where that fails too, the run's own reason is still the one told."""
    facts = RunFacts(recorded_at=clock(), tool_version=__version__)
    try:
        append_failure(settings.ledger, as_at, facts, str(error) or type(error).__name__)
    except (BrokenLedgerError, LockedError, LockLostError, OSError) as fault:
        say(f"That this run failed could not be entered in the ledger: {fault}")


def _publish_locked(
    settings: Settings,
    as_at: datetime,
    target: Target,
    clock: Clock,
    progress: Progress,
    say: Callable[[str], None],
    held: Held,
) -> NightlyResult:
    judged = judge(settings, as_at, progress)
    if not judged.register.keeps("Actions"):
        raise RefusedError(
            f"No workbook in {settings.workbooks} has an Actions sheet that can be read. "
            "Nothing was published; the site before stays."
        )
    with progress.stage("record"):
        recorded = record(settings, judged, clock())
    judged = replace(judged, history=replace(judged.history, heads=recorded.heads))
    audience = audience_named(judged.policy, settings.audience, settings.services)
    portal = assemble(judged, audience, progress)
    with staged(settings.site_dir, clock()) as staging:
        stage_site(portal, judged, settings, staging, progress)
        manifest = read_manifest(staging) or {}
        refuse_unfit(
            manifest, target.folder, judged.policy.threshold("pages_may_fall"), force=target.force
        )
        say(f"Publishing {portal.context.build_id} to {target.folder}")
        with progress.stage("copy") as stage:
            kept = int(judged.policy.number("releases_kept"))
            guards = Guards(check=held.check, let_go=letting_go(judged, portal))
            published = publish(
                staging, target.folder, keep_releases=kept, disk=target.disk, guards=guards
            )
            stage.rows = published.files_written
        for line in published.said:
            say(line)
    return NightlyResult(judged=judged, published=published, ledger_head=recorded.head)
