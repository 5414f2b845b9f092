"""``portal adopt TRACKER...``: the trackers that a provider already has, as they are."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from builder.cli.closing import row_lines
from builder.cli.exit_codes import ExitCode
from builder.cli.options import RunOptions
from builder.cli.run import finish, plain_errors, start
from builder.field import Register
from builder.workbook.mapping.answers import Answer, AnswersError, read_answers
from builder.workbook.mapping.questions import Question


@click.command("adopt", epilog="Example: portal adopt our-tracker.xlsx --to our-portal")
@click.argument(
    "trackers",
    metavar="TRACKER...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    default=Path(),
    type=click.Path(path_type=Path, file_okay=False),
    help="The portal's folder, made where it is missing. Default: where you are.",
)
@click.option("--yes", is_flag=True, help="Ask nothing; what is open keeps its default.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE.yml",
    help="Take the answers from this file, such as workbooks/questions.yml filled in.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 where a row is not in.")
@click.option("--replace", is_flag=True, help="Put a tracker in the place of another content.")
@click.option(
    "--write-refs",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="OUT",
    help="Write a copy of each tracker here, with the refs that were made in a column.",
)
@plain_errors
def command(
    trackers: tuple[Path, ...],
    folder: Path,
    yes: bool,
    answers: Path | None,
    strict: bool,
    replace: bool,
    write_refs: Path | None,
) -> None:
    """Take your own trackers as they are: say what each column is, ask what is unclear, read all.

    Writes mapping.yml beside the copies of the trackers; what you wrote there stays.
    """
    from builder.cli.adopting import Adopting, copied, opened
    from builder.cli.new_portal import make_portal

    given_answers = _answers(answers)
    for line in make_portal(folder):
        click.echo(line)
    given = copied(trackers, folder / "workbooks", may_replace=replace)
    files, refused = opened(given.paths)
    for problem in (*given.problems, *refused):
        click.echo(f"{problem.place}: {problem.message} {problem.remedy}")
    if not files:
        finish(ExitCode.NOTHING_BUILT)
    may_ask = not yes and answers is None and is_at_terminal()
    try:
        adopting = Adopting(folder / "workbooks", files, given_answers, may_ask=may_ask)
    except AnswersError as error:
        raise click.UsageError(str(error)) from error
    adopting.write()
    for line in adopting.lines():
        click.echo(line)
    is_whole = _report(folder, write_refs)
    _decisions(adopting.decisions, adopting.questions_file)
    click.echo(f"Next: {f'cd {folder}, then ' if folder != Path() else ''}portal build")
    if strict and (refused or not is_whole):
        finish(ExitCode.WORKBOOK_ERRORS)


def _decisions(decisions: Sequence[Question], file: Path) -> None:
    click.echo(f"Decisions to make: {len(decisions)}")
    for question in decisions:
        click.echo(f"- {question.line}")
    if decisions:
        click.echo(f"Answer in {file}, then: portal adopt TRACKER --answers {file}")


def is_at_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _answers(path: Path | None) -> tuple[Answer, ...]:
    if path is None:
        return ()
    try:
        return read_answers(path.read_text(encoding="utf-8-sig"), path.name)
    except (AnswersError, UnicodeError) as error:
        raise click.UsageError(str(error)) from error


def _report(folder: Path, write_refs: Path | None) -> bool:
    """Reads everything with the mapping and says how many rows are in; whether all are.

    The refs that were made are kept, and typed into copies of the trackers where that is asked.
    """
    from builder.pipeline import read
    from builder.workbook.refs_file import keep_refs

    run = start(RunOptions(config=folder / "mkdocs.yml", quiet=True))
    reading = read(run.settings, run.as_at, run.progress)
    for line in row_lines(reading.register.inputs):
        click.echo(line)
    keep_refs(run.settings.workbooks, reading.refs)
    if write_refs is not None:
        for line in _refs_written(run.settings.workbooks, write_refs.absolute(), reading.register):
            click.echo(line)
    errors = [each for each in reading.problems if each.severity.name == "ERROR"]
    if errors:
        click.echo(f"portal check names what to mend: {len(errors)} in all, each by its place.")
    return all(sheet.is_whole for each in reading.register.inputs for sheet in each.sheets)


def _refs_written(workbooks: Path, out: Path, register: Register) -> Iterator[str]:
    """A line for each copy with refs; copies that would replace a tracker are refused."""
    from builder.workbook.handback.copies import HoldsInputError
    from builder.workbook.handback.ref_column import write_refs

    try:
        for each in write_refs(workbooks, out, register):
            why = f"No copy of {each.workbook} with refs: {each.why_not}."
            yield why if each.why_not else f"Wrote {each.copy}, with a ref in each row"
    except HoldsInputError as refused:
        raise click.UsageError(str(refused)) from refused
