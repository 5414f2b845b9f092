"""The commands on the sample, as a person or a program runs them."""

import json
from pathlib import Path

import jsonschema
import pytest

from builder.cli.exit_codes import ExitCode
from builder.exports.assessment_schema import assessment_schema
from builder.release.manifest import read_manifest, site_files
from tests.cli.conftest import AS_AT, Portal


def test_assess_prints_json_alone_that_holds_to_its_schema(portal: Portal, sample: Path) -> None:
    result = portal("assess", "--as-at", AS_AT, "--format", "json")
    assert result.exit_code == ExitCode.DONE
    assessment = json.loads(result.stdout)
    jsonschema.validate(assessment, assessment_schema())
    scopes = {each["scope"] for each in assessment["registers"]}
    assert scopes == {"provider", "OAK", "BIR", "HAR"}
    assert len(assessment["registers"]) == 15 * len(scopes)


def test_each_figure_of_the_deadline_registers_names_its_cells(
    portal: Portal, sample: Path
) -> None:
    assessment = json.loads(portal("assess", "--as-at", AS_AT, "--format", "json").stdout)
    for register in assessment["registers"]:
        if register["id"] in ("B1.1", "B1.4"):
            for figure, value in register["figures"].items():
                if value:
                    cells = register["cells"][figure]
                    assert cells, (register["id"], register["scope"], figure)
                    assert all(each["workbook"] and each["cell"] for each in cells)


def test_the_same_workbooks_and_moment_give_the_same_json(portal: Portal, sample: Path) -> None:
    first = portal("assess", "--as-at", AS_AT, "--format", "json").stdout
    assert portal("assess", "--as-at", AS_AT, "--format", "json").stdout == first


def test_strict_exits_with_1_where_a_rule_blocks_the_closure_update(
    portal: Portal, sample: Path
) -> None:
    assert portal("assess", "--as-at", AS_AT, "--strict").exit_code == ExitCode.RULES_BLOCK
    assert portal("assess", "--as-at", AS_AT).exit_code == ExitCode.DONE


def test_two_builds_are_the_same_bytes_and_the_second_writes_nothing(
    portal: Portal, sample: Path
) -> None:
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    site = sample / "site"
    first = {path: (site / path).read_bytes() for path in site_files(site)}
    stamps = {path: (site / path).stat().st_mtime_ns for path in first}
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    assert {path: (site / path).read_bytes() for path in site_files(site)} == first
    assert {path: (site / path).stat().st_mtime_ns for path in first} == stamps
    manifest = read_manifest(site)
    assert manifest is not None
    assert manifest["as_at"] == "2026-11-20T17:20:00+00:00"


def test_the_build_says_which_file_to_open(portal: Portal, sample: Path) -> None:
    result = portal("build", "--as-at", AS_AT, "--quiet", "--emit", "pages")
    assert f"Open {sample / 'site' / 'index.html'}" in result.output
    assert (sample / "pages" / "docs" / "actions" / "oak-001.md").is_file()
    assert (sample / "pages" / "docs" / "data" / "actions.csv").is_file()


