"""What a provider adds to the site itself: ``mkdocs.yml``, pages of its own, its own theme."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.settings import Settings, SettingsError, read_config

_INHERITED = "INHERIT"


def own_site(settings: Settings) -> str:
    """A digest of every such file with its name; empty where there is no ``mkdocs.yml``."""
    if settings.config_file is None:
        return ""
    total = hashlib.sha256()
    for path in _files(settings.config_file, set()):
        name = os.path.relpath(path, settings.root).replace(os.sep, "/")
        content = path.read_bytes() if path.is_file() else b""
        total.update(f"{name}\x00{len(content)}\x00".encode("utf-8", "surrogatepass"))
        total.update(content)
    return total.hexdigest()


def _files(config_file: Path, seen: set[Path]) -> Iterator[Path]:
    """A configuration, the one that it builds on, and the files of what both name."""
    if config_file in seen:
        return
    seen.add(config_file)
    yield config_file
    try:
        config = read_config(config_file)
    except SettingsError:
        return
    root = config_file.parent
    for name in _named(config):
        yield from _under(root / name)
    inherited = config.get(_INHERITED)
    if isinstance(inherited, str):
        yield from _files(root / inherited, seen)


def _named(config: Mapping[str, object]) -> Iterator[str]:
    """Files and folders that mkdocs takes a site's bytes from."""
    theme, hooks = config.get("theme"), config.get("hooks")
    custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    named = (config.get("docs_dir", "docs"), custom, *(hooks if isinstance(hooks, list) else ()))
    return (each for each in named if isinstance(each, str) and each)


def _under(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path, followlinks=True):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(names))
