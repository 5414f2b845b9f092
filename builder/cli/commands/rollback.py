"""``portal rollback --to DIR``: the release before, back in place."""

from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.moments import now
from builder.cli.options import config_option
from builder.cli.run import finish, plain_errors


@click.command("rollback", epilog="Example: portal rollback --to /srv/www/portal")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="The published folder. Default: publish.to of mkdocs.yml.",
)
@config_option
@plain_errors
def command(to: Path | None, config: Path) -> None:
    """Put the release before the last back in place and forget the last."""
    from builder.lock import LockedError
    from builder.release.publish import RefusedError, rollback
    from builder.release.site_lock import held_words, site_locked
    from builder.settings import read_settings

    settings = read_settings(config)
    if to is None and not settings.publish_to:
        raise click.UsageError("Name the folder with --to, or set publish.to in mkdocs.yml.")
    target = (to or settings.root / settings.publish_to).absolute()
    try:
        with site_locked(target, now) as held:
            done = rollback(target, check=held.check)
    except LockedError as error:
        click.echo(str(error), err=True)
        finish(ExitCode.LOCKED)
    except RefusedError as error:
        click.echo(str(error), err=True)
        finish(ExitCode.NOTHING_BUILT)
    for line in (*held_words(held), *done.said):
        click.echo(line, err=True)
    click.echo(f"Back in place: {done.build_id}, release {done.release}.")
