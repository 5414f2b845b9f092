"""``build.json``: every file of a built site with its digest, and what the build was made from."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from builder.portal.parts.addresses import DEVICES
from builder.release.content_policy import content_security_policy, inline_scripts
from builder.release.folder import OWN, plain_bytes
from builder.storage import canonical_json, sha256_of, sha256_of_file

MANIFEST = "build.json"
_MORE_DEVICES = frozenset(
    ["conin$", "conout$", "clock$", *(f"{port}{n}" for port in ("com", "lpt") for n in "¹²³")]
)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff\\:*?"<>|]')


def digests(site_dir: Path) -> dict[str, str]:
    """Path from the site's root, with ``/``, to SHA-256 of every file but the manifest."""
    return {path: sha256_of_file(site_dir / path) for path in site_files(site_dir)}


def site_files(site_dir: Path) -> tuple[str, ...]:
    """Every file of a site but the manifest, sorted; ``.portal/`` is no part of the site."""
    found = (
        each.relative_to(site_dir).as_posix() for each in site_dir.rglob("*") if each.is_file()
    )
    return tuple(sorted(p for p in found if p != MANIFEST and not p.startswith(".portal/")))


def write_manifest(site_dir: Path, facts: Mapping[str, object]) -> Mapping[str, object]:
    """Writes ``build.json`` for a finished site and returns what it holds."""
    files: dict[str, str] = {}
    scripts: set[str] = set()
    for path in site_files(site_dir):
        if not path.endswith(".html"):
            files[path] = sha256_of_file(site_dir / path)
            continue
        content = (site_dir / path).read_bytes()
        files[path] = sha256_of(content)
        scripts.update(inline_scripts(content))
    manifest = {**facts, "csp": content_security_policy(scripts), "files": files}
    (site_dir / MANIFEST).write_text(
        canonical_json(manifest) + "\n", encoding="utf-8", newline="\n"
    )
    return manifest


def read_manifest(site_dir: Path) -> Mapping[str, object] | None:
    """The manifest of a built site; ``None`` where there is none or it cannot be used."""
    return manifest_of(plain_bytes(site_dir / MANIFEST))


def manifest_of(content: bytes | None) -> Mapping[str, object] | None:
    """A manifest of the form that builds write; ``None`` for anything else.

    A list that names a file outside its site is no such list.
    """
    try:
        manifest = json.loads(content or b"")
    except (ValueError, RecursionError):
        return None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("build_id"), str):
        return None
    files = manifest.get("files")
    if not isinstance(files, dict):
        return None
    is_known = all(
        is_site_path(path) and isinstance(digest, str) and _DIGEST.fullmatch(digest)
        for path, digest in files.items()
    )
    return manifest if is_known else None


def files_of(manifest: Mapping[str, object] | None) -> Mapping[str, str]:
    """Path from the site's root to SHA-256, of a manifest that was read."""
    files = manifest.get("files") if manifest else None
    return files if isinstance(files, Mapping) else {}


def is_site_path(path: str) -> bool:
    """Whether it names a file inside a site on every system: no way out, no drive, no device."""
    parts = path.casefold().split("/")
    return (
        not _FORBIDDEN.search(path)
        and parts[0] not in (OWN, MANIFEST)
        and all(map(_is_name, parts))
    )


def _is_name(part: str) -> bool:
    # RATIONALE: Windows drops dots and spaces at a name's end, and looks for a device before a dot.
    is_whole = bool(part) and part == part.rstrip(". ")
    return is_whole and part.partition(".")[0].rstrip() not in DEVICES | _MORE_DEVICES
