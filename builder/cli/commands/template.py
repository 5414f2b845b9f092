"""``portal template OUT.xlsx``: an empty tracker."""

from pathlib import Path

import click

from builder.cli.run import plain_errors


@click.command("template", epilog="Example: portal template workbooks/tracker.xlsx")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@plain_errors
def command(out: Path, force: bool) -> None:
    """Write an empty tracker workbook with every sheet, drop-down and note."""
    from builder.workbook.template.template import write_template

    if out.suffix.casefold() != ".xlsx":
        raise click.UsageError(f"{out} must end in .xlsx. Name it like tracker.xlsx.")
    if out.exists() and not force:
        raise click.UsageError(f"{out} is there already. Choose another name, or add --force.")
    write_template(out)
    click.echo(f"Wrote {out}. Fill in Services, People and Actions first, then run: portal check")
