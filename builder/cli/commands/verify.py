"""``portal verify``: whether a snapshot was altered."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.run import finish, plain_errors
from builder.portal.parts.words import counted

if TYPE_CHECKING:
    from builder.release.snapshot.keys import Signer


@click.command("verify", epilog="Example: portal verify snapshot.zip --sha256 3f1c...")
@click.argument("snapshot", type=click.Path(path_type=Path, exists=True), metavar="FILE.zip|DIR")
@click.option("--sha256", metavar="HEX", help="The digest that the covering letter gives.")
@click.option(
    "--card",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The public card of the key that must have signed it.",
)
@click.option("--fingerprint", metavar="HEX", help="The fingerprint of that key, in its place.")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The provider's ledger, to check that its head at the time is part of it.",
)
@plain_errors
def command(
    snapshot: Path,
    sha256: str | None,
    card: Path | None,
    fingerprint: str | None,
    ledger: Path | None,
) -> None:
    """Check that no file of a snapshot was altered, added or removed, and who signed it.

    Exits with 4 where it is not as it was made, or not signed by the key that is given.
    """
    from builder.release.snapshot.given_files import NotASnapshotError
    from builder.release.snapshot.verify import verify

    wanted_key = _wanted_key(card, fingerprint)
    try:
        found = verify(snapshot)
    except NotASnapshotError as error:
        click.echo(_plain(str(error)))
        finish(ExitCode.NOTHING_BUILT)
    for fault in found.faults:
        click.echo(_plain(f"{fault.what}: {fault.path}"))
    is_good = found.is_intact
    if found.signature_fault:
        click.echo(found.signature_fault)
    is_same = _is_digest(sha256, found.zip_sha256) if sha256 is not None else True
    if ledger is not None:
        is_good = _is_in_ledger(ledger, (found.info or {}).get("Ledger-Head", "")) and is_good
    is_confirmed = not found.signature_fault and _is_confirmed(found.signer, wanted_key)
    if not (is_good and is_same and is_confirmed):
        click.echo(f"Not as it was made, or not shown to be: {snapshot}")
        finish(ExitCode.NOTHING_BUILT)
    click.echo(f"Every one of {counted(found.files, 'file')} matches the snapshot's list.")
    if sha256 is None and found.zip_sha256:
        click.echo(f"Compare this SHA-256 with the covering letter: {found.zip_sha256}")


def _wanted_key(card: Path | None, typed: str | None) -> str:
    """The fingerprint that must be found; empty where none is given."""
    from builder.release.snapshot.keys import (
        KeyFaultError,
        card_fingerprint,
        typed_fingerprint,
    )

    try:
        of_card = card_fingerprint(card.read_bytes()) if card is not None else ""
        wanted = typed_fingerprint(typed) if typed is not None else of_card
    except KeyFaultError as error:
        raise click.UsageError(str(error)) from error
    if of_card and of_card != wanted:
        raise click.UsageError("The card and the fingerprint are of two keys. Give one of them.")
    return wanted


def _is_digest(given: str, found: str) -> bool:
    wanted = "".join(given.split()).casefold()
    is_same = bool(found) and wanted == found
    said = "is" if is_same else "is NOT"
    click.echo(f"SHA-256 {said} the one given: {found or 'a folder has none'}")
    return is_same


def _is_confirmed(signer: "Signer | None", wanted: str) -> bool:
    """Says who signed; whether that is no other key than the one given."""
    if signer is None:
        click.echo("Not signed: the files are held against a list that anybody could have made.")
        return not wanted
    who = _plain(f"{signer.name}; key made {signer.made_at[:10]}; fingerprint {signer.fingerprint}")
    if signer.is_of_earlier_form:
        click.echo("Signed in the earlier form: the name and the day are not under the signature.")
    if not wanted:
        click.echo(
            "The files are held against a list made by somebody; "
            "the signature is by a key that you have not confirmed."
        )
        click.echo(f"It calls itself {who}. Compare the fingerprint with the covering letter.")
        return True
    if wanted != signer.fingerprint:
        click.echo(f"Signed by ANOTHER key than the one given. It calls itself {who}.")
        return False
    click.echo(f"Signed by the key that you gave: {who}.")
    return True


def _plain(text: str) -> str:
    """A line that no name inside a snapshot can colour, break or turn round."""
    return "".join(each if each.isprintable() else "?" for each in text)


def _is_in_ledger(ledger: Path, head: str) -> bool:
    from builder.ledger.folder import holdings

    if not all(each in "0123456789abcdef" for each in head):
        click.echo("The snapshot was made where no ledger was kept, so there is no head to find.")
        return True
    is_held = any(each.head == head for each in holdings(ledger).files)
    click.echo(f"The ledger {'holds' if is_held else 'does NOT hold'} the head {head}")
    return is_held
