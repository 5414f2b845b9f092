"""``portal diff A B``: what changed between two recorded days."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.options import config_option
from builder.cli.run import finish, plain_errors

if TYPE_CHECKING:
    from builder.history import Change


@click.command("diff", epilog="Example: portal diff 2026-11-13 2026-11-20")
@click.argument("first", metavar="DATE")
@click.argument("second", metavar="DATE")
@config_option
@click.option("--service", help="Only this service.")
@click.option("--owner", help="Only actions of this Person ID.")
@plain_errors
def command(first: str, second: str, config: Path, service: str | None, owner: str | None) -> None:
    """Say what changed between two days that the ledger holds."""
    from builder.cli.judging import day_of
    from builder.pipeline import changes_between
    from builder.settings import read_settings

    settings = read_settings(config)
    changes = changes_between(settings, day_of(first), day_of(second))
    if changes is None:
        click.echo(f"The ledger in {settings.ledger} does not hold both days.", err=True)
        finish(ExitCode.NOTHING_BUILT)
    shown = [
        each for each in changes if service in (None, each.service) and owner in (None, each.owner)
    ]
    for kind, group in groupby(sorted(shown, key=_rank), lambda each: each.kind):
        held = list(group)
        click.echo(f"{kind}: {len(held)}")
        for each in held:
            click.echo(f"  {_named(each)}{_detail(each)}")
    click.echo(f"{len(shown)} changes from {first} to {second}.")


def _rank(change: "Change") -> int:
    """What asks for something first; what is only new or changed, of which there is most, last."""
    from builder.history import ChangeKind

    kinds = [each for each in ChangeKind if each not in (ChangeKind.NEW, ChangeKind.CHANGED)]
    return [*kinds, ChangeKind.NEW, ChangeKind.CHANGED].index(change.kind)


def _named(change: "Change") -> str:
    from builder.history.compare import words

    return ", ".join(words(part) for part in change.ref.split("|") if part)


def _detail(change: "Change") -> str:
    about = f" ({change.sheet})" if change.sheet and change.sheet != "Actions" else ""
    what = change.field.replace("_", " ") or change.rule
    if not what:
        return about
    if not (change.before or change.after):
        return f"{about}  {what}"
    return f"{about}  {what}: {change.before or 'nothing'} -> {change.after or 'nothing'}"
