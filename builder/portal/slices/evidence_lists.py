"""Which page lists which evidence file: one page, or parted where there are many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.field import Evidence
from builder.field.pages import EVIDENCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import on_lists
from builder.portal.parts.addresses import address, closed_evidence_page, slug
from builder.portal.parts.caveats.long_lists import MOST_ROWS, parts
from builder.portal.parts.links import service_name

TABLE_ID = "evidence"
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceList:
    """One page's share of the evidence files."""

    path: str
    title: str
    files: tuple[Evidence, ...]


Way = Callable[[PortalContext, EvidenceList, Evidence], tuple[str, str] | None]
"""A way to part a list: (page, title) of a file's share; ``None`` = it stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLists:
    """Which page lists which file; the first list stands on the evidence page itself."""

    lists: tuple[EvidenceList, ...]
    page_of: Mapping[str, str]
    """Ref of a file -> the page that lists it."""

    def link(self, ref: str) -> str:
        """The address of a file's row."""
        return f"{self.page_of.get(ref, EVIDENCE_PAGE)}#{file_anchor(ref)}"


def evidence_lists(context: PortalContext, most: int = MOST_ROWS) -> EvidenceLists:
    """All files on one page, or parted where there are too many for one.

    Parted, the files of closed lines go by year of closing. What is still more than ``most`` rows
    goes by service, and then on to further pages.
    """
    first = EvidenceList(path=EVIDENCE_PAGE, title="Evidence files", files=())
    everything = replace(first, files=context.register.evidence)
    by_path = {each.path: each for each in _short(context, everything, WAYS, most)}
    start = by_path.pop(EVIDENCE_PAGE, first)
    lists = (start, *sorted(by_path.values(), key=lambda each: each.path))
    return EvidenceLists(
        lists=lists,
        page_of={each.ref: listed.path for listed in lists for each in listed.files},
    )


def _short(
    context: PortalContext, long: EvidenceList, ways: Sequence[Way], most: int
) -> Iterator[EvidenceList]:
    """The list itself where it is short, else parted by the first way, each share by the next."""
    if len(long.files) <= most:
        yield long
        return
    if not ways:
        for part in parts(long.path, TABLE_ID, len(long.files), first=most, most=most):
            title = f"{long.title}, {part.words}"
            yield EvidenceList(
                path=part.path, title=title, files=long.files[part.start : part.stop]
            )
        return
    shares: dict[tuple[str, str], list[Evidence]] = {}
    for each in long.files:
        place = ways[0](context, long, each) or (long.path, long.title)
        shares.setdefault(place, []).append(each)
    for (path, title), files in shares.items():
        share = EvidenceList(path=path, title=title, files=tuple(files))
        yield from _short(context, share, ways[1:], most)


def _by_closing_year(
    context: PortalContext, long: EvidenceList, evidence: Evidence
) -> tuple[str, str] | None:
    """(page, title) by the year in which a file's line left the lists; ``None`` until it does."""
    action = context.by_ref.assessed.get(evidence.action or "")
    if action is None or on_lists(action):
        return None
    closed = context.by_ref.actions[action.ref].closed_on
    year = str(closed.on.year) if closed else UNDATED
    words = "without a closing date" if year == UNDATED else f"closed in {year}"
    return closed_evidence_page(year), f"Evidence of actions {words}"


def _by_service(
    context: PortalContext, long: EvidenceList, evidence: Evidence
) -> tuple[str, str] | None:
    """(page, title) by the service of a file's line; ``None`` where none is known."""
    action = context.by_ref.actions.get(evidence.action or "")
    service = action.service if action else None
    if service is None:
        return None
    folder = "evidence/services" if long.path == EVIDENCE_PAGE else long.path.removesuffix(".html")
    return address(folder, service), f"{long.title}, {service_name(context, service)}"


WAYS: tuple[Way, ...] = (_by_closing_year, _by_service)
"""How a list that is too long is parted, in this order."""


def file_anchor(ref: str) -> str:
    """Where on the evidence page a file stands."""
    return f"file-{slug(ref)}"
