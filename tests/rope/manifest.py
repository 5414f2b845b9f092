"""The SHA-256 of every file of a rope, and where two ropes differ."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

Manifest = Mapping[str, str]
"""Path from the rope's folder -> SHA-256; what stands in a zip has a path of its own too."""


def manifest_of(folder: Path) -> Manifest:
    """The manifest of the files beneath a folder, by path."""
    return dict(sorted(_hashes(folder)))


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*"):
        if file.is_file():
            path = file.relative_to(folder).as_posix()
            yield path, sha256(file.read_bytes()).hexdigest()
            if file.suffix == ".zip":
                with ZipFile(file) as packed:
                    for name in packed.namelist():
                        yield f"{path}/{name}", sha256(packed.read(name)).hexdigest()


def write(manifest: Manifest, file: Path) -> None:
    """Writes a manifest as JSON."""
    text = json.dumps(manifest, ensure_ascii=False, indent=0)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read(file: Path) -> Manifest:
    """Reads a manifest that was written."""
    manifest: Manifest = json.loads(file.read_text(encoding="utf-8"))
    return manifest


def differences(before: Manifest, after: Manifest) -> Iterator[str]:
    """A line for each path that differs, is gone or is new, by path."""
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            yield f"gone: {path}"
        elif path not in before:
            yield f"new: {path}"
        elif before[path] != after[path]:
            yield f"differs: {path}"
