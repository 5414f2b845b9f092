"""``portal map WORKBOOK``: a mapping proposed for a tracker that a provider already has."""

from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.run import plain_errors


@click.command("map", epilog="Example: portal map our-tracker.xlsx --out workbooks/mapping.yml")
@click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it here instead of printing it.",
)
@plain_errors
def command(workbook: Path, out: Path | None) -> None:
    """Propose which of your sheets and columns are which of ours, as a file to correct."""
    from builder.cli.adopting import opened
    from builder.cli.moments import now
    from builder.workbook.mapping.adoption import propose

    if out is not None and out.exists():
        raise click.UsageError(f"{out} is there already. Choose another name.")
    files, problems = opened([workbook])
    for problem in problems:
        click.echo(f"{problem.place}: {problem.message} {problem.remedy}", err=True)
    if not files:
        raise SystemExit(int(ExitCode.NOTHING_BUILT))
    proposal = propose(files, "", (), now().date())
    more = (f"# {line}\n" for line in proposal.listing if f"# {line}" not in proposal.text)
    text = proposal.text + "".join(more)
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {out}. Read it, correct it, then run: portal check")
