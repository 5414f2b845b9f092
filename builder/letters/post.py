"""A mail server that takes letters: one connection, each letter with its own answer."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType

from builder.settings import LetterSettings

PATIENCE_SECONDS = 30


class PostError(Exception):
    """A letter was not taken; the message says why."""


class Post:
    """Hands letters to the mail server of the settings."""

    def __init__(self, settings: LetterSettings, password: str) -> None:
        self._settings = settings
        self._password = password
        self._server: smtplib.SMTP | None = None
        self._fault = ""
        """Why the server cannot be used at all."""

    def __enter__(self) -> "Post":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Takes leave of the server."""
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()

    def send(self, message: EmailMessage) -> None:
        """Hands one letter over.

        Raises:
            PostError: the server did not take it, or cannot be used; later ones may still go.
        """
        server = self._connected()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, words),) = error.recipients.values()
            raise PostError(_answer(code, words)) from error
        except smtplib.SMTPResponseException as error:
            raise PostError(_answer(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self._server = None
            raise PostError(f"the connection broke ({error})") from error

    def _connected(self) -> smtplib.SMTP:
        """The connection; a server that could not be reached once is not tried for each letter."""
        is_gone = self._server is None or self._server.sock is None
        if is_gone and not self._fault:
            try:
                self._server = self._connect()
            except (smtplib.SMTPException, OSError) as error:
                place = f"{self._settings.smtp_host}:{self._settings.smtp_port}"
                self._fault = f"the mail server {place} cannot be used ({error})"
        if self._server is None:
            raise PostError(self._fault)
        return self._server

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=PATIENCE_SECONDS)
        try:
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, self._password)
        except BaseException:
            server.close()
            raise
        return server


def _answer(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"the mail server said {code} {' '.join(said.split())}"
