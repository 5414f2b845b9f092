"""``portal watch``: rebuild the site whenever a workbook is saved."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import click

from builder.cli.closing import Told
from builder.cli.moments import now
from builder.cli.options import (
    RunOptions,
    as_at_option,
    audience_option,
    config_option,
    log_option,
    quiet_option,
    run_options,
    workbooks_option,
)
from builder.cli.run import Run, plain_errors, start, words_of
from builder.lock import LockedError
from builder.portal.parts.words import counted

TRIES = 5
PAUSE_SECONDS = 5.0
"""How often, and how long apart, a site that another run holds is tried."""


@click.command("watch", epilog="Example: portal watch --site-dir site")
@run_options(
    workbooks_option, config_option, as_at_option, audience_option, quiet_option, log_option
)
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
@click.option("--polling", is_flag=True, help="Look at the files regularly: for shares.")
@plain_errors
def command(
    options: RunOptions,
    audience: str | None,
    site_dir: Path | None,
    polling: bool,
) -> None:
    """Rebuild the site whenever a workbook is saved, until Ctrl+C."""
    from builder.watch import snapshot, watch

    run = start(options)
    rebuild = rebuilder(
        options, site_dir.absolute() if site_dir else run.settings.site_dir, audience
    )
    folders = (run.settings.workbooks,)
    before = snapshot(folders)
    rebuild()
    run.say(f"Watching {run.settings.workbooks}; stop with Ctrl+C.")
    try:
        watch(folders, rebuild, stop=Event(), polling=polling, built=before)
    except KeyboardInterrupt:
        run.say("Stopped.")


def rebuilder(
    options: RunOptions,
    site_dir: Path,
    audience: str | None,
    *,
    is_draft: bool = False,
) -> Callable[[], None]:
    """Something that builds afresh when called, and says what went wrong instead of stopping.

    A draft is quicker: it is neither checked nor meant for readers.
    """

    from builder.release.placing import HalfDoneError

    told = Told()

    def rebuild() -> None:
        try:
            run = start(replace(options, quiet=True))
            rebuilt = partial(_rebuilt, run, site_dir, audience, told, is_draft=is_draft)
            click.echo(_when_free(rebuilt))
        except HalfDoneError as error:
            click.echo(f"Rebuilt in part: {words_of(error)}", err=True)
        except Exception as error:
            # RATIONALE: a watcher that stops at the first bad save is no use to a manager.
            click.echo(f"Not rebuilt, the site before stays: {words_of(error)}", err=True)

    return rebuild


def _when_free(rebuilt: Callable[[], str]) -> str:
    """Waits for another run to free the site, so that a save meanwhile is not forgotten."""
    for _ in range(TRIES):
        try:
            return rebuilt()
        except LockedError as error:
            click.echo(str(error), err=True)
            time.sleep(PAUSE_SECONDS)
    return rebuilt()


def _rebuilt(run: Run, site_dir: Path, audience: str | None, told: Told, *, is_draft: bool) -> str:
    from builder.cli.judging import audience_of
    from builder.pipeline import judge
    from builder.release.build import build_portal

    judged = judge(run.settings, run.as_at, run.progress)
    if not judged.register.keeps("Actions"):
        return "Not rebuilt, the site before stays: no Actions sheet can be read."
    chosen = audience_of(judged.policy, audience or run.settings.audience)
    built = build_portal(
        judged, run.settings, audience=chosen, site_dir=site_dir, clock=now, is_draft=is_draft
    )
    done = (
        f"Rebuilt: {counted(built.files_written, 'file')} changed, "
        f"{counted(len(judged.problems), 'problem')} in the workbooks."
    )
    return "\n".join((*built.said, done, *told.what_a_save_brought(judged.problems)))
