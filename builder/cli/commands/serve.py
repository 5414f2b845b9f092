"""``portal serve``: the portal in a browser, rebuilt at each save."""

import tempfile
from pathlib import Path

import click

from builder.cli.commands.watch import rebuilder
from builder.cli.options import (
    RunOptions,
    as_at_option,
    audience_option,
    config_option,
    run_options,
    workbooks_option,
)
from builder.cli.run import plain_errors, start


@click.command("serve", epilog="Example: portal serve --port 8010")
@run_options(workbooks_option, config_option, as_at_option, audience_option)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port on this computer; nobody else can reach it.",
)
@plain_errors
def command(options: RunOptions, audience: str | None, port: int) -> None:
    """Show the portal at http://127.0.0.1:8000/ and reload it when a workbook is saved."""
    from builder.site.serve import serve

    run = start(options)
    settings = run.settings
    with tempfile.TemporaryDirectory(prefix="portal-serve-") as folder:
        site = Path(folder) / "site"
        rebuild = rebuilder(
            options,
            site,
            audience,
            is_draft=True,
        )
        rebuild()
        click.echo(f"Open http://127.0.0.1:{port}/index.html - stop with Ctrl+C.", err=True)
        watched = [settings.workbooks]
        if settings.config_file is not None:
            watched += [settings.config_file, settings.root / "docs"]
        serve(rebuild, site, tuple(watched), port)
