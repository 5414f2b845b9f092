"""What a web server may tell browsers to allow of a built site, as its pages really are."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_KIND = re.compile(rb"""\stype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUNS = frozenset({b"text/javascript", b"application/javascript", b"module"})
"""Types that a browser runs; any other, such as ``application/json``, is data."""


def inline_scripts(html: bytes) -> Iterator[str]:
    """The SHA-256 of each script that stands in a page itself, as a policy names it."""
    for match in _SCRIPT.finditer(html):
        attributes, text = match.groups()
        kind = _KIND.search(attributes)
        is_run = kind is None or kind.group(1).lower() in _RUNS
        if is_run and not _SOURCE.search(attributes):
            yield f"'sha256-{b64encode(sha256(text).digest()).decode('ascii')}'"


def content_security_policy(scripts: Iterable[str]) -> str:
    """The value of the header: this site's own files, and the inline scripts that it has.

    Args:
        scripts: hashes as ``inline_scripts`` gives them, in any order.
    """
    directives = (
        ("default-src", "'none'"),
        ("script-src", " ".join(("'self'", *sorted(set(scripts))))),
        # RATIONALE: bars and columns carry their widths in style attributes.
        ("style-src", "'self' 'unsafe-inline'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("worker-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'self'"),
    )
    return "; ".join(" ".join(each) for each in directives)
