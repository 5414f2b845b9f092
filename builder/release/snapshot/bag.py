"""A BagIt 1.0 bag as names and bytes: payload, manifests, bag-info (RFC 8493)."""

import hashlib
from collections.abc import Iterable, Mapping

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha512.txt"
TAG_MANIFEST = "tagmanifest-sha512.txt"
SIGNATURE = "signature.json"
INFO = "bag-info.txt"
SIGNED = "Signed"
"""Label of ``bag-info.txt`` that says that a snapshot is signed."""
PAYLOAD = "data/"

Files = tuple[tuple[str, bytes], ...]


def bag(payload: Iterable[tuple[str, bytes]], tags: Mapping[str, bytes], info: Files) -> Files:
    """The files of a bag in a fixed order, tag files first.

    Args:
        payload: (path under ``data/``, bytes).
        tags: further files at the top, such as a covering page.
        info: (label, value) of ``bag-info.txt``; ``Payload-Oxum`` is added (RFC 8493, 2.2.2).
    """
    held = tuple((PAYLOAD + path, content) for path, content in sorted(payload))
    octets = sum(len(content) for _, content in held)
    labels = (*info, ("Payload-Oxum", f"{octets}.{len(held)}".encode()))
    top = {
        **tags,
        "bagit.txt": DECLARATION,
        INFO: b"".join(
            label.encode() + b": " + _one_line(value) + b"\n" for label, value in labels
        ),
        MANIFEST: manifest(held),
    }
    tag_files = tuple(sorted(top.items()))
    return (*tag_files, (TAG_MANIFEST, manifest(tag_files)), *held)


def signed_label(fingerprint: str) -> str:
    """What stands under the label ``Signed``."""
    return f"by the key with the fingerprint {fingerprint}"


def manifest(files: Iterable[tuple[str, bytes]]) -> bytes:
    """One line a file: SHA-512, two spaces, path (RFC 8493, 2.1.3)."""
    return lines({path: hashlib.sha512(content).hexdigest() for path, content in files})


def lines(digests: Mapping[str, str]) -> bytes:
    """The text of a manifest, in the order given."""
    return b"".join(f"{digest}  {encoded(path)}\n".encode() for path, digest in digests.items())


def encoded(path: str) -> str:
    """A path as a manifest spells it: percent, CR and LF escaped (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded(path: str) -> str:
    """A manifest's path as the file is called."""
    for escaped, plain in (("%0D", "\r"), ("%0d", "\r"), ("%0A", "\n"), ("%0a", "\n")):
        path = path.replace(escaped, plain)
    return path.replace("%25", "%")


def read_manifest(content: bytes) -> dict[str, str]:
    """Path -> SHA-512 of a manifest.

    Raises:
        ValueError: a line is no manifest line.
    """
    listed: dict[str, str] = {}
    for line in content.decode("utf-8").splitlines():
        digest, _, path = line.partition(" ")
        if not path.strip():
            raise ValueError(f"a line of the manifest cannot be read: {line[:60]!r}")
        listed[decoded(path.strip().removeprefix("*"))] = digest.casefold()
    return listed


def _one_line(value: bytes) -> bytes:
    return b" ".join(value.split())
