"""``portal keys new``: a key pair for signing snapshots."""

from pathlib import Path

import click

from builder.cli.moments import now
from builder.cli.run import plain_errors


@click.group("keys")
def command() -> None:
    """Make a key pair for signing snapshots."""


@command.command(
    "new", epilog="Example: portal keys new --name 'Fernleigh Care' --out ~/portal-key"
)
@click.option("--name", required=True, help="Whose key it is: the provider's name.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the private key goes; the public card goes beside it as FILE.public.json.",
)
@click.option(
    "--passphrase",
    prompt="Passphrase",
    hide_input=True,
    confirmation_prompt=True,
    envvar="PORTAL_KEY_PASSPHRASE",
    help="Asked for where it is not given; keep it apart from the key.",
)
@plain_errors
def new(name: str, out: Path, passphrase: str) -> None:
    """Make a private key and its public card.

    Keep the private key outside the portal's folder; the public card may go to anybody.
    """
    import json
    import os

    from builder.release.snapshot.keys import new_private_key, public_card

    if not passphrase:
        raise click.UsageError("The passphrase is empty. Choose one.")
    out = out.expanduser().absolute()
    if any((folder / "mkdocs.yml").is_file() for folder in out.parents):
        raise click.UsageError(f"{out} lies inside a portal's folder. Keep the key elsewhere.")
    card_file = out.with_name(out.name + ".public.json")
    if out.exists() or card_file.exists():
        raise click.UsageError(f"{out} is there already. Choose another name.")
    private = new_private_key(passphrase)
    card = public_card(private, passphrase, name, now())
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    card_file.write_bytes(card)
    click.echo(f"Private key: {out} (only this account can read it)")
    click.echo(f"Public card: {card_file}")
    click.echo(f"Fingerprint for the covering letter: {json.loads(card)['fingerprint']}")
