"""Judging for a command: today's workbooks, or a day that the ledger holds."""

from datetime import date

import click

from builder.cli.closing import problem_words
from builder.cli.exit_codes import ExitCode
from builder.cli.moments import now
from builder.cli.run import Run, finish
from builder.cli.typed_dates import moment_typed
from builder.pipeline import Judged, judge, replay
from builder.policy import Audience, Policy
from builder.redaction.audiences import audience_named


def judged_for(run: Run, replay_date: str | None, *, needs_actions: bool = True) -> Judged:
    """The judged register of a run; ends the command where nothing can be judged.

    Args:
        run: the command's settings and moment.
        replay_date: the day to judge from the ledger; ``None`` judges today's workbooks.
        needs_lines: whether there must be an Actions sheet; else any known sheet will do.
    """
    if replay_date is not None:
        return _replayed(run, day_of(replay_date))
    judged = judge(run.settings, run.as_at, run.progress)
    has_enough = judged.register.keeps("Actions") if needs_actions else judged.register.columns_kept
    if not has_enough:
        _say_nothing_to_judge(run, judged)
    if run.as_at > now():
        # RATIONALE: also where the command is quiet; figures to come must not pass for today's.
        click.echo("This is a forecast: the as-at moment lies in the future.", err=True)
    return judged


def _replayed(run: Run, on: date) -> Judged:
    judged = replay(run.settings, on, run.progress)
    if judged is None:
        click.echo(
            f"The ledger in {run.settings.ledger} holds nothing as early as {on}. "
            "Days are recorded by: portal nightly, portal publish, portal record",
            err=True,
        )
        finish(ExitCode.NOTHING_BUILT)
    run.say(f"Replayed: the position as at {judged.assessment.as_at.isoformat()}")
    return judged


def audience_of(policy: Policy, name: str, services: str | None = None) -> Audience:
    """The audience that a person named, with the services chosen for it.

    Raises:
        click.UsageError: there is no such audience.
    """
    chosen = tuple(each.strip() for each in (services or "").split(",") if each.strip())
    try:
        return audience_named(policy, name, chosen)
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from error


def day_of(typed: str) -> date:
    """A date as typed.

    Raises:
        click.UsageError: it is no date.
    """
    try:
        return moment_typed(typed, now()).on
    except ValueError as error:
        raise click.UsageError(f"{typed!r} is no date. Type it like 20/11/2026.") from error


def _say_nothing_to_judge(run: Run, judged: Judged) -> None:
    for problem in judged.problems:
        click.echo(problem_words(problem), err=True)
    click.echo(
        f"Nothing could be judged: no workbook in {run.settings.workbooks} has an Actions sheet "
        "that can be read. Put a tracker there, or write an empty one with: portal template",
        err=True,
    )
    finish(ExitCode.NOTHING_BUILT)
