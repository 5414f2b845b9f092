"""A built site for an inspector as one verifiable zip, with its covering pages."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder import __version__
from builder.field import local_date
from builder.pipeline import Portal
from builder.portal.parts.addresses import slug
from builder.portal.parts.caveats.left_out import withheld_counts
from builder.portal.parts.words import moment_words
from builder.release.manifest import MANIFEST, site_files
from builder.release.snapshot.bag import (
    SIGNATURE,
    SIGNED,
    TAG_MANIFEST,
    Files,
    bag,
    signed_label,
)
from builder.release.snapshot.keys import card_fingerprint, sign
from builder.release.snapshot.packing import packed
from builder.shipped import shipped_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """What signs a snapshot."""

    private_pem: bytes
    passphrase: str
    card: bytes

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public card.

        Raises:
            KeyFaultError: the card is damaged.
        """
        return card_fingerprint(self.card)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a snapshot will hold, told before it is written."""

    name: str
    """Folder inside the zip, and stem of the zip's usual name."""
    files: int
    octets: int
    """Unpacked size in bytes."""
    left_out: tuple[str, ...]
    """What is withheld, in plain words."""


def contents(portal: Portal, site_dir: Path) -> Contents:
    """Size and contents of the snapshot of a staged site."""
    paths = _payload_paths(site_dir)
    return Contents(
        name=_name(portal),
        files=len(paths),
        octets=sum((site_dir / path).stat().st_size for path in paths),
        left_out=left_out(portal),
    )


def snapshot(
    portal: Portal, site_dir: Path, *, contact: str = "", key: SigningKey | None = None
) -> bytes:
    """The zip: the same site, portal and key give the same bytes.

    Raises:
        KeyFaultError: the signing key cannot be used.
    """
    payload = [(path, (site_dir / path).read_bytes()) for path in _payload_paths(site_dir)]
    fingerprint = key.fingerprint if key is not None else ""
    covering = _covering(portal, len(payload), contact, fingerprint)
    files = bag(payload, covering, _info(portal, fingerprint))
    if key is not None:
        signed = dict(files)[TAG_MANIFEST]
        signature = sign(signed, key.private_pem, key.passphrase, key.card)
        files = ((SIGNATURE, signature), *files)
    name = _name(portal)
    return packed((f"{name}/{path}", content) for path, content in files)


def left_out(portal: Portal) -> tuple[str, ...]:
    """What an audience does not see, as lines for the covering page."""
    return tuple(f"{kind}: {count}" for kind, count in withheld_counts(portal.context))


def _payload_paths(site_dir: Path) -> tuple[str, ...]:
    return tuple(sorted((*site_files(site_dir), MANIFEST)))


def _name(portal: Portal) -> str:
    context = portal.context
    day = local_date(context.assessment.as_at).isoformat()
    return f"{slug(context.provider_name)[:40]}-{context.audience.id}-{day}"


def _scope(portal: Portal) -> str:
    services = portal.context.audience.services
    return ", ".join(services) if services else "all services"


def _info(portal: Portal, fingerprint: str) -> Files:
    context = portal.context
    day = local_date(context.assessment.as_at).isoformat()
    labels = {
        "Source-Organization": context.provider_name,
        "External-Description": "Governance portal as at a moment, read-only",
        "Bagging-Date": day,
        "Bag-Software-Agent": f"governance-portal {__version__}",
        "As-At": context.assessment.as_at.isoformat(),
        "Audience": context.audience.id,
        "Build-Id": context.build_id,
        "Ledger-Head": context.history.head or "no ledger is kept",
        "Left-Out": "; ".join(left_out(portal)) or "nothing",
        "Policy-Edition": context.assessment.policy_edition,
        "Scope": _scope(portal),
    }
    if fingerprint:
        labels[SIGNED] = signed_label(fingerprint)
    return tuple((label, value.encode()) for label, value in labels.items())


def _covering(portal: Portal, files: int, contact: str, fingerprint: str) -> dict[str, bytes]:
    environment = Environment(
        loader=FileSystemLoader(shipped_folder("site_templates") / "snapshot"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    context = portal.context
    words = {
        "provider": context.provider_name,
        "audience": context.audience.title,
        "as_at": moment_words(context.assessment.as_at),
        "build_id": context.build_id,
        "policy": context.assessment.policy_edition,
        "ledger_head": context.history.head,
        "scope": _scope(portal),
        "left_out": left_out(portal),
        "files": files,
        "contact": contact,
        "fingerprint": fingerprint,
        "tool": f"governance-portal {__version__}",
    }
    return {
        name: environment.get_template(name).render(words).encode()
        for name in ("OPEN-ME.html", "verify.html")
    }
