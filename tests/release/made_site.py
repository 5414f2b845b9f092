"""Small sites and a disk that fails where a test wants it to."""

from collections.abc import Mapping
from pathlib import Path

from builder.release.disk import Disk
from builder.release.manifest import MANIFEST, site_files, write_manifest


def make_site(
    folder: Path, files: Mapping[str, str], build_id: str, audience: str = "staff"
) -> Path:
    """A finished site with its manifest."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    write_manifest(folder, {"audience": audience, "build_id": build_id, "services": []})
    return folder


def content(folder: Path) -> dict[str, str]:
    """Every file of a site but the manifest, with its text."""
    return {path: (folder / path).read_text(encoding="utf-8") for path in site_files(folder)}


class KilledError(BaseException):
    """Stands for a process that ends at once: nothing of ours catches it."""


class FailingDisk(Disk):
    """Does so many effects, then fails with the given exception, before or after the effect."""

    def __init__(self, effects: int, failure: BaseException, *, is_after: bool = False) -> None:
        object.__setattr__(self, "sleep", lambda _seconds: None)
        self.__dict__["left"] = effects
        self.__dict__["failure"] = failure
        self.__dict__["is_after"] = is_after

    def write(self, path: Path, content: bytes, *, is_private: bool = False) -> None:
        if self._is_last() and not self.__dict__["is_after"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f".{path.name}.tmp").write_bytes(content[: len(content) // 2])
            raise self.__dict__["failure"]
        super().write(path, content, is_private=is_private)
        self._after()

    def move(self, new: Path, old: Path) -> None:
        if self._is_last() and not self.__dict__["is_after"]:
            raise self.__dict__["failure"]
        super().move(new, old)
        self._after()

    def remove(self, path: Path) -> None:
        if self._is_last() and not self.__dict__["is_after"]:
            raise self.__dict__["failure"]
        super().remove(path)
        self._after()

    def _is_last(self) -> bool:
        self.__dict__["left"] -= 1
        return bool(self.__dict__["left"] == 0)

    def _after(self) -> None:
        if self.__dict__["left"] == 0 and self.__dict__["is_after"]:
            raise self.__dict__["failure"]


__all__ = ["MANIFEST", "FailingDisk", "KilledError", "content", "make_site"]
