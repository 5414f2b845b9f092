"""What a command may write over: files of the kind that it writes, and nothing that is kept."""

from pathlib import Path

import click

REPORT_BEGINS = b"<!doctype html>"
LOG_BEGINS = b'{"'


def refuse_other_file(path: Path, ledger: Path, begins: bytes) -> None:
    """Refuses a name that another kind of file has, or one in the ledger.

    Raises:
        click.UsageError: it does; nothing was changed.
    """
    is_kept = ledger.resolve() in path.resolve().parents
    if is_kept or (path.exists() and not _may_go(path, begins)):
        raise click.UsageError(
            f"{path} is another file than this command writes. Name another place; "
            "nothing was changed."
        )


def _may_go(path: Path, begins: bytes) -> bool:
    if not path.is_file():
        # RATIONALE: a pipe or a terminal takes a log, and holds nothing that could be lost.
        return not path.is_dir()
    with path.open("rb") as file:
        return file.read(len(begins)) in (b"", begins)


def refuse_other_folder(folder: Path) -> None:
    """Refuses a folder for emitted pages that holds anything but emitted pages.

    Raises:
        click.UsageError: it does; nothing was changed.
    """
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file. Name a folder for the pages.")
    if folder.is_dir() and any(folder.iterdir()) and not _is_emitted(folder):
        raise click.UsageError(
            f"{folder} holds other files than emitted pages. Name an empty folder; "
            "nothing was changed."
        )


def _is_emitted(folder: Path) -> bool:
    from builder.site.emit import MADE, PROJECT

    file = folder / PROJECT
    return file.is_file() and file.read_bytes().startswith(MADE.encode())
