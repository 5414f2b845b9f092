"""What must hold of a built site before any reader meets it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import unescape
from itertools import islice
from pathlib import Path

from builder.pipeline import Judged, Making, Portal, assemble, without_records
from builder.portal.parts.addresses import COPIED_EVIDENCE
from builder.redaction.audiences import sees_everything
from builder.redaction.leaks import Leak, leaks
from builder.release.links import LinkCheck
from builder.release.manifest import site_files
from builder.shipped import product_texts

NO_TEXT = (".woff2", ".png", ".ico", ".jpg")
"""Endings of files that hold no text."""
NOT_PLAIN = (".xlsx", ".zip")
_PIECE = 1 << 20
NAMED = 5
"""Faults named in the message; the total stands beside them."""


class SiteFaultError(Exception):
    """A built site is not fit for its readers; the site before stays."""


def check_site(
    site_dir: Path, judged: Judged, portal: Portal, say: Callable[[str], None] = lambda _words: None
) -> int:
    """Checks every link, and that nothing withheld can be read; returns how many pages it has.

    Args:
        site_dir: The staged site.
        judged: Everything that was read.
        portal: What the audience is given.
        say: Is told what a page of the provider's own shows of what is withheld.

    Raises:
        SiteFaultError: a link leads nowhere, or a withheld value stands somewhere.
    """
    _refuse("A link leads nowhere", LinkCheck(site_dir).broken(_surroundings(site_dir, portal)))
    if not sees_everything(portal.context.audience):
        found = _shown(site_dir, judged, portal, say)
        shown = (f"{leak.path} shows {leak.origin}" for leak in found)
        _refuse(f"Withheld from {portal.context.audience.id}, but shown", shown)
    return len(portal.pages)


def _shown(
    site_dir: Path, judged: Judged, portal: Portal, say: Callable[[str], None]
) -> Iterator[Leak]:
    """Withheld values that the site shows, and would not show without the workbooks."""
    whole, seen = judged.register, portal.context.register
    known = tuple(_known(judged))
    if not any(leaks(_told(site_dir, portal), whole, seen, known)):
        return
    # RATIONALE: "Regulation 17" is put together on a page; only a page can tell that it is known.
    known = (*known, *_said_anyway(judged, portal))
    own = {path: (site_dir / path).read_text(encoding="utf-8") for path in _own(site_dir, portal)}
    for leak in leaks(((path, (own[path].encode(),)) for path in own), whole, seen, known):
        say(
            f"Your own page {leak.path} shows words of {leak.origin}, which is withheld from "
            f"{portal.context.audience.id}. Take them out of the page if they are meant."
        )
    known = (*known, *map(unescape, own.values()))
    yield from leaks(_told(site_dir, portal), whole, seen, known)


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


def _own(site_dir: Path, portal: Portal) -> Iterator[str]:
    """Pages that the provider wrote beside the portal's."""
    pages = {page.path for page in portal.pages}
    for path in site_files(site_dir):
        if path.endswith(".html") and path not in pages and not path.startswith("assets/"):
            yield path


def _known(judged: Judged) -> Iterator[str]:
    """Words that every reader may know: the product's, the catalogue's, and the provider's name."""
    documents = judged.documents
    yield from product_texts()
    yield from (*documents.edition, documents.catalogue, *documents.frameworks)
    yield documents.provider_name


def _told(site_dir: Path, portal: Portal) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Everything that came from the workbooks, or could have.

    RATIONALE: the theme's own files did not; copied evidence is the provider's own file, shown
    as a whole because its line may be seen; fonts and pictures hold no text.
    """
    pages = {page.path for page in portal.pages}
    for path, html in _surroundings(site_dir, portal):
        yield path, (html.encode(),)
    for path in site_files(site_dir):
        is_ours = not path.startswith(("assets/", COPIED_EVIDENCE))
        if is_ours and path not in pages and not path.endswith(NO_TEXT):
            yield path, _pieces(site_dir / path)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as held:
        yield from iter(partial(held.read, _PIECE), b"")


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
