"""Which evidence files are handed over: the portal's own stay, and what a reader may not see."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.exports.evidence.copies import EvidenceFolder, Leaking, Texts, evidence_copies
from builder.exports.evidence.way import OwnFiles
from builder.field import Register
from builder.policy import Policy
from builder.redaction.leaks import leaks
from builder.shipped import product_texts
from builder.workbook.reading.folder_reading import tracker_test

MEGABYTE = 1_000_000


def evidence_folder(
    whole: Register,
    seen: Register,
    policy: Policy,
    root: Path | None,
    own_folders: tuple[Path, ...],
    sees_all: bool,
) -> EvidenceFolder:
    """The evidence files to copy for an audience, and why the others are not.

    Args:
        whole: The register before redaction.
        seen: The register that the audience may see.
        policy: Names shares and limits.
        root: The workbooks' folder; ``None`` = nothing is copied.
        own_folders: Folders that the portal itself writes.
        sees_all: Whether nothing is withheld, so that no file needs to be looked into.
    """
    if root is None:
        return EvidenceFolder()
    return evidence_copies(
        seen,
        root,
        share_prefixes=policy.share_prefixes,
        most_bytes_a_file=int(policy.number("evidence_copy_file") * MEGABYTE),
        most_bytes=int(policy.number("evidence_copy_all") * MEGABYTE),
        own=own_files(whole, root, own_folders),
        leaking=None if sees_all else _leaking(whole, seen),
    )


def own_files(register: Register, workbooks: Path, folders: tuple[Path, ...]) -> OwnFiles:
    """What is the portal's own, so that it is no evidence."""
    return OwnFiles(
        folders=folders,
        inputs=frozenset(each.sha256 for each in register.inputs),
        is_tracker=tracker_test(workbooks),
    )


def _leaking(whole: Register, seen: Register) -> Leaking:
    def leaking(texts: Texts) -> frozenset[str]:
        held: set[str] = set()
        # RATIONALE: a leak is told of the first file that shows it; the others come to light after.
        while more := {leak.path for leak in leaks(_but(texts, held), whole, seen, known)}:
            held |= more
        return frozenset(held)

    known = product_texts()
    return leaking


def _but(texts: Texts, held: set[str]) -> Iterator[tuple[str, Iterable[bytes]]]:
    return ((path, pieces) for path, pieces in texts() if path not in held)
