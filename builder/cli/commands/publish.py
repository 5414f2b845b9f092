"""``portal publish --to DIR``: build, check and publish."""

from pathlib import Path

import click

from builder.cli.closing import fired_lines, problem_lines
from builder.cli.options import (
    RunOptions,
    as_at_option,
    config_option,
    log_option,
    quiet_option,
    run_options,
    workbooks_option,
)
from builder.cli.publishing import published
from builder.cli.run import plain_errors, start
from builder.portal.parts.words import counted


@click.command("publish", epilog="Example: portal publish --to /srv/www/portal")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where readers open the site. Default: publish.to of mkdocs.yml.",
)
@click.option("--force", is_flag=True, help="Publish although far fewer pages than last time.")
@run_options(workbooks_option, config_option, as_at_option, quiet_option, log_option)
@plain_errors
def command(options: RunOptions, to: Path | None, force: bool) -> None:
    """Build, check, publish changed files, and record what was published.

    Readers see the old or the new version of each file; a run that was stopped is finished by
    the next.
    """
    run = start(options)
    result, code = published(run, to, force=force)
    for line in (
        *fired_lines(result.judged.assessment),
        *problem_lines(result.judged.problems),
    ):
        run.say(line)
    done = result.published
    click.echo(
        f"Published {done.build_id}: {counted(done.files_written, 'file')} written, "
        f"{done.files_deleted} removed, release {done.release}."
    )
    raise SystemExit(int(code))
