"""What is made bit by bit, in blocks that are worth writing."""

from collections.abc import Iterable, Iterator

_BYTES_A_BLOCK = 1 << 16


def in_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces one after the other; at most one block of them is held."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BYTES_A_BLOCK:
            yield b"".join(held)
            held.clear()
            size = 0
    yield b"".join(held)
