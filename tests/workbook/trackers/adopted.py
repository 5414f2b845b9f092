"""Takes trackers as ``portal adopt --yes`` does, and reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.field import Action
from builder.workbook.mapping.adoption import Proposal, propose
from builder.workbook.mapping.answers import Answer
from builder.workbook.mapping.tracker_file import open_tracker
from builder.workbook.reading.folder_reading import Reading
from tests.workbook.made_reading import read

TODAY = date(2026, 11, 30)
Counts = dict[tuple[str, str], tuple[int, int]]


def _place(line: Action) -> tuple[str, str, int]:
    return line.source.workbook, line.source.sheet, line.source.row


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """What came of some trackers."""

    proposal: Proposal
    reading: Reading

    @property
    def actions(self) -> tuple[Action, ...]:
        """In the order of workbook, sheet and row."""
        lines = self.reading.register.actions
        places = [(each.source.workbook, each.source.sheet, each.source.row) for each in lines]
        return tuple(
            each for _, each in sorted(zip(places, lines, strict=True), key=lambda p: p[0])
        )

    @property
    def titles(self) -> list[str | None]:
        """Of the actions."""
        return [each.title for each in self.actions]

    @property
    def counts(self) -> Counts:
        """(Workbook, sheet) -> rows in and rows there, of the sheets that were taken."""
        found: Counts = {}
        for book in self.reading.register.inputs:
            for sheet in book.sheets:
                if sheet.read_as:
                    before = found.get((book.workbook, sheet.sheet), (0, 0))
                    now = (before[0] + sheet.rows_in, before[1] + sheet.rows_there)
                    found[book.workbook, sheet.sheet] = now
        return found

    @property
    def asked(self) -> list[tuple[str, str, str]]:
        """Kind, column and word of each open question."""
        return [(each.ask, each.column, each.word) for each in self.proposal.questions]

    def action(self, title: str) -> Action:
        """The action of this title."""
        return next(each for each in self.actions if each.title == title)


def proposed(
    files: Mapping[str, bytes], text: str = "", answers: Sequence[Answer] = ()
) -> Proposal:
    """The mapping that is proposed for trackers."""
    return propose([open_tracker(*each) for each in files.items()], text, answers, TODAY)


def adopt(
    folder: Path, files: Mapping[str, bytes], text: str = "", answers: Sequence[Answer] = ()
) -> Adopted:
    """The trackers as they come in, with the answers that are given."""
    proposal = proposed(files, text, answers)
    return Adopted(proposal=proposal, reading=read(folder, files, proposal.text))
