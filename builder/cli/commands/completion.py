"""``portal completion``: what makes a shell complete commands, audiences and refs."""

import click
from click.shell_completion import get_completion_class

from builder.cli.run import plain_errors

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", epilog="Example: portal completion bash > ~/.portal-complete.bash")
@click.argument("shell", type=click.Choice(SHELLS))
@plain_errors
def command(shell: str) -> None:
    """Print the script; have your shell read it at its start.

    bash and zsh: a line "source FILE" in .bashrc or .zshrc. fish: save it as
    ~/.config/fish/completions/portal.fish.
    """
    kind = get_completion_class(shell)
    root = click.get_current_context().find_root().command
    if kind is None:
        raise click.UsageError(f"{shell} is not known. Choose one of: {', '.join(SHELLS)}.")
    click.echo(kind(root, {}, "portal", "_PORTAL_COMPLETE").source())
