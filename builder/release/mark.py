"""How a portal knows a site of its own: by its mark, and by the list of what it put there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.release.folder import OWN, NotOurFolderError, plain_bytes, refuse_links
from builder.release.manifest import files_of, manifest_of, read_manifest

MARK = "site.json"
"""Under ``.portal/``: the manifest of what was put in place last."""
JOURNAL = "journal.json"
"""Under ``.portal/``, while files are put in place: the manifest of what is being put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Whom a site is for."""

    audience: str
    services: tuple[str, ...] | None
    """Slugs; empty means every service; ``None`` where an earlier version did not say."""

    @property
    def words(self) -> str:
        """Whom, for a person: ``staff, oakfield``."""
        return ", ".join((self.audience, *(self.services or ())))

    def are(self, others: "Readers") -> bool:
        """Whether they are the same readers, as far as both are known."""
        is_known = self.services is not None and others.services is not None
        return self.audience == others.audience and (
            not is_known or self.services == others.services
        )


def readers_of(manifest: Mapping[str, object] | None) -> Readers | None:
    """Whom a build was made for; ``None`` where it does not say."""
    audience = manifest.get("audience") if manifest else None
    services = manifest.get("services") if manifest else None
    if not isinstance(audience, str):
        return None
    return Readers(
        audience=audience,
        services=tuple(map(str, services)) if isinstance(services, list) else None,
    )


def in_place(target: Path) -> Mapping[str, object] | None:
    """The manifest of what was put in a site last: by the mark, else by ``build.json``."""
    return manifest_of(plain_bytes(target / OWN / MARK)) or read_manifest(target)


def under_way(target: Path) -> Mapping[str, object] | None:
    """The manifest that a run was putting in place when it was stopped."""
    return manifest_of(plain_bytes(target / OWN / JOURNAL))


def known_files(
    target: Path, others: Iterable[Mapping[str, object]] = ()
) -> Mapping[str, frozenset[str]]:
    """Path -> the digests of what the portal itself has put there.

    Args:
        target: the site.
        others: manifests of the releases that it keeps.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for manifest in (in_place(target), under_way(target), *others):
        for path, digest in files_of(manifest).items():
            known[path].add(digest)
    return {path: frozenset(digests) for path, digests in known.items()}


def refuse_foreign(target: Path) -> None:
    """Makes sure that a folder is absent, empty, or a site that a portal put there.

    Raises:
        NotOurFolderError: it holds something else, or leads elsewhere.
    """
    refuse_links(target)
    if not target.exists():
        return
    if not target.is_dir():
        raise NotOurFolderError(f"{target} is a file. Name a folder for the site.")
    own = target / OWN
    if own.exists() and not own.is_dir():
        raise NotOurFolderError(f"{own} is a file. Remove it, then run again.")
    if any(target.iterdir()) and not own.is_dir() and read_manifest(target) is None:
        raise NotOurFolderError(
            f"{target} holds files and no mark of a portal site. "
            "Name an empty folder for the site; nothing was changed."
        )


def odd_lists(target: Path) -> tuple[str, ...]:
    """Words on each list of the portal's in a site that stands there and cannot be used."""
    lists = (target / "build.json", target / OWN / MARK, target / OWN / JOURNAL)
    return tuple(
        f"{each} could not be used: it is not as builds write it. It was written anew."
        for each in lists
        if each.is_file() and manifest_of(plain_bytes(each)) is None
    )
