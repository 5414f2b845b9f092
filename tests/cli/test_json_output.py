"""What a script reads: one JSON text on standard output, and the exit code as ever."""

import json
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import Portal

AS_AT = "2026-11-20T17:20"


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("explain", "OAK-012", "--as-at", AS_AT), {"ref", "checks", "assured_status", "passes"}),
        (("policy", "--as-at", AS_AT), {"edition", "thresholds"}),
        (("ledger", "verify"), {"runs", "entries", "head", "problem", "countersigned"}),
        (
            ("nightly", "--to", "out", "--letters", "post", "--quiet"),
            {"build_id", "release", "report"},
        ),
        (("build", "--as-at", AS_AT, "--quiet"), {"index", "build_id", "pages", "files_written"}),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_script_gets_one_object(
    portal: Portal, sample: Path, words: tuple[str, ...], keys: set[str]
) -> None:
    portal("record", "--as-at", AS_AT, "--quiet")
    result = portal(*words, "--format", "json")
    assert result.exit_code in (ExitCode.DONE, ExitCode.WORKBOOK_ERRORS), result.output
    assert keys <= json.loads(result.stdout).keys()


def test_the_doctor_gives_a_list_of_checks(portal: Portal, sample: Path) -> None:
    found = json.loads(portal("doctor", "--format", "json").stdout)
    assert {"check", "state", "saw", "remedy"} == found[0].keys()


def test_a_threshold_says_its_clause_and_whose_it_is(portal: Portal, sample: Path) -> None:
    found = json.loads(portal("policy", "--as-at", AS_AT, "--format", "json").stdout)
    limit = found["thresholds"]["record_match"]
    assert (limit["clause"], limit["comparison"], limit["origin"]) == ("B2.3", "below", "document")
    assert limit["value"] == 87
