"""The manual page ``portal.1``, made from the help of the commands."""

from collections.abc import Iterator

import click

from builder import __version__
from builder.cli import main
from builder.cli.group import GROUPS


def man_page() -> str:
    """The page as roff, with each command and each of its options."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH PORTAL 1 "" "governance-portal {__version__}"'
    yield '.\\" Generated from the code by python -m tests.docs.reference; do not edit.'
    yield ".SH NAME"
    yield f"portal \\- {_roff(main.help or '')}"
    yield ".SH SYNOPSIS"
    yield ".B portal\n[OPTIONS] COMMAND [ARGUMENTS]"
    context = click.Context(main, info_name="portal")
    for title, commands in GROUPS.items():
        yield f".SH {title.upper()}"
        for name in commands:
            command = main.get_command(context, name)
            if command is not None:
                for each in walked(f"portal {name}", command, context):
                    yield from _command(*each)
    yield ".SH FILES"
    yield "mkdocs.yml, workbooks/, ledger/, .cache/, .portal/, site/"


def walked(
    name: str, command: click.Command, parent: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """(words, command, context) of a command and, where it is a group, of each that it holds."""
    context = click.Context(command, info_name=name.split()[-1], parent=parent)
    yield name, command, context
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            if inner is not None:
                yield from walked(f"{name} {each}", inner, context)


def _command(name: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield f".SS {_roff(name)}"
    yield _roff(" ".join((command.help or "").split()))
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield f".TP\n.B {_roff(record[0])}\n{_roff(record[1])}"


def _roff(text: str) -> str:
    """Text that roff takes as it stands: no line is a request, no backslash an escape."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
