"""The parts of a workbook by name, for comparing two workbooks whatever packed them."""

from pathlib import Path
from zipfile import ZipFile


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part unpacked; two programs may pack the same bytes differently."""
    with ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