def test_a_failed_build_leaves_the_site_before(
    portal: Portal, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal("build", "--as-at", AS_AT, "--quiet")
    before = {p: (sample / "site" / p).read_bytes() for p in site_files(sample / "site")}
    for book in (sample / "workbooks").iterdir():
        book.write_bytes(b"ruined")
    (sample / ".cache").rename(sample / "cache-before")
    result = portal("build", "--as-at", AS_AT, "--quiet")
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert {p: (sample / "site" / p).read_bytes() for p in before} == before


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif"])
def test_check_prints_each_form(portal: Portal, sample: Path, form: str) -> None:
    result = portal("check", "--as-at", AS_AT, "--format", form)
    assert result.exit_code == ExitCode.DONE
    assert "oakfield-house.xlsx" in result.stdout


def test_check_ends_with_the_next_step_and_quiet_does_not(portal: Portal, sample: Path) -> None:
    assert portal("check", "--as-at", AS_AT).stderr.endswith("Next: portal build\n")
    assert "Next" not in portal("check", "--as-at", AS_AT, "--quiet").output
    assert "Next" not in portal("check", "--as-at", AS_AT, "--format", "json").output


def test_check_says_what_to_do_with_faults_and_with_an_empty_tracker(portal: Portal) -> None:
    portal("template", "workbooks/tracker.xlsx")
    assert "Next: fill in Services, People and Actions" in portal("check").output
    Path("workbooks/extra.xlsx").write_bytes(b"hello")
    assert "Next: mend these cells" in portal("check").output


def test_a_hand_back_copy_is_written_for_each_faulty_workbook(portal: Portal, sample: Path) -> None:
    portal("check", "--as-at", AS_AT, "--hand-back", "to-mend")
    assert (sample / "to-mend" / "oakfield-house.xlsx").is_file()


def test_a_stage_log_holds_one_json_line_a_stage(portal: Portal, sample: Path) -> None:
    portal("assess", "--as-at", AS_AT, "--log-json", "run.jsonl", "--quiet")
    lines = [json.loads(line) for line in (sample / "run.jsonl").read_text().splitlines()]
    assert [each["stage"] for each in lines][:2] == ["policy", "read"]
    assert all(set(each) == {"stage", "seconds", "cpu_seconds", "rows"} for each in lines)


def test_init_then_check_gives_an_empty_portal_without_errors(portal: Portal) -> None:
    made = portal("init", "ours", "--name", 'Elm "House" Care')
    assert made.exit_code == ExitCode.DONE
    assert "Next: cd ours" in made.output
    checked = portal("check", "--config", "ours/mkdocs.yml")
    assert checked.exit_code == ExitCode.DONE, checked.output


def test_init_says_what_it_made_and_what_to_do_next(portal: Portal, folder: Path) -> None:
    made = portal("init", "our portal")
    for each in (folder / "our portal").iterdir():
        assert each.name in made.output
    assert "Services, People and Actions" in made.output
    assert 'Next: cd "our portal"\n      portal check' in made.output
    sample = portal("init", "sample", "--sample")
    assert "Next: cd sample\n      portal build" in sample.output


def test_init_refuses_a_folder_that_is_not_empty(portal: Portal, folder: Path) -> None:
    assert portal("init", ".").exit_code == ExitCode.WRONG_USAGE


def test_init_with_the_sample_builds(portal: Portal, folder: Path) -> None:
    portal("init", "ours", "--sample")
    built = portal("build", "--config", "ours/mkdocs.yml", "--quiet")
    assert built.exit_code == ExitCode.DONE, built.output
    assert (folder / "ours" / "site" / "index.html").is_file()


def test_template_refuses_to_write_over_a_file(portal: Portal) -> None:
    assert portal("template", "tracker.xlsx").exit_code == ExitCode.DONE
    assert portal("template", "tracker.xlsx").exit_code == ExitCode.WRONG_USAGE
    assert portal("template", "tracker.csv").exit_code == ExitCode.WRONG_USAGE


def test_an_unknown_audience_is_answered_with_those_that_exist(
    portal: Portal, sample: Path
) -> None:
    result = portal("build", "--as-at", AS_AT, "--audience", "everybody")
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "inspector" in result.output


def test_policy_prints_every_limit_with_its_clause(portal: Portal, sample: Path) -> None:
    (sample / "workbooks" / "policy.yml").write_text(
        "overrides:\n  - threshold: integrity_defects\n    value: 50\n    reason: A trial.\n"
    )
    result = portal("policy", "--as-at", AS_AT)
    assert result.exit_code == ExitCode.DONE
    assert "1 override\n" in result.output
    assert "A trial." in result.output
    assert "B1.2" in result.output
    assert "integrity_defects: fires 0 more, 1 fewer" in result.output
    assert "What the overrides" not in portal("policy", "--as-at", AS_AT, "--no-effect").output


def test_policy_says_which_of_its_entries_are_not_used(portal: Portal, sample: Path) -> None:
    (sample / "workbooks" / "policy.yml").write_text("overrides: {integrity_defects: 50}\n")
    result = portal("policy", "--as-at", AS_AT)
    assert result.exit_code == ExitCode.DONE
    assert "0 overrides\n" in result.output
    assert "it must be a list, each line of it beginning with a dash" in result.output
    assert "What the overrides" not in result.output


def test_explain_prints_the_gate_and_names_unknown_refs(portal: Portal, sample: Path) -> None:
    result = portal("explain", "oak-001", "--as-at", AS_AT)
    assert result.exit_code == ExitCode.DONE
    assert "outcome reduction" in result.output.casefold()
    assert portal("explain", "OAK-999", "--as-at", AS_AT).exit_code == ExitCode.WRONG_USAGE


def test_a_draw_is_the_same_again_and_is_read_by_the_next_build(
    portal: Portal, sample: Path
) -> None:
    drawn = portal("draw", "--date", "2026-11-23", "--out", "one.xlsx")
    assert drawn.exit_code == ExitCode.DONE, drawn.output
    portal("draw", "--date", "2026-11-23", "--out", "two.xlsx")
    assert (sample / "one.xlsx").read_bytes() == (sample / "two.xlsx").read_bytes()
    (sample / "one.xlsx").rename(sample / "workbooks" / "burst-2026-11-23.xlsx")
    checked = portal("check", "--as-at", "2026-11-23T12:00")
    assert "burst-2026-11-23.xlsx!" not in "".join(
        line for line in checked.output.splitlines() if " error " in line
    )


def test_an_earlier_edition_is_shown_as_it_was_shipped(portal: Portal) -> None:
    result = portal("policy", "--edition", "2026-11")
    assert result.exit_code == ExitCode.DONE
    assert result.output.startswith("Policy edition 2026-11, 0 overrides\n")
    assert "A1.1    escalate_to_manager_4h" in result.output.replace("A1.1   ", "A1.1    ")
    unknown = portal("policy", "--edition", "2020-01")
    assert unknown.exit_code == 2
    assert "There is: 2026-11." in unknown.output
