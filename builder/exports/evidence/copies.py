"""Which evidence files go into a site for inspectors, under which names, and which do not.

A file is named by the hash of its content, so that its name tells nothing and one file that
proves two lines is there once.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from builder.exports.evidence.text import NotOpenedError, words_in
from builder.exports.evidence.way import COPY_OF_TRACKER, EvidenceWay, OwnFiles
from builder.field import Evidence, Link, Register
from builder.field.address import is_web
from builder.portal.parts.addresses import COPIED_EVIDENCE
from builder.storage import sha256_of_file

Texts = Callable[[], Iterable[tuple[str, Iterable[bytes]]]]
"""Gives (path, the words of a file in pieces) anew each time."""
Leaking = Callable[[Texts], frozenset[str]]
"""Gives the paths whose words the audience may not see."""
DIGITS = 32
"""Hex digits of the hash in a name."""
_ENDINGS = frozenset(
    [
        *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".xlsx", ".xls", ".ods", ".csv"),
        *(".pptx", ".jpg", ".jpeg", ".png", ".gif", ".eml", ".msg"),
    ]
)
"""Endings that tell a computer what a file is, and a reader nothing of its name."""
_MEGABYTE = 1_000_000
NOT_READ = "The file could not be read."
NOT_FOLLOWED = (
    "Its path leads out of the workbooks' folder, over a link or to no plain file, "
    "or to a share policy does not name."
)
_AS_TEXT = ".txt"
"""What is handed to the leak check is text, whatever it was taken from."""
HOLDS_WITHHELD = "It holds words that this reader may not see."
NOT_OPENED = "It could not be opened to look for words that this reader may not see."
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
    is_read: bool = True
    """Whether its words were looked into for what the audience may not see."""


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

    def refs_not_read(self) -> tuple[str, ...]:
        """Evidence refs whose copies were not looked into."""
        return tuple(ref for each in self.copies if not each.is_read for ref in each.refs)

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
    own: OwnFiles | None = None,
    leaking: Leaking | None = None,
) -> EvidenceFolder:
    """Plans the evidence folder of a site; nothing is copied here.

    Args:
        register: What the audience may see: confidential evidence is not in it any more.
        root: The folder that relative links start from.
        share_prefixes: Shares that links may begin with, from policy.
        most_bytes_a_file: A larger file is not copied.
        most_bytes: All files together; what comes after in the register's order is not copied.
        own: What is the portal's own, so that it is never copied.
        leaking: Of texts by path, the paths that hold what is withheld; ``None`` = nothing is.
    """
    own = own or OwnFiles()
    way = EvidenceWay(root.resolve(), share_prefixes, own)
    planning = _Planning(way, own.inputs, most_bytes_a_file, most_bytes)
    for evidence in register.evidence:
        planning.add(evidence)
    folder = planning.folder()
    return folder if leaking is None else _without_leaks(register, folder, leaking)


def _without_leaks(register: Register, folder: EvidenceFolder, leaking: Leaking) -> EvidenceFolder:
    """The folder without files whose words the audience may not see."""
    unopened: set[str] = set()
    unread: set[str] = set()

    def texts() -> Iterator[tuple[str, Iterable[bytes]]]:
        for each in folder.copies:
            try:
                found = words_in(each.source.suffix.casefold(), each.source.read_bytes())
                pieces = None if found is None else [text.encode() + b"\n" for text in found]
            except (NotOpenedError, OSError):
                unopened.add(each.path)
                continue
            if pieces is None:
                unread.add(each.path)
            else:
                yield f"{each.path}{_AS_TEXT}", pieces

    held = {path.removesuffix(_AS_TEXT) for path in leaking(texts)}
    why = {**dict.fromkeys(held, HOLDS_WITHHELD), **dict.fromkeys(unopened, NOT_OPENED)}
    of_ref = {ref: each.path for each in folder.copies for ref in each.refs}
    left_out = {each.ref: each for each in folder.not_copied}
    for evidence in register.evidence:
        if (reason := why.get(of_ref.get(evidence.ref, ""))) is not None:
            action = evidence.action or ""
            left_out[evidence.ref] = NotCopied(ref=evidence.ref, action=action, why=reason)
    order = [each.ref for each in register.evidence]
    return EvidenceFolder(
        copies=tuple(
            replace(each, is_read=each.path not in unread)
            for each in folder.copies
            if each.path not in why
        ),
        not_copied=tuple(left_out[ref] for ref in dict.fromkeys(order) if ref in left_out),
    )


def with_copies(register: Register, folder: EvidenceFolder) -> Register:
    """The register whose evidence links lead to the copies, from the site's root."""
    return replace(register, evidence=tuple(_linked(each, folder) for each in register.evidence))


def _linked(evidence: Evidence, folder: EvidenceFolder) -> Evidence:
    link, path = evidence.link, folder.path_of(evidence.ref)
    if link is None or path == link.target:
        return evidence
    # RATIONALE: what is typed like the address of a copy is none.
    if path is None and not (link.target or "").startswith(COPIED_EVIDENCE):
        return evidence
    return replace(evidence, link=Link(link.text, path))


class _Planning:
    def __init__(
        self, way: EvidenceWay, inputs: frozenset[str], most_a_file: int, most: int
    ) -> None:
        self._way, self._inputs = way, inputs
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
        if is_web(target):
            return "It stands on the web; the link leads there."
        try:
            found = self._way.find(target)
        except OSError:
            return NOT_READ
        if found.own:
            return f"It is {found.own}."
        if found.path is not None:
            return self._planned(evidence, found.path)
        return "No file stands there." if found.is_followed else NOT_FOLLOWED

    def _planned(self, evidence: Evidence, source: Path) -> str:
        try:
            size = source.stat().st_size
            digest = "" if size > self._most_a_file else sha256_of_file(source)
        except OSError:
            return NOT_READ
        if size > self._most_a_file:
            return f"It is larger than {self._most_a_file / _MEGABYTE:g} MB."
        if digest in self._inputs:
            return f"It is {COPY_OF_TRACKER}."
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
    digest = hashlib.sha256()
    with copy.source.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != copy.sha256:
        raise OSError(f"{copy.path} changed while the site was built")
