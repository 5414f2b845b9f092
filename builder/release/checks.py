"""What must hold of a built site before any reader meets it."""

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path

from builder.pipeline import Judged, Making, Portal, assemble
from builder.portal.parts.addresses import COPIED_EVIDENCE
from builder.redaction.audiences import sees_everything
from builder.redaction.leaks import Leak, leaks
from builder.release.links import LinkCheck
from builder.release.manifest import site_files
from builder.release.without_records import without_records
from builder.shipped import product_texts

NO_TEXT = (".woff2", ".png", ".ico", ".jpg")
"""Endings of files that hold no text."""
NOT_PLAIN = (".xlsx", ".zip")
_PIECE = 1 << 20
NAMED = 5
"""Faults named in the message; the total stands beside them."""


class SiteFaultError(Exception):
    """A built site is not fit for its readers; the site before stays."""


def check_site(site_dir: Path, judged: Judged, portal: Portal, mount: str = "") -> int:
    """Checks every link, and that nothing withheld can be read; returns how many pages it has.

    ``mount`` is the portal's folder in a site of the provider's; empty = it is the site.

    Raises:
        SiteFaultError: a link leads nowhere, or a withheld value stands somewhere.
    """
    pages = _surroundings(site_dir, portal, mount)
    _refuse("A link leads nowhere", LinkCheck(site_dir).broken(pages))
    if not sees_everything(portal.context.audience):
        _refuse_leaks(site_dir, judged, portal, mount)
    return len(portal.pages)


def _refuse_leaks(site_dir: Path, judged: Judged, portal: Portal, mount: str) -> None:
    """Refuses what the site shows of withheld values, and would not show without the workbooks."""
    whole, seen = judged.register, portal.context.register
    audience = portal.context.audience.id
    known = tuple(_known(judged))
    if not any(leaks(_told(site_dir, portal, mount), whole, seen, known)):
        return
    # RATIONALE: "Regulation 17" is put together on a page; only a page can tell that it is known.
    known = (*known, *_said_anyway(judged, portal))
    own = leaks(_own_pages(site_dir, portal, mount), whole, seen, known)
    _refuse(
        f"Pages that you wrote yourself show what is withheld from {audience}",
        _words(own),
        " Take those words out of the page.",
    )
    found = leaks(_told(site_dir, portal, mount), whole, seen, known)
    _refuse(f"Withheld from {audience}, but shown", _words(found))


def _words(found: Iterator[Leak]) -> Iterator[str]:
    return (f"{leak.path} shows {leak.origin}" for leak in found)


def _said_anyway(judged: Judged, portal: Portal) -> Iterator[str]:
    """What the portal says to this audience without a single record."""
    context = portal.context
    making = Making(is_snapshot=context.is_snapshot, is_forecast=context.is_forecast)
    bare = assemble(without_records(judged), context.audience, making=making)
    for page in bare.pages:
        yield unescape(page.html)
    for path, pieces in bare.downloads():
        if not path.endswith(NOT_PLAIN):
            yield b"".join(pieces).decode("utf-8", "replace")


def _own_pages(site_dir: Path, portal: Portal, mount: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Pages that the provider wrote beside the portal's."""
    pages = {posixpath.join(mount, page.path) for page in portal.pages}
    for path in site_files(site_dir):
        if path.endswith(".html") and path not in pages and not path.startswith("assets/"):
            yield path, _pieces(site_dir / path)


def _known(judged: Judged) -> Iterator[str]:
    """Words that every reader may know: the product's, the catalogue's, and the provider's name."""
    documents = judged.documents
    yield from product_texts()
    yield from (*documents.edition, documents.catalogue, *documents.frameworks)
    yield documents.provider_name


def _told(site_dir: Path, portal: Portal, mount: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Everything that came from the workbooks, or could have.

    RATIONALE: the theme's own files did not; copied evidence is the provider's own file, shown
    as a whole because its line may be seen; fonts and pictures hold no text.
    """
    pages = {posixpath.join(mount, page.path) for page in portal.pages}
    for path, html in _surroundings(site_dir, portal, mount):
        yield path, (html.encode(),)
    for path in site_files(site_dir):
        inside = path.removeprefix(f"{mount}/")
        is_ours = not inside.startswith(("assets/", COPIED_EVIDENCE))
        if is_ours and path not in pages and not path.endswith(NO_TEXT):
            yield path, _pieces(site_dir / path)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as held:
        yield from iter(partial(held.read, _PIECE), b"")


def _surroundings(site_dir: Path, portal: Portal, mount: str) -> Iterator[tuple[str, str]]:
    """Each page's own part, and the whole of one page for each kind and depth.

    RATIONALE: records of one kind share everything around their own part.
    """
    whole: set[tuple[str, int]] = set()
    for page in portal.pages:
        key = (page.kind, page.path.count("/"))
        path = posixpath.join(mount, page.path)
        if page.is_record and key in whole:
            yield path, page.html
        else:
            whole.add(key)
            yield path, (site_dir / path).read_text(encoding="utf-8")


def _refuse(what: str, faults: Iterator[str], remedy: str = "") -> None:
    first = list(islice(faults, NAMED))
    if first:
        more = sum(1 for _ in faults)
        rest = f" and {more} more" if more else ""
        raise SiteFaultError(f"{what}: {'; '.join(first)}{rest}.{remedy} The site before stays.")
