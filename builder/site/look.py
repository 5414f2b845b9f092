"""How a portal looks: what its provider set in ``mkdocs.yml``, else the portal's own."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

FOLDER = "assets/portal"
NOTICE = "Read-only: correct data in Excel, not here."
LOGO = f"{FOLDER}/logo.svg"
REACHES_OUT = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an address outside the site begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the frame of each page takes from the provider; addresses are from the site's root."""

    name: str
    language: str = "en"
    logo: str = LOGO
    favicon: str = LOGO
    primary: str = "custom"
    """Colour of the bar by its name in Material's palette; ``custom`` = the portal's own."""
    accent: str = "custom"
    font: str = ""
    """Family that the reader's machine has; empty = the portal's own."""
    notice: str = NOTICE
    """HTML, as mkdocs takes a ``copyright``."""
    style_sheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def look_of(config: Mapping[str, object], name: str, site: str = ".") -> Look:
    """The look that a configuration asks for.

    Args:
        config: what stands in ``mkdocs.yml``, inherited files included.
        name: of the portal.
        site: root of the whole site, where the provider's files lie, from the portal's own.
    """
    theme = config.get("theme")
    own = theme if isinstance(theme, Mapping) else {}
    palette = own.get("palette")
    first = palette[0] if isinstance(palette, list) and palette else palette
    colours = first if isinstance(first, Mapping) else {}
    font = own.get("font")
    logo = _address(own.get("logo"), site) or LOGO
    return Look(
        name=name,
        language=str(own.get("language") or "en"),
        logo=logo,
        favicon=_address(own.get("favicon"), site) or logo,
        primary=_colour(colours.get("primary")),
        accent=_colour(colours.get("accent")),
        font=str(font.get("text") or "") if isinstance(font, Mapping) else "",
        notice=str(config.get("copyright") or NOTICE),
        style_sheets=_addresses(config.get("extra_css"), site),
        scripts=_addresses(config.get("extra_javascript"), site),
    )


def _address(value: object, site: str) -> str:
    if not isinstance(value, str) or not value:
        return ""
    return value if REACHES_OUT.match(value) else posixpath.normpath(f"{site}/{value}")


def _addresses(value: object, site: str) -> tuple[str, ...]:
    """Files of the provider; a script may stand as a mapping with its path."""
    listed = value if isinstance(value, list) else []
    paths = (each.get("path") if isinstance(each, Mapping) else each for each in listed)
    return tuple(found for each in paths if (found := _address(each, site)))


def _colour(value: object) -> str:
    return str(value).replace(" ", "-") if value else "custom"
