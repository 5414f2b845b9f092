"""``build.json``: every file of a built site with its digest, and what the build was made from."""

import json
from collections.abc import Mapping
from pathlib import Path

from builder.release.content_policy import content_security_policy, inline_scripts
from builder.storage import canonical_json, sha256_of, sha256_of_file

MANIFEST = "build.json"


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
    """The manifest of a built site; ``None`` where there is none or it cannot be read."""
    try:
        manifest = json.loads((site_dir / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None
