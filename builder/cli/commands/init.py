"""``portal init DIR``: a new portal."""

import difflib
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.new_portal import DEFAULT_TITLE, host_with_portal, make_portal
from builder.cli.run import plain_errors
from builder.field.moment import LONDON
from builder.settings import plugin_options, read_config

if TYPE_CHECKING:
    from builder.sample.history import SampleHistory

AS_AT_LINE = """
      as_at: "{as_at}"  # the sample is read as at this moment; delete the line to use now"""


@click.command("init", epilog="Example: portal init my-portal --sample")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--sample", is_flag=True, help="Begin with the made-up sample provider.")
@click.option("--name", default=None, help="The provider's name, for the site's title.")
@click.option("--yes", is_flag=True, help="Add to a site that is there without asking.")
@plain_errors
def command(folder: Path, sample: bool, name: str | None, yes: bool) -> None:
    """Make a new portal: settings, a workbooks folder, a page of your own, a short README.

    In a folder with an mkdocs.yml, the portal is added to that site under governance/; the change
    is shown first.
    """
    config = folder / "mkdocs.yml"
    if config.is_file() and not sample:
        _add_to(config, yes=yes)
        return
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty. Name a new folder.")
    history = _history() if sample else None
    title = name or (history.provider_name if history else DEFAULT_TITLE)
    as_at = AS_AT_LINE.format(as_at=_local(history.as_at)) if history else ""
    list(make_portal(folder, title, as_at))
    if sample:
        _make_sample(folder)
    else:
        _write_tracker(folder / "workbooks" / "tracker.xlsx")
    for line in _made(folder, is_sample=sample):
        click.echo(line)


def _add_to(config: Path, *, yes: bool) -> None:
    before = config.read_bytes().decode("utf-8")
    if plugin_options(read_config(config)) or "- portal" in before:
        raise click.UsageError(f"{config} has the portal already. Next: portal check")
    after = host_with_portal(before)
    if after is None:
        raise click.UsageError(
            f"{config} lists its plugins in a way that is left alone. Add this entry to them: "
            "portal: {mount: governance}. Nothing was changed."
        )
    shown = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", n=1)
    for line in (f"{config} would become:", *(f"  {each}" for each in shown)):
        click.echo(line)
    if not yes:
        click.confirm("Change it?", abort=True)
    config.write_bytes(after.encode("utf-8"))
    tracker = config.parent / "workbooks" / "tracker.xlsx"
    if not tracker.parent.exists():
        tracker.parent.mkdir()
        _write_tracker(tracker)
    click.echo("The portal will stand under governance/ of your site. Next: portal check")


def _made(folder: Path, *, is_sample: bool) -> Iterator[str]:
    tracker = folder / "workbooks" / "tracker.xlsx"
    yield f"Made {folder}:"
    yield "  mkdocs.yml    the portal's settings"
    yield f"  workbooks/    {'the sample provider' if is_sample else 'tracker.xlsx, empty'}"
    if is_sample:
        yield "  ledger/       60 days of the sample's history"
    yield "  docs/         a page of your own, shown under Help"
    yield "  README.md     the commands, for whoever comes after you"
    if not is_sample:
        yield f"Fill in the sheets Services, People and Actions of {tracker}; the rest can wait."
    # Two lines, because Windows PowerShell 5 knows no &&.
    yield f"Next: cd {_typed(folder)}"
    yield f"      portal {'build' if is_sample else 'check'}"


def _typed(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _history() -> "SampleHistory":
    from builder.sample.history import sample_history

    return sample_history()


def _local(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%Y-%m-%dT%H:%M}"


def _make_sample(folder: Path) -> None:
    from builder.sample.history import make_history
    from builder.shipped import shipped_folder

    for each in sorted(shipped_folder("workbooks").iterdir()):
        if each.is_file() and not each.name.startswith((".", "~")):
            shutil.copyfile(each, folder / "workbooks" / each.name)
    click.echo("Making the sample's history: this takes some seconds.", err=True)
    make_history(folder / "ledger")


def _write_tracker(path: Path) -> None:
    from builder.workbook.template.template import write_template

    write_template(path)
