"""Where finished pages wait on the disk, so that memory does not grow with their number."""

from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Protocol


class Body(Protocol):
    """The HTML of a page, wherever it lies."""

    def text(self) -> str:
        """The HTML."""


@dataclass(frozen=True, slots=True)
class Held:
    """A body in memory."""

    html: str

    def text(self) -> str:
        """The HTML."""
        return self.html


@dataclass(frozen=True, slots=True)
class Shelf:
    """One temporary file for all bodies; it is gone when nobody holds a body any more."""

    file: IO[bytes] = field(default_factory=TemporaryFile)

    def __del__(self) -> None:
        """The last body was let go."""
        self.file.close()

    def put(self, html: str) -> "Shelved":
        """Lays a body down and says where.

        Raises:
            OSError: the disk is full.
        """
        data = html.encode()
        start = self.file.seek(0, 2)
        self.file.write(data)
        return Shelved(self, start, len(data))

    def read(self, start: int, length: int) -> str:
        """A body laid down before; ``start`` and ``length`` in bytes."""
        self.file.seek(start)
        return self.file.read(length).decode()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A body on a shelf."""

    shelf: Shelf = field(repr=False, compare=False)
    start: int
    length: int

    def text(self) -> str:
        """The HTML."""
        return self.shelf.read(self.start, self.length)
