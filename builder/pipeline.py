"""The whole story, one stage a line: workbooks to a judged register to a portal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from builder import __version__
from builder.build_id import build_id
from builder.collecting import without_collecting
from builder.documents import Documents, policy_of
from builder.evidence import MEGABYTE, evidence_folder, own_files
from builder.exports.evidence.checks import as_recorded, looked_at, with_looks, without_own
from builder.exports.evidence.copies import EvidenceFolder, copied_bytes, with_copies
from builder.exports.files import export_files
from builder.field import Register, local_date
from builder.frameworks import Catalogue
from builder.frameworks.load import load_catalogue
from builder.history import Change, History
from builder.history.discrepancies import discrepancies
from builder.ledger import read as ledger
from builder.ledger.hidden import with_hidden
from builder.ledger.key import read_key
from builder.ledger.noted import history_folder, history_of
from builder.ledger.recorded import FILE_CHECKS
from builder.own_site import own_site
from builder.pages.page import Page
from builder.pages.render import render_pages
from builder.pages.shelf import Shelf
from builder.policy import Audience, Policy
from builder.policy.acting import roles_of_acts
from builder.portal.compose import compose
from builder.portal.context import PortalContext
from builder.problems import Problem
from builder.progress import SILENT, Progress
from builder.redaction.audiences import sees_everything
from builder.redaction.history import redact_history
from builder.redaction.redact import redact
from builder.rules.assess import assess
from builder.rules.assessment import Assessment, Fitness
from builder.settings import Settings
from builder.shipped import policy_texts
from builder.workbook.cache_key import cache_key
from builder.workbook.reading.folder_reading import read_folder
from builder.workbook.refs_file import NO_REFS, HeldRefs


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The workbooks as read, with the policy that they are read under."""

    register: Register
    problems: tuple[Problem, ...]
    documents: Documents
    policy: Policy
    catalogue: Catalogue
    refs: HeldRefs = NO_REFS


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Read):
    """Everything known before an audience is chosen."""

    history: History
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What a portal is made for, besides its audience."""

    is_snapshot: bool = False
    """Whether it is handed over as one file."""
    is_forecast: bool = False
    """Whether the as-at moment lies in the future."""
    evidence_root: Path | None = None
    """Folder that relative evidence links start from; ``None`` = evidence is not copied."""
    own_folders: tuple[Path, ...] = ()
    """Folders that the portal itself writes: nothing there is evidence."""


AS_USUAL = Making()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """A portal for one audience, ready to become a site."""

    pages: tuple[Page, ...]
    context: PortalContext
    evidence: EvidenceFolder

    def downloads(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """(path from the site's root, its bytes in pieces) of every file besides the pages.

        RATIONALE: some are large; each is made when it is asked for and may then be let go.
        """
        yield from export_files(self.context)
        yield from copied_bytes(self.evidence)


def read(settings: Settings, as_at: datetime, progress: Progress = SILENT) -> Read:
    """Reads the policy and the workbooks, with every problem on the way."""
    with progress.stage("policy"):
        documents = Documents.now(settings)
        catalogue = load_catalogue(documents.catalogue, *documents.frameworks)
        policy, problems = policy_of(documents)
    with progress.stage("read") as stage:
        reading = read_folder(
            settings.workbooks,
            share_prefixes=policy.share_prefixes,
            roles=roles_of_acts(policy.as_of(local_date(as_at))),
            catalogue=catalogue,
            as_at=as_at,
            cache_dir=settings.cache,
            cache_key=cache_key(settings.cache_key_file) if settings.cache_key_file else None,
        )
        stage.rows = sum(sum(each.rows.values()) for each in reading.register.inputs)
    return Read(
        register=reading.register,
        problems=(*problems, *reading.problems),
        documents=documents,
        policy=policy,
        catalogue=catalogue,
        refs=reading.refs,
    )


def judge(settings: Settings, as_at: datetime, progress: Progress = SILENT) -> Judged:
    """Reads the workbooks and judges them by the policy in force and the history."""
    found = read(settings, as_at, progress)
    with progress.stage("history"):
        # RATIONALE: a build as at a moment is the same before and after that run is recorded.
        folder = history_folder(settings.ledger, settings.seen)
        history, history_problems = history_of(folder, settings.seen, as_at)
    problems = (*history_problems, *found.problems)
    with progress.stage("look") as stage:
        looks = looked_at(
            found.register,
            settings.workbooks,
            share_prefixes=found.policy.share_prefixes,
            most_bytes_a_file=int(found.policy.number("evidence_check_file") * MEGABYTE),
            most_bytes=int(found.policy.number("evidence_check_all") * MEGABYTE),
            own=own_files(found.register, settings.workbooks, settings.own_folders),
        )
        register, looks, own_problems = without_own(found.register, looks)
        found = replace(found, register=register)
        problems = (*problems, *own_problems)
        stage.rows = len(looks)
    before = history.tables.get(FILE_CHECKS, {})
    return _judged(
        found,
        history,
        problems,
        as_at,
        progress,
        lambda files: with_looks(files, looks, before),
        read_key(folder),
    )


def replay(settings: Settings, on: date, progress: Progress = SILENT) -> Judged | None:
    """Judges a day again from what the ledger holds; ``None`` where it holds nothing so early."""
    with progress.stage("history"):
        day = ledger.replay(settings.ledger, on)
    if day is None:
        return None
    documents = Documents.recorded(day.texts, own_site(settings))
    policy, _ = policy_of(documents, policy_texts())
    found = Read(
        register=day.register,
        problems=day.problems,
        documents=documents,
        policy=policy,
        catalogue=load_catalogue(documents.catalogue, *documents.frameworks),
    )
    judged = _judged(
        found,
        day.history,
        day.problems,
        day.as_at,
        progress,
        lambda files: as_recorded(files, day.file_checks),
        b"",
    )
    return replace(judged, register=with_hidden(judged.register, day.hidden_since))


def _judged(
    found: Read,
    history: History,
    problems: tuple[Problem, ...],
    as_at: datetime,
    progress: Progress,
    checked: Callable[[tuple[Fitness, ...]], tuple[Fitness, ...]],
    key: bytes,
) -> Judged:
    with progress.stage("assess") as stage, without_collecting():
        assessment = assess(found.register, found.policy, found.catalogue, history, as_at, problems)
        assessment = replace(assessment, evidence=checked(assessment.evidence))
        stage.rows = len(assessment.actions)
    with progress.stage("compare"):
        history = ledger.with_changes_since(
            history,
            found.register,
            assessment,
            problems=problems,
            phrases=found.policy.phrases,
            key=key,
        )
        disagreeing = discrepancies(history, found.register, as_at)
    return Judged(
        register=found.register,
        problems=problems,
        documents=found.documents,
        policy=found.policy,
        catalogue=found.catalogue,
        refs=found.refs,
        history=history,
        assessment=replace(assessment, discrepancies=disagreeing),
    )


def changes_between(settings: Settings, first: date, second: date) -> tuple[Change, ...] | None:
    """What changed between two recorded days; ``None`` where the ledger lacks one."""
    return ledger.diff(settings.ledger, first, second)


def recorded_days(settings: Settings) -> tuple[date, ...]:
    """The days that the ledger holds, oldest first."""
    return ledger.days(settings.ledger)


def assemble(
    judged: Judged,
    audience: Audience,
    progress: Progress = SILENT,
    making: Making = AS_USUAL,
) -> Portal:
    """Redacts what an audience may not see, then composes and renders what is left."""
    with progress.stage("redact"):
        register, assessment, _ = redact(
            judged.register, judged.assessment, judged.problems, audience, judged.history
        )
    with progress.stage("evidence") as stage:
        rest = (making.evidence_root, making.own_folders, sees_everything(audience))
        folder = evidence_folder(judged.register, register, judged.policy, *rest)
        register = with_copies(register, folder)
        stage.rows = len(folder.copies)
    context = PortalContext(
        register=register,
        assessment=assessment,
        policy=judged.policy,
        catalogue=judged.catalogue,
        history=redact_history(judged.history, judged.register, audience, judged.problems),
        audience=audience,
        provider_name=judged.documents.provider_name,
        build_id=build_id_of(judged, audience, making, folder),
        tool_version=__version__,
        is_snapshot=making.is_snapshot,
        is_forecast=making.is_forecast,
        evidence_copied=None if making.evidence_root is None else len(folder.copies),
        evidence_not_copied=tuple((each.ref, each.why) for each in folder.not_copied),
        evidence_not_read=folder.refs_not_read(),
    )
    pages = tuple(_pages(context, progress))
    return Portal(pages=pages, context=context, evidence=folder)


def _pages(context: PortalContext, progress: Progress) -> Iterator[Page]:
    """The finished pages, their HTML on a shelf; what they were composed of is let go."""
    keep = Shelf().put
    with progress.turns("compose") as composing, progress.turns("render") as rendering:
        for view in composing.each(compose(context)):
            with rendering:
                (page,) = render_pages((view,), keep)
            rendering.stage.rows += 1
            yield page


def build_id_of(
    judged: Judged,
    audience: Audience,
    making: Making = AS_USUAL,
    evidence: EvidenceFolder | None = None,
) -> str:
    """The name of what is built of a judged position."""
    return build_id(
        judged.documents,
        judged.register,
        judged.problems,
        judged.assessment,
        judged.history.head,
        audience,
        making=(making.is_snapshot, making.is_forecast, making.evidence_root is not None),
        evidence=evidence,
    )
