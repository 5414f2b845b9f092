"""The releases that a target keeps: each file once by its digest, a manifest a release."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.release.disk import Disk
from builder.storage import canonical_json

NUMBER_WIDTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release that can be put in place."""

    number: int
    build_id: str
    manifest: Mapping[str, object]

    @property
    def files(self) -> Mapping[str, str]:
        """Path from the site's root to SHA-256."""
        files = self.manifest.get("files")
        return files if isinstance(files, Mapping) else {}

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(path.endswith(".html") for path in self.files)


@dataclass(frozen=True, slots=True)
class Store:
    """``.portal/`` of a target."""

    target: Path
    disk: Disk

    @property
    def folder(self) -> Path:
        """Everything that is not the site itself."""
        return self.target / ".portal"

    def releases(self) -> tuple[Release, ...]:
        """The releases kept, oldest first."""
        kept = (_release(path) for path in sorted((self.folder / "releases").glob("*.json")))
        return tuple(each for each in kept if each is not None)

    def keep(self, manifest: Mapping[str, object], site_dir: Path) -> Release:
        """Stores each file that is not stored yet, then the manifest."""
        files = manifest.get("files")
        for path, digest in sorted(files.items() if isinstance(files, Mapping) else ()):
            if not self._blob(digest).is_file():
                self.disk.write(self._blob(digest), (site_dir / path).read_bytes())
        releases = self.releases()
        number = releases[-1].number + 1 if releases else 1
        build_id = str(manifest.get("build_id", ""))
        self.disk.write(
            self.folder / "releases" / f"{number:0{NUMBER_WIDTH}}.json",
            (canonical_json(manifest) + "\n").encode(),
        )
        return Release(number=number, build_id=build_id, manifest=manifest)

    def content(self, digest: str) -> bytes:
        """The bytes of a stored file, checked.

        Raises:
            OSError: it is not stored, or what is stored is damaged.
        """
        content = self._blob(digest).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise OSError(f"a stored file is damaged: {self._blob(digest)}. Publish again.")
        return content

    def drop(self, release: Release) -> None:
        """Forgets a release; its files stay until the next prune."""
        self.disk.remove(self.folder / "releases" / f"{release.number:0{NUMBER_WIDTH}}.json")

    def prune(self, keep: int) -> None:
        """Keeps the last releases, and only the files that they need."""
        releases = self.releases()
        for release in releases[:-keep]:
            self.drop(release)
        needed = {digest for each in releases[-keep:] for digest in each.files.values()}
        for blob in sorted((self.folder / "store").glob("*/*")):
            if blob.name not in needed:
                self.disk.remove(blob)

    def _blob(self, digest: str) -> Path:
        return self.folder / "store" / digest[:2] / digest


def _release(path: Path) -> Release | None:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        return Release(number=int(path.stem), build_id=str(manifest["build_id"]), manifest=manifest)
    except (OSError, ValueError, KeyError, TypeError):
        return None
