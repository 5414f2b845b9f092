"""What ``letters`` and ``nightly`` share: where letters may go, and what is said of them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from builder.cli.moments import now
from builder.cli.run import Run
from builder.letters.delivery import Delivered, Way, deliver
from builder.letters.gathering import EMAIL, NotReached
from builder.letters.post import Post
from builder.pipeline import Judged
from builder.portal.parts.words import counted
from builder.release.mark import in_place

PASSWORD = "PORTAL_SMTP_PASSWORD"
"""The environment variable that alone holds the mail server's password."""


def refuse_readers_folder(run: Run, folder: Path, *more: Path) -> None:
    """Refuses a folder for letters that readers of a site could open.

    Args:
        run: The command's settings.
        folder: Where letters are to go.
        more: Further folders that readers open.

    Raises:
        click.UsageError: it lies in a site, or among a site's own documents; nothing was written.
    """
    settings, real = run.settings, folder.resolve()
    shown = [settings.site_dir, *more, *([settings.documents] if settings.documents else [])]
    if settings.publish_to:
        shown.append(settings.root / settings.publish_to)
    is_shown = any(real.is_relative_to(each.resolve()) for each in shown)
    if is_shown or any(in_place(each) is not None for each in (real, *real.parents)):
        raise click.UsageError(
            f"Readers of the portal could open letters in {folder}. Name a folder outside the "
            "site; nothing was written."
        )


def mail_server(run: Run) -> Callable[[], Post]:
    """The mail server of the settings.

    Raises:
        click.UsageError: the settings or the password lack something.
    """
    letters, password = run.settings.letters, os.environ.get(PASSWORD, "")
    if not letters.smtp_host:
        raise click.UsageError("Name the mail server: letters.smtp_host in mkdocs.yml.")
    if not letters.sender:
        raise click.UsageError("Say who letters come from: letters.sender in mkdocs.yml.")
    if letters.smtp_user and not password:
        raise click.UsageError(f"Put the password of {letters.smtp_user} into {PASSWORD}.")
    if letters.smtp_user and not letters.smtp_starttls:
        raise click.UsageError(
            "A password is sent over an encrypted connection only. Set letters.smtp_starttls to "
            "true in mkdocs.yml."
        )
    return lambda: Post(letters, password)


def delivered(run: Run, judged: Judged, way: Way, *, err: bool = False) -> Delivered:
    """Writes or sends the letters and says what became of them; ``err`` = on standard error.

    Raises:
        click.UsageError: the sender of the settings is no address.
    """
    sender = run.settings.letters.sender
    if sender and not EMAIL.fullmatch(sender):
        raise click.UsageError(f"letters.sender in mkdocs.yml is no address: {sender!r}. Mend it.")
    done = deliver(run.settings, judged, way, now, run.progress)
    for line in _lines(done, way):
        click.echo(line, err=err)
    return done


def _lines(done: Delivered, way: Way) -> Iterator[str]:
    if done.was_damaged:
        yield "What letters told before could not be read: each goes again, as if nothing was told."
    yield _went(done, way)
    if way.is_dry_run:
        yield from (f"  {name}" for name in done.names)
    if done.without_news:
        yield f"Nothing new for {done.without_news:,}, so that no letter repeats the last."
    yield from _named("The mail server did not take", done.failed)
    yield from _named("Not reached", done.not_reached)


def _went(done: Delivered, way: Way) -> str:
    if not done.names:
        return "No letter goes." if not done.failed else "No letter went."
    number = counted(len(done.names), "letter")
    if way.is_dry_run:
        return f"{number} would go:"
    places = [f"written to {way.folder}"] if way.folder else []
    places += ["sent"] if way.post else []
    return f"{number} {' and '.join(places)}."


def _named(title: str, people: tuple[NotReached, ...]) -> Iterator[str]:
    if people:
        yield f"{title}: {len(people):,}"
        yield from (f"  {each.name}: {each.why}" for each in people)
