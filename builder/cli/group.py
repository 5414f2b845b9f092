"""A command group that imports a command only when it runs.

RATIONALE: ``portal --help`` and a mistyped word answer without loading spreadsheets or mkdocs.
"""

from difflib import get_close_matches
from importlib import import_module

import click

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Start": {
        "init": ("init", "Make a new portal in a folder."),
        "template": ("template", "Write an empty tracker workbook."),
        "adopt": ("adopt", "Take the trackers that you already have, as they are."),
        "map": ("mapping", "Propose a mapping for a tracker that you already have."),
        "completion": ("completion", "Print the script that completes words in your shell."),
    },
    "Look": {
        "check": ("check", "Check the workbooks and say what to mend."),
        "assess": ("assess", "Judge the workbooks by the rules."),
        "explain": ("explain", "Say why an action can or cannot be closed."),
        "build": ("build", "Build the portal's site."),
        "serve": ("serve", "Show the portal in a browser and rebuild when a workbook is saved."),
        "watch": ("watch", "Rebuild the site whenever a workbook is saved."),
        "draw": ("draw", "Draw the burst sample of a day."),
        "diff": ("diff", "Say what changed between two recorded days."),
        "policy": ("policy", "Show the limits in force and what an override changes."),
    },
    "Publish": {
        "publish": ("publish", "Build, check and publish the site to a folder."),
        "nightly": ("nightly", "Do the whole nightly run: build, record, publish, report."),
        "letters": ("letters", "Write or send each person what waits for them."),
        "rollback": ("rollback", "Put the release before back in place."),
    },
    "Trust": {
        "record": ("record", "Add the position to the ledger."),
        "ledger": ("ledger", "Look after the ledger."),
        "snapshot": ("snapshot", "Pack the portal for an inspector."),
        "verify": ("verify", "Check that a snapshot was not altered."),
        "keys": ("keys", "Make a key pair for signing snapshots."),
        "doctor": ("doctor", "Check this machine, the folders and the history."),
    },
}
"""What for -> command -> (module of builder.cli.commands, what it does in one line)."""
COMMANDS = {name: each for group in GROUPS.values() for name, each in group.items()}


class LazyGroup(click.Group):
    """Lists commands from the table; loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself; ``None`` where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = import_module(f"builder.cli.commands.{module}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"builder.cli.commands.{module} has no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a mistyped word is answered with the nearest one.

        Raises:
            click.UsageError: there is no such command.
        """
        near = get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the table itself, so that help imports no command."""
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, words) for name, (_, words) in commands.items()])
