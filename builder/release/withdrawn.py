"""Lets go of earlier releases that show what their readers may no longer see."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.field import Register
from builder.field.references import records_by_sheet
from builder.pipeline import Judged, Portal
from builder.portal.parts.addresses import COPIED_EVIDENCE, slug
from builder.redaction.leaks import leaks
from builder.redaction.values import withheld_values
from builder.release.checks import NO_TEXT
from builder.release.folder import plain_bytes
from builder.release.store import DamagedReleaseError, Release, Store
from builder.shipped import product_texts
from builder.storage import canonical_json

CHECKED = "withheld.json"
"""Under ``.portal/``: a salted digest of the values that every release was searched for."""


def letting_go(judged: Judged, portal: Portal) -> Callable[[Store, Release], int]:
    """What drops the earlier releases that show a withheld value; it returns how many.

    RATIONALE: each new release is proven before it is published, so that the earlier ones are
    only searched when the withheld values are others than at the last publication.
    """
    whole, seen = judged.register, portal.context.register
    refs = _refs(whole) - _refs(seen)
    values = withheld_values(whole, seen)

    def let_go(store: Store, current: Release) -> int:
        salt, checked = _checked(store.folder / CHECKED)
        digest = _digest(salt, (*values, *refs))
        if digest == checked:
            return 0
        shown = [
            each
            for each in store.releases()
            if each.number != current.number
            and (_has_page_of(each, current, refs) or _shows(store, each, current, whole, seen))
        ]
        for release in shown:
            store.drop(release)
        text = canonical_json({"salt": salt, "digest": digest}) + "\n"
        store.disk.write(store.folder / CHECKED, text.encode(), is_private=True)
        return len(shown)

    return let_go


def _refs(register: Register) -> frozenset[str]:
    records = (each for several in records_by_sheet(register).values() for each in several)
    return frozenset(str(each.ref) for each in records if getattr(each, "ref", None))


def _has_page_of(release: Release, current: Release, refs: frozenset[str]) -> bool:
    """Whether it has a page or a copied file that the new one has not, of what is withheld."""
    names = {f"{slug(ref)}.html" for ref in refs}
    gone = release.files.keys() - current.files.keys()
    copies = {d for p, d in release.files.items() if p.startswith(COPIED_EVIDENCE)}
    return not copies <= set(current.files.values()) or any(
        path.rpartition("/")[2] in names for path in gone
    )


def _shows(
    store: Store, release: Release, current: Release, whole: Register, seen: Register
) -> bool:
    """Whether it shows a withheld value; one that cannot be read is taken to show it."""
    proven = set(current.files.values())
    others = {
        path: digest
        for path, digest in release.files.items()
        if digest not in proven and not path.startswith("assets/") and not path.endswith(NO_TEXT)
    }
    files = ((path, (store.content(digest),)) for path, digest in sorted(others.items()))
    try:
        return next(leaks(files, whole, seen, product_texts()), None) is not None
    except DamagedReleaseError:
        return True


def _checked(path: Path) -> tuple[str, str]:
    """The salt, a new one where none is kept, and the digest that was searched for."""
    try:
        kept = json.loads(plain_bytes(path) or b"")
        return str(kept["salt"]), str(kept["digest"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return secrets.token_hex(), ""


def _digest(salt: str, values: Iterable[str]) -> str:
    text = canonical_json(sorted(values)).encode("utf-8", "surrogatepass")
    return hmac.new(salt.encode(), text, hashlib.sha256).hexdigest()
