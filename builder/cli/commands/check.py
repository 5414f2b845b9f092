"""``portal check``: validate only."""

from dataclasses import replace
from pathlib import Path

import click

from builder.cli.closing import coloured, row_lines
from builder.cli.exit_codes import ExitCode
from builder.cli.options import (
    RunOptions,
    as_at_option,
    config_option,
    log_option,
    quiet_option,
    run_options,
    workbooks_option,
)
from builder.cli.run import Run, finish, plain_errors, start
from builder.problems import Problem, Severity


@click.command(
    "check",
    epilog="Example: portal check --workbooks trackers --hand-back to-mend",
)
@run_options(workbooks_option, config_option, as_at_option, quiet_option, log_option)
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
def command(options: RunOptions, form: str, hand_back: Path | None) -> None:
    """Check the workbooks and say, cell by cell, what to mend.

    Exits with 3 where there are errors, 4 where there is no workbook to read.
    """
    from builder.exports.problem_reports import as_json, as_junit, as_sarif, as_text
    from builder.pipeline import read

    is_quiet = options.quiet or form != "text"
    run = start(replace(options, quiet=is_quiet))
    if hand_back is not None:
        _refuse_inputs(run.settings.workbooks, hand_back.absolute())
    reading = read(run.settings, run.as_at, run.progress)
    problems = reading.problems
    reports = {"text": as_text, "json": as_json, "junit": as_junit, "sarif": as_sarif}
    report = reports[form](problems).rstrip("\n")
    click.echo(coloured(report) if form == "text" else report)
    if form == "text":
        for line in row_lines(reading.register.inputs):
            click.echo(line)
    if hand_back is not None:
        _hand_back(run, hand_back.absolute(), problems)
    if not reading.register.inputs:
        finish(ExitCode.NOTHING_BUILT)
    has_errors = any(each.severity is Severity.ERROR for each in problems)
    run.say(_next_step(has_errors=has_errors, has_actions=bool(reading.register.actions)))
    if has_errors:
        finish(ExitCode.WORKBOOK_ERRORS)


def _next_step(*, has_errors: bool, has_actions: bool) -> str:
    if has_errors:
        return "Next: mend these cells in Excel, save, and run portal check again."
    if not has_actions:
        return "Next: fill in Services, People and Actions of a tracker; there is no action yet."
    return "Next: portal build"


def _hand_back(run: Run, folder: Path, problems: tuple[Problem, ...]) -> None:
    """Writes the copies and names each workbook that could not be handed back."""
    from builder.workbook.handback.copies import hand_back_copies

    for each in hand_back_copies(run.settings.workbooks, folder, problems):
        if each.why_not:
            click.echo(f"No copy of {each.workbook}: {each.why_not}.", err=True)
        else:
            run.say(f"Wrote {each.copy}")


def _refuse_inputs(workbooks: Path, folder: Path) -> None:
    from builder.workbook.handback.copies import HoldsInputError, refuse_inputs

    try:
        refuse_inputs(workbooks, folder)
    except HoldsInputError as refused:
        raise click.UsageError(str(refused)) from refused
