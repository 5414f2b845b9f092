"""Whether a snapshot is as it was made: each altered, added or missing file by name."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.release.bag import (
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    TAG_MANIFEST,
    lines,
    read_manifest,
)
from builder.release.keys import KeyFaultError, Signer, check

LARGEST_BYTES = 4 * 1024**3
"""Unpacked, counted while inflating: a snapshot of a large provider is a hundredth of this."""
MOST_FILES = 200_000
PIECE = 1 << 20


class NotASnapshotError(Exception):
    """The file or folder is no snapshot, or a hostile one; nothing was unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One file that is not as it was made."""

    what: str
    """``altered``, ``added``, ``missing`` or ``damaged``."""
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of a snapshot found."""

    faults: tuple[Fault, ...]
    files: int
    signer: Signer | None = None
    signature_fault: str = ""
    zip_sha256: str = ""
    """Digest of the zip itself, to compare with the covering letter; empty for a folder."""
    info: Mapping[str, str] | None = None

    @property
    def is_intact(self) -> bool:
        """Whether every file is as it was made, and a signature, where there is one, fits."""
        return not self.faults and not self.signature_fault


def verify(path: Path) -> Verification:
    """Checks a snapshot's zip or its unpacked folder.

    Raises:
        NotASnapshotError: it is no snapshot, or its names would leave its folder.
    """
    with _opened(path) as held:
        if TAG_MANIFEST not in held.names or MANIFEST not in held.names:
            raise NotASnapshotError(f"{path} holds no manifest: it is no snapshot.")
        listed, faults = _listed(held)
        for name in sorted(held.names - listed.keys() - {TAG_MANIFEST, SIGNATURE}):
            faults.append(Fault(what="added", path=name))
        for name, digest in sorted(listed.items()):
            if name not in held.names:
                faults.append(Fault(what="missing", path=name))
            elif (found := held.digest(name)) != digest:
                faults.append(Fault(what="altered" if found else "damaged", path=name))
        signer, signature_fault = _signature(held)
        return Verification(
            faults=tuple(faults),
            files=len(listed),
            signer=signer,
            signature_fault=signature_fault,
            zip_sha256=_sha256(path) if path.is_file() else "",
            info=_info(held),
        )


@dataclass(slots=True)
class _Held:
    names: frozenset[str]
    archive: zipfile.ZipFile | None
    folder: Path
    prefix: str
    left: int = LARGEST_BYTES

    def pieces(self, name: str) -> Iterator[bytes]:
        where = self.folder / name
        source = self.archive.open(self.prefix + name) if self.archive else where.open("rb")
        with source:
            while piece := source.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise NotASnapshotError("It unpacks to more than any snapshot holds.")
                yield piece

    def digest(self, name: str) -> str:
        """SHA-512 in hex; empty where the file cannot be read whole."""
        total = hashlib.sha512()
        try:
            for piece in self.pieces(name):
                total.update(piece)
        except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            return ""
        return total.hexdigest()

    def read(self, name: str) -> bytes:
        try:
            return b"".join(self.pieces(name))
        except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            return b""


@contextmanager
def _opened(path: Path) -> Iterator[_Held]:
    if path.is_dir():
        there = (each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file())
        yield _Held(names=frozenset(there), archive=None, folder=path, prefix="")
        return
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise NotASnapshotError(f"{path} cannot be opened as a zip: {error}.") from error
    with archive:
        names = [each.filename for each in archive.infolist() if not each.is_dir()]
        _refuse_hostile(names)
        prefix = _common_folder(names)
        inside = frozenset(name.removeprefix(prefix) for name in names)
        yield _Held(names=inside, archive=archive, folder=path.parent, prefix=prefix)


def _refuse_hostile(names: list[str]) -> None:
    if len(names) > MOST_FILES:
        raise NotASnapshotError("It holds more files than any snapshot.")
    if len(set(names)) != len(names):
        raise NotASnapshotError("It holds two files of one name: it was tampered with.")
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\x00" in name:
            raise NotASnapshotError(f"It holds a name that leaves its folder: {name[:80]!r}.")


def _common_folder(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    if len(tops) == 1 and all("/" in name for name in names):
        return f"{tops.pop()}/"
    return ""


def _listed(held: _Held) -> tuple[dict[str, str], list[Fault]]:
    listed: dict[str, str] = {}
    faults: list[Fault] = []
    for name in (TAG_MANIFEST, MANIFEST):
        content = held.read(name)
        try:
            entries = read_manifest(content)
        except ValueError:
            faults.append(Fault(what="damaged", path=name))
            continue
        # RATIONALE: nothing vouches for the tag manifest but its own exact form.
        if name == TAG_MANIFEST and lines(entries) != content:
            faults.append(Fault(what="altered", path=name))
        listed.update(entries)
    if MANIFEST not in listed:
        faults.append(Fault(what="altered", path=TAG_MANIFEST))
    if not any(name.startswith(PAYLOAD) for name in listed):
        faults.append(Fault(what="damaged", path=MANIFEST))
    return listed, faults


def _signature(held: _Held) -> tuple[Signer | None, str]:
    if SIGNATURE not in held.names:
        return None, ""
    try:
        return check(held.read(TAG_MANIFEST), held.read(SIGNATURE)), ""
    except KeyFaultError as error:
        return None, str(error)


def _info(held: _Held) -> Mapping[str, str]:
    if "bag-info.txt" not in held.names:
        return {}
    text = held.read("bag-info.txt").decode("utf-8", "replace")
    parted = (line.partition(": ") for line in text.splitlines() if ": " in line)
    return {label: value for label, _, value in parted}


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()
