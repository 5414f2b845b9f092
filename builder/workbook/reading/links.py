"""Reads links, and says which addresses may be followed."""

import re
from urllib.parse import urlsplit

from builder.field import Link
from builder.field.address import file_parts, is_web, own_kind, share_parts
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import clean
from builder.workbook.reading.spot import Spot

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_DRIVE = re.compile(r"[A-Za-z]:(?:[\\/]|$)")
_LOOKS_LIKE_PATH = re.compile(r"\S*[/\\].*|[^/\\]+\.[A-Za-z0-9]{1,5}(?:#.*)?")
_PLAIN_WEB = re.compile(r"https?://[A-Za-z0-9.-]*[A-Za-z0-9](?::\d{1,4})?(?:[/?#][!-\[\]-~]*)?")
"""A web address that needs no second look."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f]")


def read_link(text: str, address: str, spot: Spot) -> Link:
    """A link; without a target where its address is refused.

    Args:
        text: What the cell shows, cleaned.
        address: The hyperlink behind the cell, or an empty text.
        spot: Where it stands.
    """
    behind = clean(address)[0]
    wanted = behind or text
    limit = limits.MOST_ADDRESS_CHARACTERS
    if len(wanted) > limit and (behind or _SCHEME.match(text)):
        spot.report(in_cell.LONG_LINK, count=f"{len(wanted):,}", limit=f"{limit:,}")
        return Link(text or wanted)
    if not behind and not _is_address(text):
        spot.report(in_cell.NO_ADDRESS, value=text)
        return Link(text)
    target, why = followed(wanted, spot.facts.share_prefixes)
    if why:
        spot.report(in_cell.BAD_LINK, value=wanted, why=why)
    elif target is not None and not is_web(target) and (kind := _own_kind(target)):
        spot.report(in_cell.OWN_FILE, value=wanted, what=kind)
        target = None
    return Link(text or wanted, target)


def _own_kind(target: str) -> str:
    parts, why = file_parts(target)
    return "" if why else own_kind(parts)


def _is_address(text: str) -> bool:
    if len(text) > limits.MOST_ADDRESS_CHARACTERS:
        return False
    return bool(_SCHEME.match(text) or _LOOKS_LIKE_PATH.fullmatch(text))


def followed(address: str, share_prefixes: tuple[str, ...] = ()) -> tuple[str | None, str]:
    """The address as it may be followed, or ``None`` and the reason in words.

    http, https, mailto, a relative path, or a share that policy names.
    """
    if len(address) > limits.MOST_ADDRESS_CHARACTERS:
        return None, "an address of too many characters"
    if _PLAIN_WEB.fullmatch(address):
        return address, ""
    if _BREAKS.search(address):
        return None, "an address with a line break in it"
    if share_parts(address, share_prefixes) is not None:
        return address, ""
    if _DRIVE.match(address):
        return None, "a drive letter of one computer"
    scheme = _SCHEME.match(address)
    if scheme:
        return _by_scheme(address, scheme.group(1).lower())
    return _by_path(address)


def _by_scheme(address: str, scheme: str) -> tuple[str | None, str]:
    if scheme == "mailto":
        return (address, "") if "@" in address else (None, "an email address without @")
    if scheme not in ("http", "https"):
        return None, f"an address of the kind {scheme[:12]}:"
    try:
        parts = urlsplit(address)
        name, host, _ = parts.username, parts.hostname, parts.port
    except ValueError:
        return None, "a web address that is not whole"
    if not host:
        return None, "a web address that is not whole"
    if name is not None:
        return None, "an address that holds a name or password"
    return address.replace(" ", "%20").replace("\\", "/"), ""


def _by_path(address: str) -> tuple[str | None, str]:
    if address.startswith("#"):
        return None, "a place inside the workbook"
    if address.lower().startswith("www."):
        return None, "a web address without https://"
    _, why = file_parts(address)
    return (None, why) if why else (address.replace("\\", "/"), "")
