"""``portal ledger``: whether everything recorded is as it was written; forks; countersignatures."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.moments import now
from builder.cli.options import config_option, format_option
from builder.cli.run import finish, plain_errors
from builder.portal.parts.words import counted

if TYPE_CHECKING:
    from builder.ledger.folder import RunFile

ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False),
    help="The ledger's folder. Default: as mkdocs.yml says, else ./ledger.",
)


@click.group("ledger")
def command() -> None:
    """Look after the ledger."""


@command.command("verify", epilog="Example: portal ledger verify --against site/build.json")
@config_option
@ledger_option
@click.option(
    "--against",
    metavar="FILE|HEAD",
    help="A build.json, a snapshot, a site's folder, or a head in hex: does it stand here?",
)
@format_option
@plain_errors
def verify(config: Path, ledger: Path | None, against: str | None, form: str) -> None:
    """Check every recorded entry, and name the first that is not as it was written.

    With --against, look for heads that left the building, and name the first day that differs.

    Exits with 4 where something is not as it was.
    """
    from builder.exports.json_text import text_of
    from builder.ledger.verify import verify as verify_folder
    from builder.release.snapshot.countersign import countersignatures

    folder = _folder(config, ledger)
    found = verify_folder(folder)
    stands, words = _stands(found.files, against)
    signed = [*countersignatures(folder, found.files)]
    fault = found.problem
    if form == "json":
        said = {
            "runs": found.runs,
            "entries": found.entries,
            "head": found.head,
            "problem": fault and f"{fault.place}: {fault.message}",
            "countersigned": [{"words": each.words, "stands": not each.problem} for each in signed],
            "against": {"stands": stands, "words": words} if against else None,
        }
        click.echo(text_of(said))
    else:
        held = f"{counted(found.runs, 'run')} with {counted(found.entries, 'entry', 'entries')}"
        click.echo(f"Recorded: {held}. Head: {found.head}")
        told = [f"{fault.place}: {fault.message} {fault.remedy}"] if fault else []
        for line in (*told, *(each.words for each in signed), *([words] if words else [])):
            click.echo(line)
    if fault or not stands or any(each.problem for each in signed):
        finish(ExitCode.NOTHING_BUILT)


@command.command("mend", epilog="Example: portal ledger mend")
@config_option
@ledger_option
@plain_errors
def mend(config: Path, ledger: Path | None) -> None:
    """Put the runs of a forked ledger after each other, so that none is lost.

    The chain says what was done; the files as they were stay in set-aside.
    """
    from builder import __version__
    from builder.ledger.append import RunFacts
    from builder.ledger.mend import mend as mend_folder

    folder = _folder(config, ledger)
    done = mend_folder(folder, RunFacts(recorded_at=now(), tool_version=__version__))
    for each in done:
        click.echo(f"{each.was} is kept as {each.now}")
    click.echo("Mended." if done else "The ledger is not forked. Nothing was changed.")


@command.command("sign", epilog="Example: portal ledger sign --key ~/auditor-key")
@config_option
@ledger_option
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Private key to sign with (portal keys new); best one that is not the portal's own.",
)
@click.option(
    "--passphrase",
    envvar="PORTAL_KEY_PASSPHRASE",
    help="The key's passphrase; asked for where it is not given.",
)
@plain_errors
def sign(config: Path, ledger: Path | None, key: Path, passphrase: str | None) -> None:
    """Countersign the ledger as it stands now, with a second person's key.

    ledger verify checks every countersignature where it stands.
    """
    from builder.release.snapshot.countersign import countersign
    from builder.release.snapshot.making import SigningKey

    folder = _folder(config, ledger)
    secret = passphrase or click.prompt("Passphrase", hide_input=True)
    card = key.with_name(key.name + ".public.json").read_bytes()
    signing = SigningKey(private_pem=key.read_bytes(), passphrase=secret, card=card)
    path = countersign(folder, signing, now())
    click.echo(f"Countersigned: {path}")
    click.echo("Keep a copy of that file elsewhere: it proves that the ledger stood like this.")


def _folder(config: Path, ledger: Path | None) -> Path:
    from builder.settings import read_settings

    folder = ledger or read_settings(config).ledger
    if not folder.is_dir():
        raise click.UsageError(f"There is no ledger in {folder}. Make one with: portal record")
    return folder


def _stands(files: "tuple[RunFile, ...]", against: str | None) -> tuple[bool, str]:
    """Whether heads that left the building stand here, and the words for it."""
    from builder.ledger.standing import standing
    from builder.release.against import NoHeadsError, difference, heads_of

    if against is None:
        return True, ""
    try:
        heads = heads_of(against)
    except NoHeadsError as error:
        raise click.UsageError(str(error)) from error
    found = standing(files, heads)
    if not found.is_found:
        return False, difference(found)
    what = "The head stands" if found.looked_for == 1 else f"All {found.looked_for} heads stand"
    return True, f"{what} in this history."
