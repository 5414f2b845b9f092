"""The options that commands share."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any

import click

from builder.cli.completing import audiences

Option = Callable[[Callable[..., None]], Callable[..., None]]

workbooks_option = click.option(
    "--workbooks",
    type=click.Path(path_type=Path),
    help="Folder of the workbooks. Default: as mkdocs.yml says, else ./workbooks.",
)
config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The portal's configuration file.",
)


def _one_of_two(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """RATIONALE: a replay has the moment of its day; another one beside it would be ignored."""
    others = {"as_at", "replay"} - {option.name}
    if value and any(context.params.get(name) for name in others):
        raise click.UsageError("Give --as-at or --replay, not both: a replay has its own moment.")
    return value


as_at_option = click.option(
    "--as-at",
    metavar="MOMENT",
    callback=_one_of_two,
    help="Judge as at this moment, such as '20/11/2026 17:20' (London time). Default: now.",
)
replay_option = click.option(
    "--replay",
    metavar="DATE",
    callback=_one_of_two,
    help="Use the records and the policy that the ledger holds for this day.",
)
audience_option = click.option(
    "--audience",
    metavar="NAME",
    shell_complete=audiences,
    help="Who will read it: staff, board, inspector, commissioner, or one of your own.",
)
services_option = click.option(
    "--services",
    metavar="IDS",
    help="Only these services, such as OAK,BIR.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For a person, or for a script.",
)
quiet_option = click.option("--quiet", is_flag=True, help="Say only what went wrong.")
log_option = click.option(
    "--log-json",
    type=click.Path(path_type=Path),
    help="Add one JSON line for each stage to this file.",
)
strict_option = click.option(
    "--strict",
    is_flag=True,
    help="Exit with 3 where workbooks hold errors, with 1 where rules block a closure update.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What was typed of the options that commands share; a command asks for those it needs."""

    config: Path
    workbooks: Path | None = None
    as_at: str | None = None
    replay: str | None = None
    quiet: bool = False
    log_json: Path | None = None


def run_options(*options: Option) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds these options to a command, which takes them gathered as its first argument."""

    def added(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def gathered(**typed: Any) -> None:
            names = [each.name for each in fields(RunOptions) if each.name in typed]
            shared = {name: typed.pop(name) for name in names}
            function(RunOptions(**shared), **typed)

        command: Callable[..., None] = gathered
        for option in reversed(options):
            command = option(command)
        return command

    return added


common_options = run_options(
    workbooks_option, config_option, as_at_option, replay_option, quiet_option, log_option
)
"""Adds ``--workbooks --config --as-at --replay --quiet --log-json``."""
