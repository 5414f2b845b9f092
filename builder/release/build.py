"""One build, whole or not at all: pages, downloads, checks, manifest, then the swap."""

from dataclasses import dataclass
from pathlib import Path

from builder import __version__
from builder.pipeline import AS_USUAL, Judged, Making, Portal, assemble
from builder.policy import Audience
from builder.progress import SILENT, Progress
from builder.release.checks import check_site
from builder.release.manifest import write_manifest
from builder.release.staging import refuse_foreign, staged, swap
from builder.settings import Settings
from builder.site.build import build_site, emit_pages


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


def build_portal(
    judged: Judged,
    settings: Settings,
    *,
    audience: Audience,
    site_dir: Path,
    emit_dir: Path | None = None,
    progress: Progress = SILENT,
    making: Making = AS_USUAL,
    is_draft: bool = False,
) -> Built:
    """Builds a portal for one audience and swaps it in.

    A draft is for its author's own eyes while editing: it is not checked for links and leaks.

    Raises:
        NotOurFolderError: ``site_dir`` holds something that is no portal site.
        SiteFaultError: a link leads nowhere, or a withheld value would be shown; nothing changed.
    """
    refuse_foreign(site_dir)
    portal = assemble(judged, audience, progress, making)
    with staged(site_dir) as staging:
        if is_draft:
            build_site(portal, settings, staging)
            write_manifest(staging, build_facts(portal))
        else:
            stage_site(portal, judged, settings, staging, progress)
        with progress.stage("swap") as stage:
            written, deleted = swap(staging, site_dir)
            stage.rows = written
    if emit_dir is not None:
        emit_pages(portal, emit_dir)
    return Built(
        index=site_dir / "index.html",
        build_id=portal.context.build_id,
        pages=len(portal.pages),
        files_written=written,
        files_deleted=deleted,
    )


def stage_site(
    portal: Portal, judged: Judged, settings: Settings, staging: Path, progress: Progress = SILENT
) -> None:
    """Builds and checks a site in an empty folder and writes its manifest.

    Raises:
        SiteFaultError: a link leads nowhere, or a withheld value would be shown.
    """
    build_site(portal, settings, staging, progress)
    with progress.stage("check") as stage:
        stage.rows = check_site(staging, judged, portal)
    write_manifest(staging, build_facts(portal))


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
        "policy": {
            "edition": assessment.policy_edition,
            "overrides": [each.threshold for each in assessment.overrides],
        },
        "provider": context.provider_name,
        "tool": f"governance-portal {__version__}",
    }
