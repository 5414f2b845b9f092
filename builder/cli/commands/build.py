"""``portal build``: the site, whole or not at all."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.closing import exit_code, fired_lines, problem_lines, row_lines
from builder.cli.moments import now
from builder.cli.options import (
    RunOptions,
    audience_option,
    common_options,
    format_option,
    services_option,
    strict_option,
)
from builder.cli.outputs import refuse_other_folder
from builder.cli.run import Run, finish, plain_errors, start

if TYPE_CHECKING:
    from builder.pipeline import Judged, Making
    from builder.release.build import Built


@click.command(
    "build",
    epilog="Example: portal build --audience inspector --site-dir for-inspector",
)
@common_options
@strict_option
@audience_option
@services_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site goes. Default: as mkdocs.yml says, else ./site.",
)
@click.option(
    "--emit",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also write a whole project here that another generator builds, such as Zensical.",
)
@click.option(
    "--copy-evidence",
    is_flag=True,
    help="Put evidence files that can be reached and are not confidential into the site.",
)
@format_option
@plain_errors
def command(
    options: RunOptions,
    strict: bool,
    audience: str | None,
    services: str | None,
    site_dir: Path | None,
    emit: Path | None,
    copy_evidence: bool,
    form: str,
) -> None:
    """Build the portal's site from the workbooks.

    The site before stays until the new one is whole; then changed files are put in place.
    """
    from builder.cli.judging import audience_of, judged_for
    from builder.questions import blocking_rules
    from builder.recording import note
    from builder.release.build import build_portal

    run = start(options)
    if emit is not None:
        refuse_other_folder(emit.absolute())
    judged = judged_for(run, options.replay)
    built = build_portal(
        judged,
        run.settings,
        audience=audience_of(judged.policy, audience or run.settings.audience, services),
        site_dir=site_dir.absolute() if site_dir else run.settings.site_dir,
        clock=now,
        emit_dir=emit.absolute() if emit else None,
        progress=run.progress,
        making=_making(run, judged, copies_evidence=copy_evidence or run.settings.copy_evidence),
    )
    if not options.replay:
        note(run.settings, judged, now())
    for line in (
        *built.said,
        *row_lines(judged.register.inputs),
        *fired_lines(judged.assessment),
        *problem_lines(judged.problems),
    ):
        run.say(line)
    click.echo(_as_json(built) if form == "json" else f"Open {built.index}")
    finish(exit_code(judged.problems, blocking_rules(judged), strict=strict))


def _making(run: Run, judged: "Judged", *, copies_evidence: bool) -> "Making":
    from builder.pipeline import Making

    return Making(
        is_forecast=judged.assessment.as_at > now(),
        own_folders=run.settings.own_folders,
        evidence_root=run.settings.workbooks if copies_evidence else None,
    )


def _as_json(built: "Built") -> bytes:
    from builder.exports.json_text import text_of

    return text_of({**asdict(built), "index": str(built.index)})
