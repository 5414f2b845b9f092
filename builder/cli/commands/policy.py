"""``portal policy``: the limits in force, and what the overrides change."""

from dataclasses import replace

import click

from builder.cli.options import (
    RunOptions,
    as_at_option,
    config_option,
    run_options,
    workbooks_option,
)
from builder.cli.run import plain_errors, start


@click.command("policy", epilog="Example: portal policy")
@run_options(workbooks_option, config_option, as_at_option)
@click.option(
    "--effect/--no-effect",
    default=None,
    help="Say what each override changes in what fires now. Default: where there is any.",
)
@plain_errors
def command(options: RunOptions, effect: bool | None) -> None:
    """Show every limit in force with its clause, and what the provider's own values change."""
    from builder.cli.closing import problem_words
    from builder.cli.judging import judged_for
    from builder.exports.policy_text import effect_text, policy_text
    from builder.policy import POLICY_FILE
    from builder.questions import effects_of_overrides

    run = start(replace(options, quiet=True))
    judged = judged_for(run, None)
    click.echo(policy_text(judged.policy), nl=False)
    if judged.policy.overrides if effect is None else effect:
        click.echo(effect_text(effects_of_overrides(judged)), nl=False)
    for problem in judged.problems:
        if problem.place.workbook == POLICY_FILE:
            click.echo(problem_words(problem), err=True)
