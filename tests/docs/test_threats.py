"""Each line of the page on who might do what names tests, and each of them is there."""

import re

from tests.docs.pages import DOCS, ROOT

TEXT = (DOCS / "explanation" / "threats.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_\w+)`")
_RULE = re.compile(r"\|[-|]+\|")


def _lines() -> list[str]:
    """The lines of each table below its headings."""
    lines = TEXT.splitlines()
    tables = [n for n, each in enumerate(lines) if _RULE.fullmatch(each)]
    headings = {n - 1 for n in tables}
    return [
        each
        for n, each in enumerate(lines)
        if each.startswith("|") and n not in headings and n not in tables
    ]


def test_each_line_names_its_tests_or_says_that_no_program_could_show_it() -> None:
    bare = [each for each in _lines() if not _NAMED.search(each)]
    assert len(_lines()) > len(bare)
    _, not_held = TEXT.split("## What does not hold")
    assert [each for each in bare if not (each in not_held and each.endswith("| none |"))] == []


def test_each_named_test_is_there() -> None:
    named = _NAMED.findall(TEXT)
    assert named
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file()
        or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []
