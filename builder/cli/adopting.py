"""What ``adopt`` and ``map`` do with files: opens trackers, copies them, asks, writes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from builder.cli.moments import now
from builder.field.moment import LONDON
from builder.problems import Cell, Problem, in_workbook
from builder.storage import write_atomic
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.limits import MOST_BYTES
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.adoption import propose
from builder.workbook.mapping.answers import QUESTIONS_FILE, Answer, written_questions
from builder.workbook.mapping.mapping import MAPPING_FILE
from builder.workbook.mapping.questions import MOST_ASKED, Question
from builder.workbook.mapping.tracker_file import TrackerFile, open_tracker
from builder.workbook.reading.folder import chosen
from builder.workbook.reading.saved import saved_at_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The trackers that were named, as they are taken."""

    paths: tuple[Path, ...]
    """Those that are read, in the order in which the folder is read."""
    problems: tuple[Problem, ...]
    """A problem for each copy that is left out."""


def opened(paths: Iterable[Path]) -> tuple[list[TrackerFile], list[Problem]]:
    """The trackers that can be read, and a problem for each file or sheet that cannot."""
    files: list[TrackerFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            with path.open("rb") as held:
                content = held.read(MOST_BYTES + 1)
            file = open_tracker(path.name, content)
        except OSError:
            problems.append(Problem(in_workbook.LOCKED, Cell(path.name)))
        except RefusedError as refused:
            place = Cell(path.name, refused.sheet, refused.cell)
            problems.append(Problem(refused.kind, place, refused.particulars))
        else:
            files.append(file)
            problems.extend(file.unread)
    return files, problems


def copied(trackers: Sequence[Path], workbooks: Path, *, may_replace: bool) -> Given:
    """Copies trackers into the workbooks folder; one that lies there already stays as it is.

    Raises:
        click.UsageError: another content lies there under the name, or two trackers share one.
    """
    sources: dict[str, Path] = {}
    for path in trackers:
        first = sources.setdefault(path.name.casefold(), path)
        if first.resolve() != path.resolve():
            raise click.UsageError(f"{first} and {path} have one name. Rename one of them.")
    kept, problems = _without_copies(sources.values(), workbooks)
    content = {path: path.read_bytes() for path in kept}
    for path in kept:
        there = workbooks / path.name
        if not may_replace and there.exists() and there.read_bytes() != content[path]:
            raise click.UsageError(_which_is_later(path, there))
    for path in kept:
        there = workbooks / path.name
        if not there.exists() or there.read_bytes() != content[path]:
            # RATIONALE: the copy holds the very bytes, so that what is read is what was given.
            there.write_bytes(content[path])
    return Given(paths=tuple(workbooks / path.name for path in kept), problems=problems)


def _without_copies(
    trackers: Iterable[Path], workbooks: Path
) -> tuple[list[Path], tuple[Problem, ...]]:
    """The trackers without recovered and conflict copies, each of these named."""
    by_name = {path.name: path for path in trackers}
    there = {path.name for path in workbooks.iterdir() if path.is_file()}
    folders = {name: saved_at_in(path.parent) for name, path in by_name.items()}
    in_folder = saved_at_in(workbooks)
    names, copies = chosen({*by_name, *there}, lambda name: folders.get(name, in_folder)(name))
    named = tuple(each for each in copies if each.place.workbook in by_name)
    left_out = {each.place.workbook for each in named}
    kept = [path for name, path in by_name.items() if name not in left_out]
    order = {name: at for at, name in enumerate(names)}
    return sorted(kept, key=lambda path: order.get(path.name, len(order))), named


def _which_is_later(path: Path, there: Path) -> str:
    mine, other = _saved(path), _saved(there)
    later = path if mine > other else there
    return (
        f"{there} holds something else than {path}; saved later: {later}. Nothing was taken. "
        "Add --replace to put the new file in its place, or adopt the one that lies there."
    )


def _saved(path: Path) -> datetime:
    try:
        saved = read_workbook(path.read_bytes(), path.name, lambda tab: False).saved_at
    except RefusedError:
        saved = None
    return saved or datetime.fromtimestamp(path.stat().st_mtime, tz=LONDON)


class Adopting:
    """One run: what is proposed, what a person answers to it, what is written."""

    def __init__(
        self,
        workbooks: Path,
        files: Sequence[TrackerFile],
        answers: Sequence[Answer],
        *,
        may_ask: bool,
    ) -> None:
        """Proposes a mapping, and asks where somebody is there to answer.

        Raises:
            AnswersError: an answer is none that its question takes.
        """
        self._mapping = workbooks / MAPPING_FILE
        self.questions_file = workbooks / QUESTIONS_FILE
        is_there = self._mapping.is_file()
        self._text = self._mapping.read_text(encoding="utf-8-sig") if is_there else ""
        today = now().date()
        proposal = propose(files, self._text, answers, today)
        if proposal.questions and may_ask:
            typed = asked(proposal.questions)
            proposal = propose(files, self._text, [*answers, *typed], today)
        self._proposal = proposal

    @property
    def decisions(self) -> tuple[Question, ...]:
        """What is open, as far as it is asked at once."""
        return self._proposal.questions[:MOST_ASKED]

    def write(self) -> None:
        """Writes ``mapping.yml`` where it grew, and what is open."""
        if self._proposal.text != self._text:
            write_atomic(self._mapping, self._proposal.text.encode())
        if self._proposal.questions or self.questions_file.exists():
            questions = written_questions(self._proposal.questions)
            write_atomic(self.questions_file, questions.encode())

    def lines(self) -> Iterator[str]:
        """Every heading with two values and what it may be; answers that answer nothing."""
        yield from self._proposal.listing
        for each in self._proposal.unused:
            yield f"Nothing was asked that this answers: {each.ask} {dict(each.of)}"


def asked(questions: Sequence[Question]) -> list[Answer]:
    """The answers that a person types at the terminal; an empty answer leaves one open."""
    answers = []
    for number, each in enumerate(questions[:MOST_ASKED], 1):
        click.echo(f"\n{number}. {each.says} [{each.ask}]")
        for at, choice in enumerate(each.answers):
            click.echo(f"   {at} {choice}{' (default)' if at == 0 else ''}")
        if each.is_open:
            click.echo("   or type a day, such as 2026-11-30")
        typed = str(click.prompt("   Your answer", default="", show_default=False)).strip()
        is_number = typed.isdigit() and int(typed) < len(each.answers)
        answer = each.answers[int(typed)] if is_number else typed
        if answer:
            answers.append(Answer(ask=each.ask, of=each.of, answer=answer))
    return answers
