"""The commands of ``portal``: the one place that reads the clock, the environment and argv."""

import click

from builder import __version__
from builder.cli.group import LazyGroup


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: portal init my-portal --sample && cd my-portal && portal build",
)
@click.version_option(__version__, prog_name="portal")
def main() -> None:
    """Turn a care provider's Excel action trackers into a searchable governance portal."""
