"""The smallest folder for each problem of a workbook: it raises that problem and nothing else."""

from tests.problems.faulty_cells import IN_CELL
from tests.problems.faulty_files import IN_WORKBOOK
from tests.problems.faulty_parts import Faulty
from tests.problems.faulty_records import BETWEEN_RECORDS

FAULTY: dict[str, Faulty] = {**IN_WORKBOOK, **IN_CELL, **BETWEEN_RECORDS}
