"""``portal assess``: the whole assessment, for people or for programs."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from builder.cli.closing import exit_code, fired_lines, problem_lines
from builder.cli.options import RunOptions, common_options, strict_option
from builder.cli.run import finish, plain_errors, start

if TYPE_CHECKING:
    from builder.rules.assessment import Assessment


@click.command(
    "assess",
    epilog="Example: portal assess --as-at 2026-11-20T17:20 --format json > assessment.json",
)
@common_options
@strict_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints the documented assessment and nothing else on standard output.",
)
@plain_errors
def command(options: RunOptions, strict: bool, form: str) -> None:
    """Judge the workbooks by the rules, as at a moment."""
    from builder.cli.judging import judged_for
    from builder.questions import blocking_rules

    is_quiet = options.quiet or form == "json"
    run = start(replace(options, quiet=is_quiet))
    judged = judged_for(run, options.replay, needs_actions=False)
    assessment = judged.assessment
    for printed in _printed(assessment, form):
        click.echo(printed, nl=False)
    for line in (*fired_lines(assessment), *problem_lines(judged.problems)):
        if not options.quiet:
            click.echo(line, err=True)
    finish(exit_code(judged.problems, blocking_rules(judged), strict=strict))


def _printed(assessment: "Assessment", form: str) -> Iterable[str | bytes]:
    """What stands on standard output, some at a time: the JSON can be hundreds of megabytes."""
    from builder.exports.assessment_json import assessment_pieces
    from builder.exports.assessment_text import assessment_text
    from builder.exports.blocks import in_blocks

    if form == "json":
        return in_blocks(assessment_pieces(assessment))
    return (assessment_text(assessment),)
