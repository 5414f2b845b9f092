"""One run of a command: its settings, its moment, what it says while it works."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.moments import as_at_of
from builder.cli.options import RunOptions
from builder.cli.outputs import LOG_BEGINS, refuse_other_file
from builder.lock import LockedError
from builder.progress import Listener, Progress, Stage
from builder.settings import Settings, SettingsError, read_settings

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

PROGRESS_WIDTH = 60
"""Letters of the one line of progress on a terminal."""
STAGE_WORDS = {
    "sample": "Making the sample's history",
    "policy": "Reading the policy",
    "read": "Reading the workbooks",
    "history": "Reading the history",
    "look": "Looking at evidence files",
    "assess": "Judging by the rules",
    "compare": "Finding what changed",
    "redact": "Leaving out what the audience may not see",
    "compose": "Composing the pages",
    "render": "Writing the pages",
    "export": "Making the downloads",
    "site": "Building the site",
    "check": "Checking the site",
    "swap": "Putting the site in place",
    "copy": "Copying changed files",
    "record": "Adding to the history",
    "letters": "Writing the letters",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every command starts from."""

    settings: Settings
    as_at: datetime
    progress: Progress
    quiet: bool

    def say(self, words: str) -> None:
        """A line for the person at the terminal, on standard error."""
        if not self.quiet:
            click.echo(words, err=True)


def start(options: RunOptions) -> Run:
    """Reads the settings and fixes the moment of a run.

    Raises:
        click.UsageError: the settings, a folder, the log or the moment cannot be used.
    """
    try:
        settings = read_settings(options.config, workbooks=options.workbooks)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    if not settings.workbooks.is_dir():
        raise click.UsageError(
            f"There is no folder {settings.workbooks}. "
            "Name the folder of your workbooks with --workbooks, or make a portal with: portal init"
        )
    if options.log_json is not None:
        refuse_other_file(options.log_json.absolute(), settings.ledger, LOG_BEGINS)
    progress = Progress(_listener(options.quiet, options.log_json))
    if settings.lacks_cached_ledger:
        from builder.sample.history import made_where_lacking

        made_where_lacking(settings, progress)
    as_at = as_at_of(options.as_at, settings)
    return Run(settings=settings, as_at=as_at, progress=progress, quiet=options.quiet)


def _listener(quiet: bool, log_json: Path | None) -> Listener:
    is_terminal = sys.stderr.isatty()

    def listen(stage: Stage, is_done: bool) -> None:
        words = STAGE_WORDS.get(stage.name, stage.name.capitalize())
        if not quiet and is_terminal:
            # One line, written over by the next stage and cleared after the last.
            shown = "" if is_done else f"  {words} ..."
            click.echo(f"\r{shown:<{PROGRESS_WIDTH}}\r", err=True, nl=False)
        elif not quiet and is_done:
            count = f", {stage.rows:,}" if stage.rows else ""
            click.echo(f"  {words}: {stage.seconds:.1f} s{count}", err=True)
        if log_json is not None and is_done:
            _append(log_json, stage)

    return listen


def _append(log_json: Path, stage: Stage) -> None:
    line = {
        "stage": stage.name,
        "seconds": round(stage.seconds, 4),
        "cpu_seconds": round(stage.cpu_seconds, 4),
        "rows": stage.rows,
    }
    with log_json.open("a", encoding="utf-8", newline="\n") as log:
        log.write(json.dumps(line) + "\n")


def finish(code: ExitCode) -> NoReturn:
    """Ends the command with a documented exit code.

    Raises:
        SystemExit: always.
    """
    raise SystemExit(int(code))


def plain_errors(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Turns what goes wrong in a run into words and an exit code, never a traceback.

    ``PORTAL_DEBUG=1`` lets the traceback through, for engineers.
    """

    @wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        # A broken pipe: whoever read the output (``| head``) has what they wanted; click ends it.
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except LockedError as error:
            click.echo(str(error), err=True)
            raise SystemExit(int(ExitCode.LOCKED)) from error
        except Exception as error:
            if os.environ.get("PORTAL_DEBUG"):
                raise
            click.echo(f"Stopped: {words_of(error)}", err=True)
            is_locked = isinstance(error, LockedError)
            code = ExitCode.LOCKED if is_locked else ExitCode.NOTHING_BUILT
            raise SystemExit(int(code)) from error

    return guarded


def words_of(error: Exception) -> str:
    """What went wrong, in words for the person at the terminal, and what to do."""
    detail = str(error) or type(error).__name__
    # RATIONALE: an error of the portal's own says itself what to do.
    if type(error).__module__.startswith("builder."):
        return detail
    if isinstance(error, OSError):
        reason = error.strerror or detail
        where = f"{error.filename}: " if error.filename is not None else ""
        return (
            f"{where}{reason}. See that the folder is there, that the disk has room and that this "
            "account may write there; then run the same command again."
        )
    return f"{detail} (run again with PORTAL_DEBUG=1 set, and report what it prints)."
