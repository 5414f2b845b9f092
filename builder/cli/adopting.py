"""What ``adopt`` and ``map`` do with files: opens trackers and copies them, writes the answers."""

from collections.abc import Iterable
from pathlib import Path

from builder.problems import Cell, Problem, in_workbook
from builder.workbook.airlock.limits import MOST_BYTES
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.tracker_file import TrackerFile, open_tracker


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
