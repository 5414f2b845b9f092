"""``portal policy``: the limits in force, and what the overrides change."""

from dataclasses import replace

import click

from builder.cli.options import (
    RunOptions,
    as_at_option,
    config_option,
    format_option,
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
@click.option(
    "--edition",
    metavar="ID",
    help="Show an earlier edition as it was shipped, and nothing else.",
)
@format_option
@plain_errors
def command(options: RunOptions, effect: bool | None, edition: str | None, form: str) -> None:
    """Show every limit in force with its clause, and what the provider's own values change."""
    if edition is not None:
        click.echo(_shipped_before(edition), nl=False)
        return
    from builder.cli.closing import problem_words
    from builder.cli.judging import judged_for
    from builder.exports.json_text import text_of
    from builder.exports.policy_text import effect_text, policy_facts, policy_text
    from builder.policy import POLICY_FILE
    from builder.questions import effects_of_overrides

    run = start(replace(options, quiet=True))
    judged = judged_for(run, None)
    if form == "json":
        click.echo(text_of(policy_facts(judged.policy)))
        return
    click.echo(policy_text(judged.policy), nl=False)
    if judged.policy.overrides if effect is None else effect:
        click.echo(effect_text(effects_of_overrides(judged)), nl=False)
    for problem in judged.problems:
        if problem.place.workbook == POLICY_FILE:
            click.echo(problem_words(problem), err=True)


def _shipped_before(edition: str) -> str:
    """The text of an earlier edition.

    Raises:
        click.UsageError: there was none of this name.
    """
    from builder.exports.policy_text import policy_text
    from builder.policy.load import load_policy
    from builder.shipped import earlier_editions

    editions = earlier_editions()
    if edition not in editions:
        known = ", ".join(editions)
        raise click.UsageError(f"There is no earlier edition {edition!r}. There is: {known}.")
    return policy_text(load_policy(editions[edition])[0])
