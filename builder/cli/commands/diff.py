"""``portal diff A B``: what changed between two recorded days."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.options import config_option, format_option
from builder.cli.run import finish, plain_errors
from builder.portal.parts.words import counted, date_words

if TYPE_CHECKING:
    from builder.history import Change
    from builder.settings import Settings


@click.command("diff", epilog="Example: portal diff 13/11/2026 yesterday")
@click.argument("first", metavar="DATE")
@click.argument("second", metavar="DATE")
@config_option
@click.option("--service", help="Only this service.")
@click.option("--owner", help="Only actions of this Person ID.")
@format_option
@plain_errors
def command(
    first: str, second: str, config: Path, service: str | None, owner: str | None, form: str
) -> None:
    """Say what changed between two days that the ledger holds: 13/11/2026, yesterday, today."""
    from builder.cli.judging import day_of
    from builder.exports.json_text import text_of
    from builder.pipeline import changes_between, recorded_days
    from builder.settings import read_settings

    settings = read_settings(config)
    days = day_of(first), day_of(second)
    changes = changes_between(settings, *days)
    if changes is None:
        days_held = _held(recorded_days(settings))
        click.echo(
            f"The ledger in {settings.ledger} does not hold both days. {days_held}", err=True
        )
        finish(ExitCode.NOTHING_BUILT)
    shown = [
        each for each in changes if service in (None, each.service) and owner in (None, each.owner)
    ]
    if form == "json":
        click.echo(text_of([asdict(each) for each in shown]))
        return
    titles = _titles(settings)
    for kind, group in groupby(sorted(shown, key=_rank), lambda each: each.kind):
        held = list(group)
        click.echo(f"{kind}: {len(held)}")
        for each in held:
            click.echo(f"  {_named(each)}{_detail(each, titles)}")
    since, until = (_recorded(each, recorded_days(settings)) for each in days)
    click.echo(f"{counted(len(shown), 'change')} from {since} to {until}.")


def _recorded(asked: date, days: tuple[date, ...]) -> str:
    """The day that was asked for, and the one before it that stands in its place."""
    held = max(each for each in days if each <= asked)
    instead = f" (not recorded; {date_words(held)} stands in its place)" if held != asked else ""
    return f"{date_words(asked)}{instead}"


def _held(days: tuple[date, ...]) -> str:
    if not days:
        return "It holds none yet: portal record adds today."
    first, last = date_words(days[0]), date_words(days[-1])
    return f"It holds {counted(len(days), 'day')}, from {first} to {last}."


def _rank(change: "Change") -> int:
    """What asks for something first; what is only new or changed, of which there is most, last."""
    from builder.history import ChangeKind

    kinds = [each for each in ChangeKind if each not in (ChangeKind.NEW, ChangeKind.CHANGED)]
    return [*kinds, ChangeKind.NEW, ChangeKind.CHANGED].index(change.kind)


def _named(change: "Change") -> str:
    from builder.history.compare import words

    return ", ".join(words(part) for part in change.ref.split("|") if part)


def _titles(settings: "Settings") -> dict[str, str]:
    """Rule -> what the policy calls it."""
    from builder.policy.load import load_policy
    from builder.shipped import policy_texts

    policy, _ = load_policy(policy_texts(), settings.policy_text)
    return {each.id: each.title for each in policy.thresholds.values()}


def _detail(change: "Change", titles: Mapping[str, str]) -> str:
    from builder.portal.parts.change_words import dated

    about = f" ({change.sheet})" if change.sheet and change.sheet != "Actions" else ""
    what = change.field.replace("_", " ") or titles.get(change.rule, change.rule.replace("_", " "))
    if not what:
        return about
    if not (change.before or change.after):
        return f"{about}  {what}"
    before, after = (dated(each) or "nothing" for each in (change.before, change.after))
    return f"{about}  {what}: {before} -> {after}"
