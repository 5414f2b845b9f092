"""``portal letters``: what waits for each person, as a letter."""

from pathlib import Path

import click

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
from builder.cli.run import finish, plain_errors, start


@click.command("letters", epilog="Example: portal letters --to letters")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write an .eml file for each person into this folder.",
)
@click.option("--smtp", is_flag=True, help="Send by the mail server of mkdocs.yml.")
@click.option("--dry-run", is_flag=True, help="Say whose letters would go; do nothing.")
@click.option("--weekly", is_flag=True, help="The board's letter of the week instead.")
@run_options(workbooks_option, config_option, as_at_option, quiet_option, log_option)
@plain_errors
def command(options: RunOptions, to: Path | None, smtp: bool, dry_run: bool, weekly: bool) -> None:
    """Write or send each person with an Email what is late, due or asked of them.

    Only where something is new since their last letter. Nothing confidential stands in a letter.
    """
    from builder.cli.judging import judged_for
    from builder.cli.posting import delivered, mail_server, refuse_readers_folder
    from builder.letters.delivery import Way

    if to is None and not smtp:
        raise click.UsageError("Name a folder with --to, or send the letters with --smtp.")
    run = start(options)
    folder = to.absolute() if to else None
    if folder is not None:
        refuse_readers_folder(run, folder)
    post = mail_server(run) if smtp else None
    way = Way(folder=folder, post=post, is_weekly=weekly, is_dry_run=dry_run)
    done = delivered(run, judged_for(run, None), way)
    finish(ExitCode.NOTHING_BUILT if done.failed else ExitCode.DONE)
