"""``portal adopt TRACKER...``: the trackers that a provider already has, as they are."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from builder.cli.exit_codes import ExitCode
from builder.cli.options import RunOptions
from builder.cli.run import finish, plain_errors, start
from builder.field import WorkbookInput
from builder.workbook.mapping.answers import (
    QUESTIONS_FILE,
    Answer,
    AnswersError,
    read_answers,
    written_questions,
)
from builder.workbook.mapping.questions import MOST_ASKED


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
@plain_errors
def command(
    trackers: tuple[Path, ...],
    folder: Path,
    yes: bool,
    answers: Path | None,
    strict: bool,
    replace: bool,
) -> None:
    """Take your own trackers as they are: say what each column is, ask what is unclear, read all.

    Writes mapping.yml beside the copies of the trackers; what you wrote there stays.
    """
    from builder.cli.adopting import asked, copied, opened
    from builder.cli.moments import now
    from builder.cli.new_portal import make_portal
    from builder.storage import write_atomic
    from builder.workbook.mapping.adoption import propose

    given_answers = _answers(answers)
    for line in make_portal(folder):
        click.echo(line)
    workbooks = folder / "workbooks"
    given = copied(trackers, workbooks, may_replace=replace)
    files, refused = opened(given.paths)
    for problem in (*given.problems, *refused):
        click.echo(f"{problem.place}: {problem.message} {problem.remedy}")
    if not files:
        finish(ExitCode.NOTHING_BUILT)
    mapping = workbooks / "mapping.yml"
    text = mapping.read_text(encoding="utf-8-sig") if mapping.is_file() else ""
    today = now().date()
    try:
        proposal = propose(files, text, given_answers, today)
        if proposal.questions and not yes and answers is None and sys.stdin.isatty():
            typed = asked(proposal.questions)
            proposal = propose(files, text, [*given_answers, *typed], today)
    except AnswersError as error:
        raise click.UsageError(str(error)) from error
    if proposal.text != text:
        write_atomic(mapping, proposal.text.encode())
    questions = workbooks / QUESTIONS_FILE
    if proposal.questions or questions.exists():
        write_atomic(questions, written_questions(proposal.questions).encode())
    click.echo("\n".join(proposal.listing))
    for each in proposal.unused:
        click.echo(f"Nothing was asked that this answers: {each.ask} {dict(each.of)}")
    is_whole = _report(folder)
    decisions = proposal.questions[:MOST_ASKED]
    click.echo(f"Decisions to make: {len(decisions)}")
    for question in decisions:
        click.echo(f"- {question.line}")
    if decisions:
        click.echo(f"Answer in {questions}, then: portal adopt ... --answers {questions}")
    click.echo(f"Next: {f'cd {folder}, then ' if folder != Path() else ''}portal build")
    if strict and not (is_whole and not refused):
        finish(ExitCode.WORKBOOK_ERRORS)


def _answers(path: Path | None) -> tuple[Answer, ...]:
    if path is None:
        return ()
    try:
        return read_answers(path.read_text(encoding="utf-8-sig"), path.name)
    except (AnswersError, UnicodeError) as error:
        raise click.UsageError(str(error)) from error


def _report(folder: Path) -> bool:
    """Reads everything with the mapping and says how many rows are in; whether all are."""
    from builder.pipeline import read

    run = start(RunOptions(config=folder / "mkdocs.yml", quiet=True))
    reading = read(run.settings, run.as_at, run.progress)
    for line in _rows(reading.register.inputs):
        click.echo(line)
    errors = [each for each in reading.problems if each.severity.name == "ERROR"]
    if errors:
        click.echo(f"portal check names what to mend: {len(errors)} in all, each by its place.")
    return all(sheet.is_whole for each in reading.register.inputs for sheet in each.sheets)


def _rows(inputs: tuple[WorkbookInput, ...]) -> Iterator[str]:
    for each in inputs:
        for sheet in each.sheets:
            if sheet.read_as is None:
                continue
            yield (
                f"{sheet.rows_in} of {sheet.rows_there} rows of {each.workbook}, {sheet.sheet}: "
                f"taken as {sheet.read_as}"
            )
