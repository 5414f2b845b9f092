"""What must hold of a built site before any reader meets it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from builder.pipeline import Judged, Portal
from builder.redaction.leaks import leaks
from builder.redaction.redact import sees_everything
from builder.release.links import LinkCheck
from builder.shipped import product_texts

_NO_TEXT = frozenset({".woff2", ".png", ".ico", ".jpg"})
NAMED = 5
"""Faults named in the message; the total stands beside them."""


class SiteFaultError(Exception):
    """A built site is not fit for its readers; the site before stays."""


def check_site(site_dir: Path, judged: Judged, portal: Portal) -> int:
    """Checks every link, and that nothing withheld can be read; returns how many pages it has.

    Raises:
        SiteFaultError: a link leads nowhere, or a withheld value stands somewhere.
    """
    _refuse("A link leads nowhere", LinkCheck(site_dir).broken(_surroundings(site_dir, portal)))
    if not sees_everything(portal.context.audience):
        found = leaks(_files(site_dir), judged.register, portal.context.register, product_texts())
        shown = (f"{leak.path} shows {leak.origin}" for leak in found)
        _refuse(f"Withheld from {portal.context.audience.id}, but shown", shown)
    return len(portal.pages)


def _files(site_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that readers are given but fonts and pictures, which no workbook reaches."""
    for path in sorted(site_dir.rglob("*")):
        if path.is_file() and path.suffix not in _NO_TEXT:
            yield path.relative_to(site_dir).as_posix(), path.read_bytes()


def _surroundings(site_dir: Path, portal: Portal) -> Iterator[tuple[str, str]]:
    """Each page's own part, and the whole of one page for each kind and depth.

    RATIONALE: records of one kind share everything around their own part.
    """
    whole: set[tuple[str, int]] = set()
    for page in portal.pages:
        key = (page.kind, page.path.count("/"))
        if page.is_record and key in whole:
            yield page.path, page.html
        else:
            whole.add(key)
            yield page.path, (site_dir / page.path).read_text(encoding="utf-8")


def _refuse(what: str, faults: Iterator[str]) -> None:
    first = list(islice(faults, NAMED))
    if first:
        more = sum(1 for _ in faults)
        rest = f" and {more} more" if more else ""
        raise SiteFaultError(f"{what}: {'; '.join(first)}{rest}. The site before stays.")
