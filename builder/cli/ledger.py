"""``portal ledger verify``: whether everything recorded is as it was written."""

from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.options import config_option
from builder.cli.run import finish, plain_errors


@click.group("ledger")
def command() -> None:
    """Look after the ledger."""


@command.command("verify", epilog="Example: portal ledger verify")
@config_option
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False),
    help="The ledger's folder. Default: as mkdocs.yml says, else ./ledger.",
)
@plain_errors
def verify(config: Path, ledger: Path | None) -> None:
    """Check every recorded entry, and name the first that is not as it was written.

    Exits with 4 where one is not.
    """
    from builder.ledger.verify import verify as verify_folder
    from builder.settings import read_settings

    folder = ledger or read_settings(config).ledger
    if not folder.is_dir():
        raise click.UsageError(f"There is no ledger in {folder}. Make one with: portal record")
    found = verify_folder(folder)
    click.echo(f"{found.runs} runs with {found.entries} entries stand. Head: {found.head}")
    if found.problem is not None:
        fault = found.problem
        click.echo(f"{fault.place}: {fault.message} {fault.remedy}")
    if not found.is_whole:
        finish(ExitCode.NOTHING_BUILT)
