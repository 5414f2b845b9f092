"""One build, whole or not at all: pages, downloads, checks, manifest, then the swap."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder import __version__
from builder.field.pages import FRONT_PAGE
from builder.lock import Clock, Held
from builder.pipeline import AS_USUAL, Judged, Making, Portal, assemble
from builder.policy import Audience
from builder.progress import SILENT, Progress
from builder.release.checks import check_site
from builder.release.disk import Disk
from builder.release.manifest import write_manifest
from builder.release.mark import known_files
from builder.release.placing import Placed, Placing
from builder.release.publish import let_go_of_others
from builder.release.site_lock import held_words, site_locked
from builder.release.staging import staged
from builder.release.store import Store
from builder.settings import Settings
from builder.site.build import build_site
from builder.site.content import content_of
from builder.site.emit import emit_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A site that was put in place."""

    index: Path
    """The file to open."""
    build_id: str
    pages: int
    files_written: int
    """Files that changed; the others were left alone."""
    files_deleted: int
    said: tuple[str, ...]
    """What a person should know: what was put right, and what others put there."""


def build_portal(
    judged: Judged,
    settings: Settings,
    *,
    audience: Audience,
    site_dir: Path,
    clock: Clock,
    emit_dir: Path | None = None,
    progress: Progress = SILENT,
    making: Making = AS_USUAL,
    is_draft: bool = False,
    disk: Disk | None = None,
) -> Built:
    """Builds a portal for one audience and puts it in place, file by file.

    A draft is for its author's own eyes while editing: it is not checked for links and leaks.

    Raises:
        LockedError: another run builds or publishes there.
        NotOurFolderError: ``site_dir`` holds something that is no portal site.
        SiteFaultError: a link leads nowhere, or a withheld value would be shown; nothing changed.
        HalfDoneError: a file could not be written or removed; a rerun finishes.
    """
    with site_locked(site_dir, clock) as held:
        portal = assemble(judged, audience, progress, making)
        with staged(site_dir, clock()) as staging:
            if is_draft:
                build_site(portal, settings, staging)
                manifest = write_manifest(staging, build_facts(portal))
            else:
                manifest = stage_site(portal, judged, settings, staging, progress)
            with progress.stage("swap") as stage:
                placed = _put_in_place(staging, site_dir, manifest, disk or Disk(), held)
                stage.rows = placed.written
    if emit_dir is not None:
        emit_project(content_of(portal, settings), emit_dir)
    return Built(
        index=site_dir / settings.mount / FRONT_PAGE,
        build_id=portal.context.build_id,
        pages=len(portal.pages),
        files_written=placed.written,
        files_deleted=placed.deleted,
        said=placed.said,
    )


def _put_in_place(
    staging: Path, site_dir: Path, manifest: Mapping[str, object], disk: Disk, held: Held
) -> Placed:
    """Moves the staged files in; RATIONALE: a sibling's file moves as a whole or not at all."""
    placed = Placing(
        target=site_dir,
        manifest=manifest,
        put=lambda path: disk.move(staging / path, site_dir / path),
        known=known_files(site_dir),
        disk=disk,
        check=held.check,
    ).run()
    store = Store(site_dir, disk)
    let_go = let_go_of_others(store, manifest)
    if let_go:
        store.prune(max(1, len(store.releases())))
    return replace(placed, said=(*held_words(held), *let_go, *placed.said))


def stage_site(
    portal: Portal, judged: Judged, settings: Settings, staging: Path, progress: Progress = SILENT
) -> Mapping[str, object]:
    """Builds and checks a site in an empty folder; returns the manifest that it writes.

    Raises:
        SiteFaultError: a link leads nowhere, or a withheld value would be shown.
    """
    build_site(portal, settings, staging, progress)
    with progress.stage("check") as stage:
        stage.rows = check_site(staging, judged, portal, settings.mount)
    return write_manifest(staging, build_facts(portal))


def build_facts(portal: Portal) -> dict[str, object]:
    """What ``build.json`` says of a build besides its files."""
    context = portal.context
    assessment = context.assessment
    return {
        "as_at": assessment.as_at.isoformat(),
        "audience": context.audience.id,
        "build_id": context.build_id,
        "inputs": [
            {
                "workbook": each.workbook,
                "sha256": each.sha256,
                "rows": dict(sorted(each.rows.items())),
            }
            for each in assessment.inputs
        ],
        "ledger": [[day, head] for day, head in context.history.heads],
        "ledger_head": context.history.head,
        "pages": len(portal.pages),
        # RATIONALE: a sheet with few rows has no entry under "rows"; here stands why.
        "rows_told_from": max(context.audience.suppress_below, 1),
        "policy": {
            "edition": assessment.policy_edition,
            "overrides": [each.threshold for each in assessment.overrides],
        },
        "provider": context.provider_name,
        "services": list(context.audience.services),
        "tool": f"governance-portal {__version__}",
    }
