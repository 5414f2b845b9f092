"""``portal record``: the position, added to the ledger."""

import click

from builder.cli.moments import now
from builder.cli.options import (
    RunOptions,
    as_at_option,
    config_option,
    quiet_option,
    run_options,
    workbooks_option,
)
from builder.cli.run import plain_errors, start


@click.command("record", epilog="Example: portal record")
@run_options(workbooks_option, config_option, as_at_option, quiet_option)
@plain_errors
def command(options: RunOptions) -> None:
    """Add today's records, figures and fired rules to the ledger.

    publish and nightly do so themselves. Nothing that was recorded is ever changed.
    """
    from builder.cli.judging import judged_for
    from builder.recording import record

    run = start(options)
    judged = judged_for(run, None)
    head = record(run.settings, judged, now()).head
    click.echo(f"Recorded. Head of the ledger: {head}")
