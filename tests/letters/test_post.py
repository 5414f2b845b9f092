"""Letters by a real mail server on loopback: one that fails holds up no other."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from builder.letters.delivery import Delivered, Way, deliver
from builder.letters.post import Post
from builder.settings import LetterSettings, Settings
from tests.letters.mail_server import HOST, PASSWORD, USER, certificate_in, mail_server
from tests.letters.organisation import judged_organisation, settings_in, text

JUDGED = judged_organisation(1, 60)


def settings(folder: Path, port: int, **more: object) -> Settings:
    letters = LetterSettings(
        sender="governance@care.example", smtp_host=HOST, smtp_port=port, smtp_starttls=False
    )
    return settings_in(folder, letters=replace(letters, **more))  # type: ignore[arg-type]  # real fields


def sent(given: Settings, password: str = "", *, is_dry_run: bool = False) -> Delivered:
    way = Way(post=lambda: Post(given.letters, password), is_dry_run=is_dry_run)
    return deliver(given, JUDGED, way, lambda: JUDGED.assessment.as_at)


def test_each_letter_reaches_its_reader_and_goes_once(tmp_path: Path) -> None:
    with mail_server() as kept:
        given = settings(tmp_path, kept.port)
        first, second = sent(given), sent(given)
    assert len(first.names) > 5
    assert len(kept.messages) == len(first.names)
    assert [each["To"].addresses[0].addr_spec for each in kept.messages] == kept.recipients
    assert {str(each["From"]) for each in kept.messages} == {
        "Governance portal <governance@care.example>"
    }
    assert all("What waits for you" in text(each) for each in kept.messages)
    assert (second.names, second.without_news) == ((), len(first.names))


def test_a_reader_who_is_refused_is_named_the_others_are_sent_and_the_next_run_tries_again(
    tmp_path: Path,
) -> None:
    with mail_server("p-00-rm@care.example") as kept:
        first = sent(settings(tmp_path, kept.port))
    (failed,) = first.failed
    assert failed.name == "Somebody 00-RM"
    assert failed.why == "the mail server said 550 no such mailbox"
    assert len(first.names) == len(kept.messages) > 5
    with mail_server() as kept:
        second = sent(settings(tmp_path, kept.port))
    assert second.names == ("Somebody 00-RM",)
    assert kept.recipients == ["p-00-rm@care.example"]


def test_a_dry_run_sends_and_remembers_nothing(tmp_path: Path) -> None:
    with mail_server() as kept:
        given = settings(tmp_path, kept.port)
        tried = sent(given, is_dry_run=True)
        assert kept.messages == []
        assert sent(given).names == tried.names


class _Stopped(Post):
    """Is stopped once the server took two letters."""

    taken = 0

    def send(self, message: EmailMessage) -> None:
        if self.taken == 2:
            raise KeyboardInterrupt
        super().send(message)
        self.taken += 1


def test_a_run_that_is_stopped_sends_no_letter_again_that_was_taken(tmp_path: Path) -> None:
    with mail_server() as kept:
        given = settings(tmp_path, kept.port)
        way = Way(post=lambda: _Stopped(given.letters, ""))
        with pytest.raises(KeyboardInterrupt):
            deliver(given, JUDGED, way, lambda: JUDGED.assessment.as_at)
        assert len(kept.recipients) == 2
        sent(given)
    assert len(kept.recipients) == len(set(kept.recipients)) > 5


def test_a_server_that_is_not_there_fails_every_letter_and_none_is_marked(tmp_path: Path) -> None:
    with mail_server() as kept:
        port = kept.port
    done = sent(settings(tmp_path, port))
    assert done.names == ()
    assert {each.why.partition(" (")[0] for each in done.failed} == {
        f"the mail server {HOST}:{port} cannot be used"
    }
    with mail_server() as kept:
        assert len(sent(settings(tmp_path, kept.port)).names) == len(done.failed)


def test_name_and_password_go_by_starttls_to_a_server_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_in(tmp_path)
    secure = {"smtp_host": "localhost", "smtp_starttls": True, "smtp_user": USER}
    with mail_server(certificate=certificate) as kept:
        given = settings(tmp_path, kept.port, **secure)
        unknown = sent(given, PASSWORD)
        assert "CERTIFICATE_VERIFY_FAILED" in unknown.failed[0].why
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        wrong = sent(given, "guess")
        assert "535" in wrong.failed[0].why
        assert "guess" not in wrong.failed[0].why
        assert wrong.names == unknown.names == ()
        right = sent(given, PASSWORD)
    assert len(right.names) == len(kept.messages) > 5
    assert all(kept.was_encrypted)
