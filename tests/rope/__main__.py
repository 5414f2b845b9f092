"""The rope: everything that the product writes of two portals, as one manifest of SHA-256.

``python -m tests.rope --to FILE`` before a step that should change nothing, ``--against FILE``
after it. ``--keep DIR`` leaves the files themselves, to see how one differs.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rope.braid import FILES, braid
from tests.rope.manifest import differences, manifest_of, read, write
from tests.rope.strands import Strand, strands


def main(typed: Sequence[str] | None = None, taken: Iterable[Strand] = tuple(strands())) -> int:
    """Takes a rope, or compares one; 1 where a path differs."""
    asked = _asked(typed)
    with TemporaryDirectory() as held:
        folder = Path(asked.keep or held).resolve()
        braid(folder, taken)
        now = manifest_of(folder / FILES)
    if asked.to:
        write(now, asked.to)
        print(f"{len(now)} files in {asked.to}")
        return 0
    for line in (found := list(differences(read(asked.against), now))):
        print(line)
    print(f"{len(now)} files, {len(found)} not as before")
    return 1 if found else 0


def _asked(typed: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.rope")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=Path, metavar="FILE", help="Write the manifest here.")
    what.add_argument("--against", type=Path, metavar="FILE", help="Compare with this manifest.")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="Leave the files in a new folder.")
    return parser.parse_args(typed)


if __name__ == "__main__":
    sys.exit(main())
