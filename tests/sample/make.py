"""Remakes the sample provider in ``workbooks/`` from the text tables beside this file.

Run ``python -m tests.sample.make`` from the root of the checkout. The same tables give the same
bytes; ``tests/sample/test_make.py`` holds that what lies in ``workbooks/`` is what they give.
"""

import sys
from pathlib import Path

from tests.sample.book import write_book

BOOKS = {
    "provider": "Fernleigh Care provider register",
    "oakfield-house": "Oakfield House action tracker",
    "birch-lane": "Birch Lane action tracker",
    "harbour-homecare": "Harbour Homecare action tracker",
    "assurance": "Fernleigh Care assurance records",
}
"""Folder of tables -> title; the workbook has the folder's name."""
WORKBOOKS = Path(__file__).parents[2] / "workbooks"
POLICY = WORKBOOKS / "policy.yml"
"""Written by hand; it stands beside the workbooks."""


def make(folder: Path) -> None:
    """Writes the five workbooks of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, title in BOOKS.items():
        write_book(name, title, folder / f"{name}.xlsx")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else WORKBOOKS)
