"""The commands of ``portal``: the one place that reads the clock, the environment and argv."""

import gc
import os

import click

from builder import __version__
from builder.cli.group import LazyGroup

# RATIONALE: a build makes millions of values and hardly a circle of them; looking for circles as
# often as Python does by itself takes a fifth of its time. Memory stays the same.
COLLECT_AFTER = 50_000
"""Values made before the collector looks at the young ones."""
SELDOM = 20
"""Looks at the young ones before a look at the older."""


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: portal init my-portal --sample && cd my-portal && portal build",
)
@click.version_option(__version__, prog_name="portal")
@click.option(
    "--color/--no-color",
    default=None,
    help="Colour by severity. Default: on a terminal, where NO_COLOR is not set.",
)
@click.pass_context
def main(context: click.Context, color: bool | None) -> None:
    """Turn a care provider's Excel action trackers into a searchable governance portal."""
    context.color = False if color is None and os.environ.get("NO_COLOR") else color
    gc.set_threshold(COLLECT_AFTER, SELDOM, SELDOM)
