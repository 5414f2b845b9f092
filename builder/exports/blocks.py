"""Text that is made bit by bit, as bytes in blocks that are worth writing."""

from collections.abc import Iterable, Iterator

_LETTERS_A_BLOCK = 1 << 16


def in_blocks(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts one after the other, in UTF-8; at most one block of them is held."""
    held: list[str] = []
    letters = 0
    for text in texts:
        held.append(text)
        letters += len(text)
        if letters >= _LETTERS_A_BLOCK:
            yield "".join(held).encode()
            held.clear()
            letters = 0
    yield "".join(held).encode()
