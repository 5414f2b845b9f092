"""``portal verify``: whether a snapshot was altered."""

from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.run import finish, plain_errors


@click.command("verify", epilog="Example: portal verify snapshot.zip --sha256 3f1c...")
@click.argument("snapshot", type=click.Path(path_type=Path, exists=True), metavar="FILE.zip|DIR")
@click.option("--sha256", metavar="HEX", help="The digest that the covering letter gives.")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The provider's ledger, to check that its head at the time is part of it.",
)
@plain_errors
def command(snapshot: Path, sha256: str | None, ledger: Path | None) -> None:
    """Check that no file of a snapshot was altered, added or removed.

    Exits with 4 where it is not as it was made.
    """
    from builder.release.verify import NotASnapshotError, verify

    try:
        found = verify(snapshot)
    except NotASnapshotError as error:
        click.echo(str(error))
        finish(ExitCode.NOTHING_BUILT)
    for fault in found.faults:
        click.echo(f"{fault.what}: {fault.path}")
    is_good = found.is_intact
    if found.signature_fault:
        click.echo(found.signature_fault)
    if sha256 is not None:
        wanted = "".join(each for each in sha256.casefold() if each in "0123456789abcdef")
        is_same = wanted == found.zip_sha256
        is_good = is_good and is_same
        click.echo(f"SHA-256 {'is' if is_same else 'is NOT'} the one given: {found.zip_sha256}")
    if ledger is not None:
        is_good = _is_in_ledger(ledger, (found.info or {}).get("Ledger-Head", "")) and is_good
    if found.signer is not None:
        signer = found.signer
        click.echo(
            f"Signed by {signer.name}; key made {signer.made_at[:10]}; "
            f"fingerprint {signer.fingerprint}. Compare it with the covering letter."
        )
    if not is_good:
        click.echo(f"Not as it was made: {snapshot}")
        finish(ExitCode.NOTHING_BUILT)
    click.echo(f"Every one of {found.files} files is as it was made.")


def _is_in_ledger(ledger: Path, head: str) -> bool:
    from builder.ledger.folder import holdings

    if not all(each in "0123456789abcdef" for each in head):
        click.echo("The snapshot was made where no ledger was kept, so there is no head to find.")
        return True
    is_held = any(each.head == head for each in holdings(ledger).files)
    click.echo(f"The ledger {'holds' if is_held else 'does NOT hold'} the head {head}")
    return is_held
