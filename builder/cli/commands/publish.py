"""``portal publish --to DIR``: build, check and publish."""

from pathlib import Path

import click

from builder.cli.closing import fired_lines, problem_lines
from builder.cli.options import (
    as_at_option,
    config_option,
    log_option,
    quiet_option,
    workbooks_option,
)
from builder.cli.publishing import published
from builder.cli.run import plain_errors, start


@click.command("publish", epilog="Example: portal publish --to /srv/www/portal")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where readers open the site. Default: publish.to of mkdocs.yml.",
)
@click.option("--force", is_flag=True, help="Publish although far fewer pages than last time.")
@workbooks_option
@config_option
@as_at_option
@quiet_option
@log_option
@plain_errors
def command(
    to: Path | None,
    force: bool,
    workbooks: Path | None,
    config: Path,
    as_at: str | None,
    quiet: bool,
    log_json: Path | None,
) -> None:
    """Build, check, publish changed files, and record what was published.

    Readers see the old or the new version of each file; a run that was stopped is finished by
    the next.
    """
    run = start(config=config, workbooks=workbooks, as_at=as_at, quiet=quiet, log_json=log_json)
    result, code = published(run, to, force=force)
    for line in (
        *fired_lines(result.judged.assessment),
        *problem_lines(result.judged.problems),
    ):
        run.say(line)
    done = result.published
    click.echo(
        f"Published {done.build_id}: {done.files_written} files written, "
        f"{done.files_deleted} removed, release {done.release}."
    )
    raise SystemExit(int(code))
