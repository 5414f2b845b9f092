"""``portal snapshot``: one verifiable file for an inspector."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.moments import now
from builder.cli.options import RunOptions, common_options, services_option
from builder.cli.run import Run, plain_errors, start
from builder.portal.parts.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.pipeline import Judged, Portal
    from builder.release.snapshot.making import SigningKey

MOST_TEXTS = 50
"""Texts to read that are named; the total stands above them."""


@click.command(
    "snapshot", epilog="Example: portal snapshot --audience inspector --out snapshot.zip"
)
@common_options
@services_option
@click.option("--audience", default="inspector", show_default=True, help="Who will read it.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="Where the snapshot goes.",
)
@click.option("--contact", default="", help="Whom to ask, for the covering page.")
@click.option(
    "--recipient",
    default="",
    help="Role of whoever is given it, not a name; entered in the ledger.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Private key to sign with (portal keys new).",
)
@click.option(
    "--passphrase",
    envvar="PORTAL_KEY_PASSPHRASE",
    help="The key's passphrase; asked for where it is not given.",
)
@click.option(
    "--copy-evidence",
    is_flag=True,
    help="Put evidence files that can be reached and are not confidential into the snapshot.",
)
@plain_errors
def command(
    options: RunOptions,
    services: str | None,
    audience: str,
    out: Path,
    contact: str,
    recipient: str,
    key: Path | None,
    passphrase: str | None,
    copy_evidence: bool,
) -> None:
    """Pack the portal as one file that opens without a network and can be checked."""
    from builder.cli.judging import audience_of, judged_for
    from builder.pipeline import Making, assemble
    from builder.storage import write_atomic

    if out.exists():
        raise click.UsageError(f"{out} is there already. Choose another name.")
    run = start(options)
    judged = judged_for(run, options.replay)
    chosen = audience_of(judged.policy, audience, services)
    making = Making(
        is_snapshot=True,
        is_forecast=judged.assessment.as_at > now(),
        own_folders=run.settings.own_folders,
        evidence_root=run.settings.workbooks
        if copy_evidence or run.settings.copy_evidence
        else None,
    )
    portal = assemble(judged, chosen, run.progress, making)
    packed = _packed(run, judged, portal, out.absolute(), contact, _signing_key(key, passphrase))
    digest = hashlib.sha256(packed).hexdigest()
    _register(run, portal, recipient, digest, is_signed=key is not None)
    write_atomic(out.absolute(), packed)
    click.echo(f"Wrote {out}")
    click.echo(f"SHA-256 for the covering letter: {digest}")


def _register(run: Run, portal: "Portal", recipient: str, digest: str, *, is_signed: bool) -> None:
    """Entered before it is written, so that none is handed over unregistered."""
    from builder.release.snapshot.given import record_given

    if recipient.strip():
        record_given(run.settings, portal, recipient, digest, now(), is_signed=is_signed)
    else:
        run.say("Not entered in the register of snapshots: name the role with --recipient.")


def _signing_key(key: Path | None, passphrase: str | None) -> "SigningKey | None":
    from builder.release.snapshot.keys import KeyFaultError, sign
    from builder.release.snapshot.making import SigningKey

    if key is None:
        return None
    secret = passphrase or click.prompt("Passphrase", hide_input=True)
    private, card = key.read_bytes(), key.with_name(key.name + ".public.json").read_bytes()
    try:
        sign(b"", private, secret, card)
    except KeyFaultError as error:
        raise click.UsageError(str(error)) from error
    return SigningKey(private_pem=private, passphrase=secret, card=card)


def _to_read(portal: "Portal") -> "Iterator[str]":
    """What a person reads before the snapshot is handed over."""
    from builder.redaction.to_read import texts_to_read

    if portal.context.audience.sees_names:
        return
    yield "Free text may still name somebody who is on no sheet. Read it before you hand this over."
    found = texts_to_read(portal.context.register)
    if not found:
        yield "No text was found that looks as if it names somebody; that is no proof."
        return
    yield f"Texts that look as if they name somebody: {len(found):,}"
    for each in found[:MOST_TEXTS]:
        yield f"  {each.place}: {', '.join(each.words)}"
    if len(found) > MOST_TEXTS:
        yield f"  and {len(found) - MOST_TEXTS:,} more"


def _packed(
    run: Run,
    judged: "Judged",
    portal: "Portal",
    out: Path,
    contact: str,
    key: "SigningKey | None",
) -> bytes:
    from builder.portal.about.this_snapshot import not_looked_into
    from builder.release.build import stage_site
    from builder.release.snapshot.making import contents, snapshot
    from builder.release.staging import staged

    with staged(out, now()) as staging:
        stage_site(portal, judged, run.settings.of_the_portal_alone, staging, run.progress)
        told = contents(portal, staging)
        run.say(f"{told.name}: {counted(told.files, 'file')}, {told.octets / 1e6:.1f} MB unpacked")
        for line in told.left_out or ("nothing",):
            run.say(f"Left out: {line}")
        for line in _to_read(portal):
            run.say(line)
        for ref, why in portal.context.evidence_not_copied:
            run.say(f"Left out: evidence {ref}, as a file: {why}")
        if portal.context.evidence_not_read:
            run.say(not_looked_into(portal.context))
        return snapshot(portal, staging, contact=contact, key=key)
