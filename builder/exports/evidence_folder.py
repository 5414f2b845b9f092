"""Which evidence files go into a site for inspectors, under which names, and which do not.

A file is named by the hash of its content, so that its name tells nothing and one file that
proves two lines is there once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from builder.portal.addresses import COPIED_EVIDENCE
from builder.records import Evidence, Link, Register
from builder.storage import sha256_of_file

DIGITS = 32
"""Hex digits of the hash in a name."""
_WEB = ("http://", "https://", "mailto:")
_ENDINGS = frozenset(
    [
        *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".xlsx", ".xls", ".ods", ".csv"),
        *(".pptx", ".jpg", ".jpeg", ".png", ".gif", ".eml", ".msg"),
    ]
)
"""Endings that tell a computer what a file is, and a reader nothing of its name."""
_MEGABYTE = 1_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCopy:
    """One file to copy."""

    source: Path
    path: str
    """From the site's root: ``evidence/files/<hash>.pdf``."""
    sha256: str
    size: int
    """In bytes."""
    refs: tuple[str, ...]
    """Evidence refs that lead to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCopied:
    """One evidence file that is not in the site."""

    ref: str
    action: str
    why: str
    """One plain sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFolder:
    """What is copied and what is not."""

    copies: tuple[EvidenceCopy, ...] = ()
    """In the order of their paths."""
    not_copied: tuple[NotCopied, ...] = ()
    """In the order of the register."""

    def path_of(self, ref: str) -> str | None:
        """The path of an evidence file from the site's root; ``None`` where it is not copied."""
        return next((each.path for each in self.copies if ref in each.refs), None)


def evidence_copies(
    register: Register,
    root: Path,
    *,
    share_prefixes: tuple[str, ...] = (),
    most_bytes_a_file: int,
    most_bytes: int,
) -> EvidenceFolder:
    """Plans the evidence folder of a site; nothing is copied here.

    Args:
        register: What the audience may see: confidential evidence is not in it any more.
        root: The folder that relative links start from.
        share_prefixes: Shares that links may begin with, from policy.
        most_bytes_a_file: A larger file is not copied.
        most_bytes: All files together; what comes after in the register's order is not copied.
    """
    planning = _Planning(root, share_prefixes, most_bytes_a_file, most_bytes)
    for evidence in register.evidence:
        planning.add(evidence)
    return planning.folder()


def with_copies(register: Register, folder: EvidenceFolder) -> Register:
    """The register whose evidence links lead to the copies, from the site's root."""
    return replace(
        register,
        evidence=tuple(
            replace(each, link=Link(each.link.text, path))
            if each.link is not None and (path := folder.path_of(each.ref)) is not None
            else each
            for each in register.evidence
        ),
    )


class _Planning:
    def __init__(
        self, root: Path, share_prefixes: tuple[str, ...], most_a_file: int, most: int
    ) -> None:
        self._root = root.resolve()
        self._prefixes = tuple(map(slashed, share_prefixes))
        self._most_a_file = most_a_file
        self._left = most
        self._copies: dict[str, EvidenceCopy] = {}
        self._not_copied: list[NotCopied] = []

    def folder(self) -> EvidenceFolder:
        copies = sorted(self._copies.values(), key=lambda each: each.path)
        return EvidenceFolder(copies=tuple(copies), not_copied=tuple(self._not_copied))

    def add(self, evidence: Evidence) -> None:
        why = self._try(evidence)
        if why:
            self._not_copied.append(
                NotCopied(ref=evidence.ref, action=evidence.action or "", why=why)
            )

    def _try(self, evidence: Evidence) -> str:
        """Plans one file; returns why it cannot be copied, empty where it can."""
        if evidence.confidential:
            return "It is confidential."
        target = evidence.link.target if evidence.link is not None else None
        if target is None:
            return "No address that can be followed is recorded."
        if target.startswith(_WEB):
            return "It stands on the web; the link leads there."
        source = found_file(target, self._root, self._prefixes)
        if source is None:
            return (
                "Its path leads out of the workbooks' folder, or to a share policy does not name."
            )
        return self._planned(evidence, source)

    def _planned(self, evidence: Evidence, source: Path) -> str:
        try:
            size = source.stat().st_size if source.is_file() else None
            digest = "" if size is None or size > self._most_a_file else sha256_of_file(source)
        except OSError:
            return "The file could not be read."
        if size is None:
            return "No file stands there."
        if size > self._most_a_file:
            return f"It is larger than {self._most_a_file / _MEGABYTE:g} MB."
        return self._kept(evidence, source, digest, size)

    def _kept(self, evidence: Evidence, source: Path, digest: str, size: int) -> str:
        path = f"{COPIED_EVIDENCE}{digest[:DIGITS]}{_ending(source)}"
        known = self._copies.get(path)
        if known is not None:
            refs = tuple(sorted({*known.refs, evidence.ref}))
            self._copies[path] = replace(known, refs=refs)
            return ""
        if size > self._left:
            return "The evidence folder has reached its size limit."
        self._left -= size
        self._copies[path] = EvidenceCopy(
            source=source, path=path, sha256=digest, size=size, refs=(evidence.ref,)
        )
        return ""


def found_file(target: str, root: Path, prefixes: tuple[str, ...]) -> Path | None:
    """The file that an address means; ``None`` where it must not be followed.

    Args:
        target: A relative path, or one on a share.
        root: The folder that relative links start from, resolved.
        prefixes: Shares that links may begin with, as ``slashed`` gives them.
    """
    plain = unquote(target.partition("#")[0])
    if any(slashed(plain).startswith(f"{prefix}/") for prefix in prefixes if prefix):
        return None if ".." in _parts(plain) else Path(plain.replace("\\", "/"))
    found = (root / plain.replace("\\", "/")).resolve()
    # RATIONALE: resolved first, so that neither ".." nor a link on the disk leads out.
    return found if found.is_relative_to(root) else None


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def slashed(path: str) -> str:
    """A path as two are compared."""
    return path.replace("\\", "/").casefold().rstrip("/")


def _ending(source: Path) -> str:
    """The ending of a file's name, where it is one that is known."""
    ending = source.suffix.casefold()
    return ending if ending in _ENDINGS else ""


def copied_bytes(folder: EvidenceFolder) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path, bytes in pieces) of each copy; a file is read when its pieces are.

    Raises:
        OSError: a file changed or went away since it was planned.
    """
    for each in folder.copies:
        yield each.path, _pieces(each)


def _pieces(copy: EvidenceCopy) -> Iterator[bytes]:
    size = 0
    with copy.source.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            yield piece
    if size != copy.size:
        raise OSError(f"{copy.path} changed while the site was built")
