"""``portal policy``: the limits in force, and what the overrides change."""

from pathlib import Path

import click

from builder.cli.options import as_at_option, config_option, workbooks_option
from builder.cli.run import plain_errors, start


@click.command("policy", epilog="Example: portal policy --effect")
@workbooks_option
@config_option
@as_at_option
@click.option("--effect", is_flag=True, help="Say what each override changes in what fires now.")
@plain_errors
def command(workbooks: Path | None, config: Path, as_at: str | None, effect: bool) -> None:
    """Show every limit in force with its clause, and the provider's own values with reasons."""
    from builder.cli.judging import judged_for
    from builder.exports.policy_text import effect_text, policy_text
    from builder.questions import effects_of_overrides

    run = start(config=config, workbooks=workbooks, as_at=as_at, quiet=True)
    judged = judged_for(run, None)
    click.echo(policy_text(judged.policy), nl=False)
    if effect:
        click.echo(effect_text(effects_of_overrides(judged)), nl=False)
