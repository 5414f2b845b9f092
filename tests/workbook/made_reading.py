"""Reads a folder of small workbooks as the tests do."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from builder import shipped
from builder.frameworks import Catalogue, load_catalogue
from builder.workbook.reading.folder_reading import Reading, read_folder
from tests.made import as_at

AS_AT = as_at("2026-11-20 17:20")


@cache
def catalogue_of_care() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue(shipped.catalogue_text())


CATALOGUE_OF_CARE = catalogue_of_care()


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def read(folder: Path, files: Mapping[str, bytes], mapping: str | None = None) -> Reading:
    """The reading of a folder with these files."""
    put(folder, files)
    return read_folder(folder, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT, mapping_text=mapping)


def found(reading: Reading) -> list[tuple[str, str]]:
    """Code and place of each problem, in their order."""
    return [(problem.code, str(problem.place)) for problem in reading.problems]
