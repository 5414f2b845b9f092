"""A portal's settings: where its workbooks, history and site are, and what it is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import yaml
from click import get_app_dir

_FOLDER = re.compile(r"[\w-][\w.-]*")


class SettingsError(ValueError):
    """The configuration file cannot be used; the message says why and what to do."""


APP_NAME = "governance-portal"
"""Folder of an account's own files, where the system keeps those of its programs."""
DEFAULT_NAME = "Governance portal"
STALE_AFTER_HOURS = 36
SUBMISSION_PORT = 587
"""Where a mail server takes messages from programs (RFC 6409)."""
_WEB = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """From whom letters come, and by which mail server they go."""

    sender: str = ""
    """Address that letters come from; empty = none is named."""
    smtp_host: str = ""
    """Empty = letters are only written as files."""
    smtp_port: int = SUBMISSION_PORT
    smtp_starttls: bool = True
    smtp_user: str = ""
    """Empty = the server asks for no name and password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run needs to know besides its moment; every path is absolute."""

    root: Path
    """Folder of ``mkdocs.yml``, or where the command was started."""
    workbooks: Path
    ledger: Path
    site_dir: Path
    cache: Path
    cache_key_file: Path | None = None
    """The account's own key to the cache, outside the portal; ``None`` = nothing is cached."""
    config_file: Path | None = None
    """``None`` where there is no ``mkdocs.yml``."""
    provider_name: str = DEFAULT_NAME
    as_at: str = ""
    """Fixed moment of the portal as typed; empty = now."""
    audience: str = "staff"
    services: tuple[str, ...] = ()
    """Service IDs shown to a commissioner; empty = all."""
    publish_to: str = ""
    stale_after_hours: int = STALE_AFTER_HOURS
    """Age at which the site itself says that it is old."""
    copy_evidence: bool = False
    mount: str = ""
    """Folder that the portal has in a site of the provider's; empty = the portal is the site."""
    address: str = ""
    """Where readers open the site, ending in ``/``; empty = it is not said."""
    letters: LetterSettings = LetterSettings()
    documents: Path | None = None
    """Folder of the site's own documents, all of which readers are given; ``None`` = unknown."""

    @property
    def of_the_portal_alone(self) -> "Settings":
        """The settings of a copy without the site that the portal is a guest in."""
        return replace(self, mount="", config_file=None) if self.mount else self

    @property
    def state(self) -> Path:
        """Folder of what the portal remembers beside the workbooks and the history."""
        return self.root / ".portal"

    @property
    def seen(self) -> Path:
        """Notes of the builds of a portal that keeps no ledger: what changed, and since when."""
        return self.state / "seen"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """Folders that the portal itself writes, so that nothing there is evidence."""
        published = (self.root / self.publish_to,) if self.publish_to else ()
        return (self.ledger, self.cache, self.state, self.site_dir, *published)

    @property
    def lacks_cached_ledger(self) -> bool:
        """Whether the ledger lies in the cache, where it may be deleted, and is not there."""
        return self.ledger.is_relative_to(self.cache) and not self.ledger.exists()

    @property
    def policy_text(self) -> str | None:
        """``policy.yml`` of the workbooks folder; ``None`` where there is none."""
        return _text(self.workbooks / "policy.yml")

    @property
    def mapping_text(self) -> str | None:
        """``mapping.yml`` of the workbooks folder; ``None`` where there is none."""
        return _text(self.workbooks / "mapping.yml")

    @property
    def framework_texts(self) -> tuple[str, ...]:
        """The provider's own frameworks: ``frameworks/*.yml`` of the workbooks folder."""
        folder = self.workbooks / "frameworks"
        return tuple(each.read_text(encoding="utf-8") for each in sorted(folder.glob("*.yml")))


def _text(path: Path) -> str | None:
    # RATIONALE: a byte that is no UTF-8 shows in the words of the problem, not as a crash.
    return path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else None


class _TolerantLoader(yaml.SafeLoader):
    """Reads ``mkdocs.yml`` without running its tags, which only mkdocs understands."""


_TolerantLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(config_file: Path, *, workbooks: Path | None = None) -> Settings:
    """The settings of a portal.

    Args:
        config_file: ``mkdocs.yml``; it need not exist.
        workbooks: stands in for the configured folder where given.

    Raises:
        SettingsError: the file is no YAML mapping, or an option has the wrong type.
    """
    root = config_file.parent.absolute()
    config = read_config(config_file)
    options = plugin_options(config)
    site_dir = options.get("site_dir") or config.get("site_dir") or "site"
    publish = options.get("publish")
    audience = _word(options, "audience", "staff")
    return Settings(
        root=root,
        config_file=config_file.absolute() if config_file.is_file() else None,
        workbooks=(workbooks or root / _word(options, "workbooks", "workbooks")).absolute(),
        ledger=(root / _word(options, "ledger", "ledger")).absolute(),
        cache=(root / _word(options, "cache", ".cache")).absolute(),
        cache_key_file=Path(get_app_dir(APP_NAME)).absolute() / "cache.key",
        site_dir=(root / str(site_dir)).absolute(),
        provider_name=str(config.get("site_name") or DEFAULT_NAME),
        as_at=str(options.get("as_at") or config.get("as_at") or ""),
        audience=audience,
        services=_names(options, "services"),
        publish_to=str(publish.get("to", "")) if isinstance(publish, Mapping) else "",
        stale_after_hours=_whole(options, "stale_after_hours", STALE_AFTER_HOURS),
        copy_evidence=options.get("copy_evidence") is True,
        mount=mount_of(options.get("mount")),
        address=_address(options.get("address") or config.get("site_url") or ""),
        letters=_letters(options),
        documents=(root / str(config.get("docs_dir") or "docs")).absolute(),
    )


def _address(address: object) -> str:
    if address == "":
        return ""
    if not isinstance(address, str) or not _WEB.fullmatch(address):
        raise SettingsError(
            f"The portal option address must be like https://portal.example.org/, not {address!r}. "
            "Correct it."
        )
    return f"{address.rstrip('/')}/"


def _letters(options: Mapping[str, object]) -> LetterSettings:
    given = options.get("letters") or {}
    kinds = {each.name: type(each.default) for each in fields(LetterSettings)}
    if not isinstance(given, Mapping) or any(kinds.get(n) is not type(v) for n, v in given.items()):
        raise SettingsError(
            "The portal option letters may hold sender, smtp_host and smtp_user as text, smtp_port "
            "as a whole number, smtp_starttls as true or false, and nothing else. Correct it."
        )
    return LetterSettings(**given)


def plugin_options(config: Mapping[str, object]) -> Mapping[str, object]:
    """The options under ``plugins: - portal:``; empty where there are none."""
    plugins = config.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("portal"), Mapping):
            return dict(entry["portal"])
    return {}


def read_config(config_file: Path) -> Mapping[str, object]:
    """What stands in a ``mkdocs.yml``; empty where there is none.

    Raises:
        SettingsError: the file is no YAML mapping.
    """
    text = _text(config_file)
    if text is None:
        return {}
    try:
        config = yaml.load(text, Loader=_TolerantLoader)
    except yaml.YAMLError as error:
        raise SettingsError(
            f"{config_file.name} cannot be read as YAML: {error}. Mend that line."
        ) from error
    if config is None:
        return {}
    if not isinstance(config, Mapping):
        raise SettingsError(f"{config_file.name} holds no settings. Begin it with site_name: ...")
    return config


def read_whole_config(config_file: Path) -> Mapping[str, object]:
    """A ``mkdocs.yml`` with what it inherits (``INHERIT``), as mkdocs puts them together.

    Raises:
        SettingsError: a file is no YAML mapping.
    """
    config = read_config(config_file)
    parent = config.get("INHERIT")
    if not isinstance(parent, str) or not (config_file.parent / parent).is_file():
        return config
    return _merged(read_whole_config(config_file.parent / parent), config)


def _merged(base: Mapping[str, object], over: Mapping[str, object]) -> Mapping[str, object]:
    found = dict(base)
    for name, value in over.items():
        before = found.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        found[name] = _merged(before, value) if both else value  # type: ignore[arg-type]  # both are
    return found


def mount_of(typed: object) -> str:
    """The portal's folder in a site of the provider's; empty = the portal is the site.

    Raises:
        SettingsError: it would lead out of the site.
    """
    mount = str(typed or "").strip("/")
    if mount and not all(_FOLDER.fullmatch(each) for each in mount.split("/")):
        raise SettingsError(
            f"The portal option mount must be a folder of the site, such as governance, not "
            f"{typed!r}. Correct it."
        )
    return mount


def _word(options: Mapping[str, object], name: str, default: str) -> str:
    value = options.get(name, default)
    if not isinstance(value, str) or not value:
        raise SettingsError(f"The portal option {name} must be text, not {value!r}. Correct it.")
    return value


def _whole(options: Mapping[str, object], name: str, default: int) -> int:
    value = options.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(
            f"The portal option {name} must be a whole number from 1, not {value!r}. Correct it."
        )
    return value


def _names(options: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = options.get(name, ())
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f"The portal option {name} must be a list of names. Correct it.")
    return tuple(value)
