"""The releases that a target keeps: each file once by its digest, a manifest a release."""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.release.disk import Disk
from builder.release.folder import OWN, is_plain, plain_bytes
from builder.release.manifest import files_of, manifest_of
from builder.storage import canonical_json, sha256_of_file

NUMBER_WIDTH = 6
_NUMBER = re.compile(r"[0-9]{6,9}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


class DamagedReleaseError(Exception):
    """A stored file is missing or not as it was stored; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release that can be put in place."""

    number: int
    build_id: str
    manifest: Mapping[str, object]

    @property
    def files(self) -> Mapping[str, str]:
        """Path from the site's root to SHA-256."""
        return files_of(self.manifest)


@dataclass(frozen=True, slots=True)
class Store:
    """``.portal/`` of a target."""

    target: Path
    disk: Disk

    @property
    def folder(self) -> Path:
        """Everything that is not the site itself."""
        return self.target / OWN

    def close(self) -> None:
        """Lets nobody but its owner read what is kept, where the system knows of that."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if stat.S_IMODE(self.folder.stat().st_mode) == _PRIVATE_FOLDER:
            return
        # RATIONALE: the folder itself comes last: whoever finds it closed need not look inside.
        for root, folders, names in os.walk(self.folder, topdown=False):
            for path in (Path(root) / name for name in names):
                if is_plain(path):
                    _allow(path, _PRIVATE_FILE)
            for path in (Path(root) / name for name in folders):
                if not path.is_symlink():
                    _allow(path, _PRIVATE_FOLDER)
        _allow(self.folder, _PRIVATE_FOLDER)

    def releases(self) -> tuple[Release, ...]:
        """The releases kept, oldest first; a list of another form is passed over."""
        kept = ((number, manifest_of(plain_bytes(path))) for number, path in self._lists())
        return tuple(
            Release(number=number, build_id=str(manifest["build_id"]), manifest=manifest)
            for number, manifest in kept
            if manifest is not None
        )

    def odd(self) -> tuple[str, ...]:
        """Words on each release whose list cannot be used."""
        return tuple(
            f"{path} could not be used: it is not as builds write it. Remove it."
            for _, path in self._lists()
            if manifest_of(plain_bytes(path)) is None
        )

    def keep(self, manifest: Mapping[str, object], site_dir: Path) -> tuple[Release, int]:
        """Stores each file that is not stored whole, then the manifest.

        Returns:
            The release, and how many stored files were damaged and are whole again.
        """
        mended = 0
        for path, digest in sorted(files_of(manifest).items()):
            blob = self._blob(digest)
            if self._is_whole(digest):
                continue
            mended += blob.exists()
            self.disk.write(blob, (site_dir / path).read_bytes(), is_private=True)
        number = max((number for number, _ in self._lists()), default=0) + 1
        self.disk.write(
            self._list(number), (canonical_json(manifest) + "\n").encode(), is_private=True
        )
        build_id = str(manifest.get("build_id", ""))
        return Release(number=number, build_id=build_id, manifest=manifest), mended

    def content(self, digest: str) -> bytes:
        """The bytes of a stored file, checked.

        Raises:
            DamagedReleaseError: it is not stored, or what is stored is damaged.
        """
        content = plain_bytes(self._blob(digest))
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            raise DamagedReleaseError(f"{self._blob(digest)} is missing or damaged.")
        return content

    def refuse_damaged(self, release: Release) -> None:
        """Makes sure that each file of a release is stored whole.

        Raises:
            DamagedReleaseError: one is not.
        """
        for digest in sorted(set(release.files.values())):
            if not self._is_whole(digest):
                raise DamagedReleaseError(
                    f"Release {release.number} cannot be put back: {self._blob(digest)} is missing "
                    "or damaged. Nothing was changed. Mend the workbooks and run: portal publish"
                )

    def drop(self, release: Release) -> None:
        """Forgets a release; its files stay until the next prune."""
        self.disk.remove(self._list(release.number))

    def prune(self, keep: int) -> None:
        """Keeps the last releases, and only the files that they need."""
        releases = self.releases()
        for release in releases[:-keep]:
            self.drop(release)
        needed = {digest for each in releases[-keep:] for digest in each.files.values()}
        for blob in sorted((self.folder / "store").glob("*/*")):
            name = blob.name.removeprefix(".").removesuffix(".tmp")
            if _DIGEST.fullmatch(name) and blob.name not in needed:
                self.disk.remove(blob)

    def _lists(self) -> tuple[tuple[int, Path], ...]:
        found = sorted((self.folder / "releases").glob("*.json"))
        return tuple((int(each.stem), each) for each in found if _NUMBER.fullmatch(each.stem))

    def _list(self, number: int) -> Path:
        return self.folder / "releases" / f"{number:0{NUMBER_WIDTH}}.json"

    def _is_whole(self, digest: str) -> bool:
        blob = self._blob(digest)
        try:
            return is_plain(blob) and sha256_of_file(blob) == digest
        except OSError:
            return False

    def _blob(self, digest: str) -> Path:
        return self.folder / "store" / digest[:2] / digest


def _allow(path: Path, mode: int) -> None:
    # RATIONALE: some shares keep rights of their own; what they refuse is for whoever runs them.
    with suppress(OSError):
        path.chmod(mode)
