"""The policy allows a site's own files and the scripts that stand in its pages, and no more."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from builder.release.content_policy import content_security_policy, inline_scripts
from builder.release.manifest import read_manifest
from tests.release.made_site import make_site

SCRIPT = "document.title = 'é'"
HASH = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("<script>{}</script>", [HASH], id="plain"),
        pytest.param("<SCRIPT type='module' async>{}</SCRIPT>", [HASH], id="a module"),
        pytest.param("<script type=text/javascript>{}</script>", [HASH], id="typed, unquoted"),
        pytest.param('<script type="application/json">{}</script>', [], id="data"),
        pytest.param('<script src="a.js">{}</script>', [], id="a file"),
        pytest.param("<script>{}</script><p><script>{}</script>", [HASH, HASH], id="twice"),
        pytest.param("<p>no script</p>", [], id="none"),
    ],
)
def test_only_scripts_that_run_and_stand_in_the_page_count(html: str, found: list[str]) -> None:
    assert list(inline_scripts(html.replace("{}", SCRIPT).encode())) == found


def test_a_policy_without_inline_scripts_allows_none() -> None:
    policy = content_security_policy(())
    assert "script-src 'self';" in policy
    assert policy.startswith("default-src 'none';")


def test_the_order_and_the_number_of_hashes_do_not_matter() -> None:
    assert content_security_policy(("b", "a", "b")) == content_security_policy(("a", "b"))


def test_the_manifest_of_a_site_holds_its_policy(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"index.html": f"<script>{SCRIPT}</script>", "a.js": "x"}, "one")
    manifest = read_manifest(site)
    assert manifest is not None
    assert manifest["csp"] == content_security_policy([HASH])
