"""``portal nightly --to DIR``: the one command that IT schedules."""

from dataclasses import asdict
from pathlib import Path

import click

from builder.cli.closing import fired_lines, problem_lines
from builder.cli.options import (
    RunOptions,
    config_option,
    format_option,
    log_option,
    quiet_option,
    run_options,
    workbooks_option,
)
from builder.cli.outputs import REPORT_BEGINS, refuse_other_file
from builder.cli.publishing import published, target_of
from builder.cli.run import plain_errors, start


@click.command("nightly", epilog="Example: portal nightly --to /srv/www/portal --quiet")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where readers open the site. Default: publish.to of mkdocs.yml.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="Where the report of the run goes.",
)
@click.option(
    "--letters",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write each person's letter into this folder, once the site is published.",
)
@run_options(workbooks_option, config_option, quiet_option, log_option)
@format_option
@plain_errors
def command(
    options: RunOptions, to: Path | None, report: Path, letters: Path | None, form: str
) -> None:
    """Read, judge, record, build, check, publish and report.

    Bad rows are left out with a banner; a workbook that cannot be read keeps its last good
    reading; where nothing can be published the site before stays.
    """
    from builder.cli.posting import delivered, refuse_readers_folder
    from builder.cli.run import words_of
    from builder.exports.json_text import text_of
    from builder.letters.delivery import Way
    from builder.release.placing import HalfDoneError
    from builder.release.report import failure_report, report_page

    run = start(options)
    report_file = report.absolute()
    refuse_other_file(report_file, run.settings.ledger, REPORT_BEGINS)
    if letters is not None:
        refuse_readers_folder(run, letters.absolute(), target_of(run, to))
    try:
        result, code = published(run, to, force=False)
    except Exception as error:
        is_partial = isinstance(error, HalfDoneError)
        page = failure_report(run.as_at, words_of(error), is_partial=is_partial)
        report_file.write_text(page, encoding="utf-8")
        raise
    page = report_page(result)
    report_file.write_text(page, encoding="utf-8", newline="\n")
    for line in (
        *fired_lines(result.judged.assessment),
        *problem_lines(result.judged.problems),
    ):
        run.say(line)
    done = result.published
    said = f"Published {done.build_id}. Report: {report_file}"
    click.echo(text_of({**asdict(done), "report": str(report_file)}) if form == "json" else said)
    if letters is not None:
        delivered(run, result.judged, Way(folder=letters.absolute()), err=form == "json")
    raise SystemExit(int(code))
