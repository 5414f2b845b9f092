"""British English, no jargon, no blame: in the documentation and in what the portal says."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.problems.catalogue import CATALOGUE
from tests.docs.pages import PAGES, ROOT, prose

AMERICAN = (
    r"colors?|organizations?|organize[sd]?|utiliz\w+|behaviors?|centers?|analyz\w+|labor|"
    r"recogniz\w+|summariz\w+|prioritiz\w+|authoriz\w+|canceled|fulfill|gray|catalogs?"
)
IDLE = r"utilis\w+|leverag\w+|seamless\w*|obviously|oops|just click|user error|bad data"
BANNED = re.compile(rf"\b({AMERICAN}|{IDLE})\b", re.IGNORECASE)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
AMERICAN_DATE = re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}})\b")
SLASHED_DATE = re.compile(r"\b\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{2,4}\b")
TWELVE_HOURS = re.compile(r"\b\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)\b", re.IGNORECASE)
MARKUP = re.compile(r"<style.*?</style>|<script.*?</script>|\{[{%#].*?[}%#]\}|<[^>]+>", re.DOTALL)
SPOKEN = ("portal", "problems", "cli", "exports", "rules", "release", "pages", "charts", "letters")
"""Packages whose texts reach people."""
FORMATS = {"organization", "labor"}
"""Words of formats that others defined (BagIt's Source-Organization)."""


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "site_templates").rglob("*.html")):
        if "vendor" not in path.parts:
            yield path.name, MARKUP.sub(" ", path.read_text(encoding="utf-8"))


def spoken() -> Iterator[tuple[str, str]]:
    """Every text of more than one word in the packages that word something, with its place."""
    for package in SPOKEN:
        for path in sorted((ROOT / "builder" / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and " " in str(node.value):
                    yield f"{package}/{path.name}:{node.lineno}", MARKUP.sub(" ", str(node.value))


def policy() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "builder" / "policy").rglob("*.yml")):
        yield path.name, path.read_text(encoding="utf-8")


def documentation() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        yield path.name, prose(path)


SOURCES = {
    "documentation": documentation,
    "templates": templates,
    "wording": spoken,
    "policy": policy,
}


@pytest.mark.parametrize("source", SOURCES)
def test_words_are_british_and_plain(source: str) -> None:
    found = [
        (place, match.group(0))
        for place, text in SOURCES[source]()
        for match in BANNED.finditer(text)
        if match.group(0).casefold() not in FORMATS
    ]
    assert not found


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "pattern",
    [AMERICAN_DATE, SLASHED_DATE, TWELVE_HOURS],
    ids=["month first", "month first with slashes", "am pm"],
)
def test_dates_and_times_have_one_form(source: str, pattern: re.Pattern[str]) -> None:
    found = [
        (place, match.group(0))
        for place, text in SOURCES[source]()
        for match in pattern.finditer(text)
    ]
    assert not found


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_remedy_names_what_to_do_and_never_just_calls_something_invalid(code: str) -> None:
    kind = CATALOGUE[code]
    for text in (kind.title, kind.says, kind.remedy):
        assert not re.search(r"\b(?:is|are) invalid\b|^Invalid\b", text), text
        assert "you must" not in text.casefold()
    assert kind.remedy.endswith(".")


def test_templates_borrow_no_regulators_or_health_services_look() -> None:
    found = [
        (path.name, match.group(0))
        for path in sorted((ROOT / "site_templates").rglob("*"))
        if path.suffix in (".html", ".css", ".svg") and "vendor" not in path.parts
        for match in re.finditer(
            r"\bnhsuk|\bgovuk|\bNHS\b|\bCQC\b|#005eb8|GDS Transport|Frutiger",
            path.read_text(encoding="utf-8"),
            re.IGNORECASE,
        )
    ]
    assert not found


def test_the_lists_of_words_find_what_they_forbid() -> None:
    for wrong in ("color", "Organizations", "utilized", "leverages"):
        assert BANNED.search(wrong)
    assert AMERICAN_DATE.search("November 21, 2026")
    assert SLASHED_DATE.search("11/21/2026")
    assert TWELVE_HOURS.search("5.20 pm")
    assert not AMERICAN_DATE.search("21 November 2026")


def test_spelling_is_clean() -> None:
    tool = Path(sys.executable).with_name("codespell")
    if not tool.exists():
        pytest.skip("codespell is not installed beside this Python")
    names = ("docs", "site_templates", "builder", *(path.name for path in PAGES[:4]))
    result = subprocess.run([tool, *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not result.stdout
