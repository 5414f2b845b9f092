"""``portal explain REF``: why an action can or cannot be closed."""

from dataclasses import replace

import click

from builder.cli.completing import refs
from builder.cli.options import RunOptions, common_options, format_option
from builder.cli.run import plain_errors, start


@click.command("explain", epilog="Example: portal explain OAK-012")
@click.argument("ref", shell_complete=refs)
@common_options
@format_option
@plain_errors
def command(options: RunOptions, ref: str, form: str) -> None:
    """Say check by check why a line can or cannot be closed, and what would close it."""
    from builder.cli.judging import judged_for
    from builder.exports.explanation_text import explanation_text
    from builder.exports.json_text import spelling_of, text_of
    from builder.questions import explain_action
    from builder.rules.gate.explain.search import Explanation

    run = start(replace(options, quiet=True))
    judged = judged_for(run, options.replay)
    refs = {each.ref.casefold(): each.ref for each in judged.assessment.actions}
    if ref.casefold() not in refs:
        raise click.UsageError(f"No action has the ref {ref!r}. See the refs with: portal assess")
    explanation = explain_action(judged, refs[ref.casefold()])
    if form == "json":
        click.echo(text_of(spelling_of(Explanation)(explanation)))
        return
    click.echo(explanation_text(explanation), nl=False)
