"""``portal doctor``: what could stop the next run."""

from dataclasses import asdict
from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.moments import now
from builder.cli.options import config_option, format_option, workbooks_option
from builder.cli.run import finish, plain_errors

MARKS = {"good": "ok  ", "warning": "look", "bad": "BAD "}


@click.command("doctor", epilog="Example: portal doctor --config mkdocs.yml")
@config_option
@workbooks_option
@format_option
@plain_errors
def command(config: Path, workbooks: Path | None, form: str) -> None:
    """Check this machine, the folders, the workbooks and the history; name each remedy.

    Exits with 4 where something would stop a build.
    """
    from builder.exports.json_text import text_of
    from builder.release.doctor import State, examine
    from builder.settings import SettingsError, read_settings

    try:
        settings = read_settings(config, workbooks=workbooks)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    findings = examine(settings, now())
    if form == "json":
        click.echo(text_of([asdict(each) for each in findings]))
    for each in findings if form == "text" else ():
        remedy = f" -> {each.remedy}" if each.remedy else ""
        click.echo(f"{MARKS[each.state]}  {each.check}: {each.saw}{remedy}")
    if any(each.state is State.BAD for each in findings):
        finish(ExitCode.NOTHING_BUILT)
