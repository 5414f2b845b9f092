"""A letter as an Internet message (RFC 5322), the same bytes for the same letter and moment."""

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from builder.field import LONDON
from builder.letters.gathering import Addressed
from builder.letters.words import html_of, text_of
from builder.rules.verdict import Subject
from builder.storage import sha256_of

NOBODY = "portal@portal.invalid"
"""The sender where the settings name none; no mail is ever delivered there (RFC 6761)."""
_DIGITS = 32


def message_of(
    addressed: Addressed, as_at: datetime, sender: str, address: str, new: Collection[Subject]
) -> EmailMessage:
    """The message of a letter.

    Args:
        addressed: The letter, with whom it is for.
        as_at: The moment that it tells of, which is its date too.
        sender: The address that it comes from; empty = none is named.
        address: Where the portal is opened, ending in ``/``; empty = it is not known.
        new: What no letter told before.
    """
    letter, name = addressed.letter, _plain(addressed.name)
    text = text_of(letter, name, address, new)
    at = as_at.astimezone(LONDON)
    digest = sha256_of("\n".join((addressed.email, at.isoformat(), text)).encode())[:_DIGITS]
    from_user, _, from_domain = (sender or NOBODY).rpartition("@")
    user, _, domain = addressed.email.rpartition("@")
    message = EmailMessage(policy=SMTP)
    # RATIONALE: an end of a line in a name or a title would begin another header.
    message["From"] = Address("Governance portal", from_user, from_domain)
    message["To"] = Address(name, user, domain)
    message["Subject"] = _plain(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{digest}@{from_domain}>"
    # RFC 3834: so that no mailbox answers that its owner is away.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    html = html_of(letter, name, address, new)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"={digest}=")
    return message


def _plain(text: str) -> str:
    """A text on one line, without marks that are not printed."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
