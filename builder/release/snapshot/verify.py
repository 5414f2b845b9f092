"""Whether a snapshot is as it was made: each altered, added or missing file by name."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.release.snapshot.bag import (
    INFO,
    MANIFEST,
    PAYLOAD,
    SIGNATURE,
    SIGNED,
    TAG_MANIFEST,
    lines,
    read_manifest,
    signed_label,
)
from builder.release.snapshot.given_files import GivenFiles, NotASnapshotError, opened
from builder.release.snapshot.keys import KeyFaultError, Signer, check
from builder.release.snapshot.packing import PIECE


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
        NotASnapshotError: it is no snapshot, or a hostile one.
    """
    with opened(path) as held:
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
        info = _info(held)
        signer, signature_fault = _signature(held, info)
        if not faults and not signature_fault and not held.is_sealed:
            faults.append(Fault(what="altered", path=f"{path.name} itself, as it is packed"))
        return Verification(
            faults=tuple(faults),
            files=len(listed),
            signer=signer,
            signature_fault=signature_fault,
            zip_sha256=_sha256(path) if path.is_file() else "",
            info=info,
        )


def _listed(held: GivenFiles) -> tuple[dict[str, str], list[Fault]]:
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


def _signature(held: GivenFiles, info: Mapping[str, str]) -> tuple[Signer | None, str]:
    """Who signed, and what is wrong with the signature, empty where nothing is."""
    said = info.get(SIGNED, "")
    if SIGNATURE not in held.names:
        return None, "The snapshot says that it is signed, but its signature is gone." * bool(said)
    try:
        signer = check(held.read(TAG_MANIFEST), held.read(SIGNATURE))
    except KeyFaultError as error:
        return None, str(error)
    if not signer.is_of_earlier_form and not said:
        return None, "The snapshot does not say that it is signed: the signature came later."
    if said and said != signed_label(signer.fingerprint):
        return None, "The signature is by another key than the snapshot says."
    return signer, ""


def _info(held: GivenFiles) -> Mapping[str, str]:
    if INFO not in held.names:
        return {}
    text = held.read(INFO).decode("utf-8", "replace")
    parted = (line.partition(": ") for line in text.splitlines() if ": " in line)
    return {label: value for label, _, value in parted}


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()
