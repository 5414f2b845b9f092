"""The pages by the Nu checker: no fault but those named here with their reason."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.shipped import CHECKOUT
from tests.browser.conftest import BuiltSite

pytestmark = pytest.mark.slow
CHECKER = CHECKOUT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ACCEPTED = (
    # Tables stack into cards on a phone; without roles a screen reader then loses the table.
    "must not be used on a “td” element which has a “table” ancestor",
    "must not be used on a “th” element which has a “table” ancestor",
    "must not be used on a “tr” element which has a “table” ancestor",
    # Material's own drawer and search switches.
    "Attribute “autocomplete” is only allowed when the input type is",
    "attribute must not be used on any “label” element",
)


def test_every_kind_of_page_is_valid_html(sample_site: BuiltSite) -> None:
    java = shutil.which("java")
    if java is None or not CHECKER.is_file():
        pytest.skip("needs java, and: npm install --no-save vnu-jar")
    pages = [str(Path(sample_site.folder) / path) for path in sample_site.shown]
    checked = subprocess.run(
        [java, "-jar", str(CHECKER), "--errors-only", "--format", "json", *pages],
        capture_output=True,
        check=False,
    )
    faults = json.loads(checked.stderr)["messages"]
    unknown = {
        (Path(each["url"]).name, each["message"])
        for each in faults
        if not any(words in each["message"] for words in ACCEPTED)
    }
    assert not unknown
