"""What publishing and the nightly run share: the target, the lock, the exit code."""

from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.moments import now
from builder.cli.run import Run, finish
from builder.lock import LockedError
from builder.problems import Severity
from builder.release.nightly import NightlyResult, Target, publish_portal
from builder.release.settle import wait_until_settled


def target_of(run: Run, to: Path | None) -> Path:
    """The folder to publish to.

    Raises:
        click.UsageError: none is named.
    """
    if to is not None:
        return to.absolute()
    if run.settings.publish_to:
        return (run.settings.root / run.settings.publish_to).absolute()
    raise click.UsageError("Name the folder with --to, or set publish.to in mkdocs.yml.")


def published(run: Run, to: Path | None, *, force: bool) -> tuple[NightlyResult, ExitCode]:
    """Waits for the workbooks to rest, then records, builds, checks and publishes.

    Ends the command with 5 where another run holds the lock.
    """
    folder = target_of(run, to)
    still = wait_until_settled(run.settings.workbooks, now, say=run.say)
    if still:
        run.say(f"Still open or just saved: {', '.join(still)}. Their last good reading is used.")
    try:
        result = publish_portal(
            run.settings, run.as_at, Target(folder=folder, force=force), now, run.progress, run.say
        )
    except LockedError as error:
        click.echo(str(error), err=True)
        finish(ExitCode.LOCKED)
    has_errors = any(each.severity is Severity.ERROR for each in result.judged.problems)
    return result, ExitCode.WORKBOOK_ERRORS if has_errors else ExitCode.DONE
