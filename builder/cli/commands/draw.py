"""``portal draw --date D``: the burst sample of a day."""

from dataclasses import replace
from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.options import RunOptions, config_option, run_options, workbooks_option
from builder.cli.run import finish, plain_errors, start


@click.command("draw", epilog="Example: portal draw --date 2026-11-23 --out workbooks/burst.xlsx")
@click.option("--date", "day", required=True, metavar="D", help="Day of the burst: 2026-11-23.")
@click.option("--size", type=click.IntRange(min=1), help="Files to draw. Default: as policy says.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the workbook here. Default: burst-DATE.xlsx beside where you are.",
)
@run_options(workbooks_option, config_option)
@plain_errors
def command(options: RunOptions, day: str, size: int | None, out: Path | None) -> None:
    """Draw the evidence files to test on a day, and write the workbook to fill in.

    The same day and the same workbooks give the same draw, for anybody.
    """
    from builder.cli.judging import day_of
    from builder.portal.parts.words import date_words
    from builder.questions import draw_burst
    from builder.storage import write_atomic
    from builder.workbook.template.burst_workbook import burst_workbook

    on = day_of(day)
    run = start(replace(options, as_at=f"{on.isoformat()}T11:00", quiet=True))
    target = (out or Path(f"burst-{on.isoformat()}.xlsx")).absolute()
    if target.exists():
        raise click.UsageError(f"{target} is there already. Choose another name with --out.")
    draw, found = draw_burst(run.settings, on, size)
    if not draw.files:
        click.echo(f"No evidence file can be drawn from {run.settings.workbooks}.", err=True)
        finish(ExitCode.NOTHING_BUILT)
    write_atomic(target, burst_workbook(draw, found.register))
    click.echo(f"Drew {len(draw.files)} evidence files for {date_words(on)}.")
    click.echo(f"Seed: {draw.seed}")
    click.echo(f"Wrote {target}. Put it in {run.settings.workbooks} once the reviewers fill it in.")
