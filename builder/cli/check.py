"""``portal check``: validate only."""

from pathlib import Path

import click

from builder.cli.closing import problem_lines
from builder.cli.exit_codes import ExitCode
from builder.cli.options import (
    as_at_option,
    config_option,
    log_option,
    quiet_option,
    workbooks_option,
)
from builder.cli.run import finish, plain_errors, start
from builder.problems import Severity


@click.command(
    "check",
    epilog="Example: portal check --workbooks trackers --hand-back to-mend",
)
@workbooks_option
@config_option
@as_at_option
@quiet_option
@log_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "sarif"]),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.option(
    "--hand-back",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a copy of each faulty workbook here, with a note on each faulty cell.",
)
@plain_errors
def command(
    workbooks: Path | None,
    config: Path,
    as_at: str | None,
    quiet: bool,
    log_json: Path | None,
    form: str,
    hand_back: Path | None,
) -> None:
    """Check the workbooks and say, cell by cell, what to mend.

    Exits with 3 where there are errors, 4 where there is no workbook to read.
    """
    from builder.exports.problem_reports import REPORTS
    from builder.pipeline import read
    from builder.workbook.handback import hand_back_copies

    run = start(config=config, workbooks=workbooks, as_at=as_at, quiet=quiet, log_json=log_json)
    reading = read(run.settings, run.as_at, run.progress)
    problems = reading.problems
    if form != "text" or problems:
        click.echo(REPORTS[form](problems), nl=False)
    if hand_back is not None:
        for copy in hand_back_copies(run.settings.workbooks, hand_back.absolute(), problems):
            run.say(f"Wrote {copy}")
    if form == "text":
        for line in list(problem_lines(problems))[:1]:
            click.echo(line)
    if not reading.register.inputs:
        finish(ExitCode.NOTHING_BUILT)
    if any(each.severity is Severity.ERROR for each in problems):
        finish(ExitCode.WORKBOOK_ERRORS)
