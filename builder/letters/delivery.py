"""The letters of a run: which hold news, where they go, and what is remembered of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from builder.field import LONDON
from builder.letters.gathering import Addressed, Gathered, NotReached, gather
from builder.letters.message import message_of
from builder.letters.post import Post, PostError
from builder.letters.told import STATE, Told, read_told
from builder.lock import Clock, locked
from builder.pipeline import Judged
from builder.portal.parts.addresses import slug
from builder.progress import SILENT, Progress
from builder.settings import Settings
from builder.storage import write_atomic


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where letters go."""

    folder: Path | None = None
    """``.eml`` files are written here; ``None`` = none is written."""
    post: Callable[[], Post] | None = None
    """The mail server; ``None`` = none is sent."""
    is_weekly: bool = False
    is_dry_run: bool = False
    """Whether nothing is written, sent or remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of the letters of a run."""

    names: tuple[str, ...]
    """Whose letters went, or would go in a dry run."""
    failed: tuple[NotReached, ...]
    """Whose letters the mail server did not take; they go again with the next run."""
    not_reached: tuple[NotReached, ...]
    without_news: int
    """How many people for whom something waits were told the same before."""
    was_damaged: bool
    """Whether what was told before could not be read, so that every letter went."""


def deliver(
    settings: Settings, judged: Judged, way: Way, clock: Clock, progress: Progress = SILENT
) -> Delivered:
    """Writes or sends each letter that holds news, and remembers those that went.

    Raises:
        LockedError: another run is at the letters.
        OSError: a letter or what was told cannot be written.
    """
    gathered = gather(judged, is_weekly=way.is_weekly, progress=progress)
    with progress.stage("letters") as stage, locked(settings.state / "letters.lock", clock):
        told = read_told(settings.state / STATE, "week" if way.is_weekly else "morning")
        going = tuple(each for each in gathered.letters if told.news(each))
        failed = {} if way.is_dry_run else dict(_go(settings, judged, way, told, going))
        stage.rows = len(going) - len(failed)
    return _delivered(gathered, going, failed, told)


def _delivered(
    gathered: Gathered, going: tuple[Addressed, ...], failed: dict[str, NotReached], told: Told
) -> Delivered:
    return Delivered(
        names=tuple(each.name for each in going if each.letter.to not in failed),
        failed=tuple(failed.values()),
        not_reached=gathered.not_reached,
        without_news=len(gathered.letters) - len(going),
        was_damaged=told.was_damaged,
    )


def _go(
    settings: Settings, judged: Judged, way: Way, told: Told, going: tuple[Addressed, ...]
) -> Iterator[tuple[str, NotReached]]:
    """Person ID -> why their letter did not go."""
    as_at = judged.assessment.as_at
    messages = (
        (
            each,
            message_of(each, as_at, settings.letters.sender, settings.address, told.unknown(each)),
        )
        for each in going
    )
    if way.post is None:
        for each, message in messages:
            _write(way, each, as_at, message)
            told.remember(each)
        if going:
            told.keep()
        return
    with way.post() as post:
        for each, message in messages:
            _write(way, each, as_at, message)
            try:
                post.send(message)
            except PostError as error:
                yield each.letter.to, NotReached(name=each.name, why=str(error))
                continue
            told.remember(each)
            # RATIONALE: a run that is stopped half way must not send what has gone once more.
            told.keep()


def _write(way: Way, each: Addressed, as_at: datetime, message: EmailMessage) -> None:
    if way.folder is not None:
        kind = "week" if way.is_weekly else "morning"
        name = f"{as_at.astimezone(LONDON):%Y-%m-%d-%H%M}-{kind}-{slug(each.letter.to)}.eml"
        write_atomic(way.folder / name, message.as_bytes(), is_private=True)
