"""Every input, changed alone, changes the build id."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from builder.pipeline import AS_USUAL, Making, assemble, judge
from builder.policy.document import (
    AudienceDocument,
    CalendarDocument,
    OverrideDocument,
    OverridesDocument,
)
from builder.redaction.audiences import audience_named
from builder.settings import read_settings
from builder.shipped import shipped_folder
from tests.made import as_at

pytestmark = pytest.mark.broad
AS_AT = "2026-11-20 17:20"
CONFIG = """INHERIT: base.yml
site_name: Elm Care
theme:
  name: material
  custom_dir: look
hooks: [hook.py]
plugins:
  - portal:
      audience: auditor
"""
OVERRIDE: dict[str, object] = {
    "threshold": "workload_pressure",
    "value": 110,
    "reason": "Two managers are new.",
    "approved_by": "Board",
    "from": "2026-11-01",
}
AUDIENCE: dict[str, object] = {"title": "Auditors", "services": ["BIR"]}
POLICY: dict[str, object] = {"overrides": [OVERRIDE], "audiences": {"auditor": AUDIENCE}}
FILES = {
    "mkdocs.yml": CONFIG,
    "base.yml": "site_author: Elm\n",
    "hook.py": "",
    "docs/index.md": "# Ours\n",
    "look/main.html": '{% extends "base.html" %}\n',
    "workbooks/mapping.yml": "ignore_sheets: [Scrap]\n",
    "workbooks/frameworks/own.yml": "# none yet\n",
    "workbooks/policy.yml": yaml.safe_dump(POLICY),
}
"""Every kind of file that a provider keeps, besides workbooks."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small portal with one of each."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shutil.copy(shipped_folder("workbooks") / "birch-lane.xlsx", tmp_path / "workbooks")
    return tmp_path


def id_of(root: Path, moment: str = AS_AT, making: Making = AS_USUAL) -> str:
    settings = read_settings(root / "mkdocs.yml")
    judged = judge(settings, as_at(moment))
    audience = audience_named(judged.policy, settings.audience, settings.services)
    return assemble(judged, audience, making=making).context.build_id


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_says_more_gives_another_id(root: Path, name: str) -> None:
    before = id_of(root)
    assert id_of(root) == before
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert id_of(root) != before


@pytest.mark.parametrize("name", ["docs/more.md", "look/more.html", "workbooks/frameworks/b.yml"])
def test_a_file_more_gives_another_id(root: Path, name: str) -> None:
    before = id_of(root)
    (root / name).write_text("", encoding="utf-8")
    assert id_of(root) != before


def test_a_workbook_that_cannot_be_read_gives_another_id(root: Path) -> None:
    before = id_of(root)
    (root / "workbooks" / "extra.xlsx").write_bytes(b"hello")
    assert id_of(root) != before


IN_POLICY = {
    "overrides": [{**OVERRIDE, "threshold": "record_match"}],
    "calendar": {"holidays_added": ["2026-11-16"]},
    "records_begin": "2026-04-01",
    "review_weekdays": ["monday"],
    "challenge_weekdays": ["tuesday"],
    "themes": {"medication": ["tablet"]},
    "phrases": ["nearly there"],
    "share_prefixes": ["//elm/evidence"],
    "audiences": {"auditor": {"title": "Auditors"}},
}
IN_CALENDAR = {
    "holidays_added": ["2026-11-16"],
    "holidays_removed": ["2026-12-25"],
    "closed_weekdays": ["sunday"],
}
IN_OVERRIDE = {
    "threshold": "record_match",
    "value": 111,
    "reason": "Three managers are new.",
    "approved_by": "Owner",
    "from": "2026-11-02",
}
IN_AUDIENCE = {
    "title": "Accountants",
    "sees_confidential": True,
    "sees_names": False,
    "sees_personal_data": False,
    "services": ["OAK"],
    "fields": {"Actions": ["Title"]},
    "suppress_below": 3,
}


def changed(part: str, name: str) -> dict[str, object]:
    match part:
        case "calendar":
            return {**POLICY, part: {name: IN_CALENDAR[name]}}
        case "override":
            return {**POLICY, "overrides": [{**OVERRIDE, name: IN_OVERRIDE[name]}]}
        case "audience":
            return {**POLICY, "audiences": {"auditor": {**AUDIENCE, name: IN_AUDIENCE[name]}}}
        case _:
            return {**POLICY, name: IN_POLICY[name]}


@pytest.mark.parametrize(
    ("part", "name"),
    [
        *(("policy", name) for name in IN_POLICY),
        *(("calendar", name) for name in IN_CALENDAR),
        *(("override", name) for name in IN_OVERRIDE),
        *(("audience", name) for name in IN_AUDIENCE),
    ],
)
def test_each_entry_of_a_policy_gives_another_id(root: Path, part: str, name: str) -> None:
    before = id_of(root)
    text = yaml.safe_dump(changed(part, name))
    (root / "workbooks" / "policy.yml").write_text(text, encoding="utf-8")
    assert id_of(root) != before


def test_the_entries_above_are_all_that_a_policy_has() -> None:
    assert set(IN_POLICY) == set(OverridesDocument.model_fields)
    assert set(IN_CALENDAR) == set(CalendarDocument.model_fields)
    assert set(IN_AUDIENCE) == set(AudienceDocument.model_fields)
    fields = OverrideDocument.model_fields.items()
    assert set(IN_OVERRIDE) == {field.alias or name for name, field in fields}


@pytest.mark.parametrize(
    "option",
    [
        "stale_after_hours: 12",
        'as_at: "2026-11-20T17:20"',
        "services: [OAK]",
        "copy_evidence: true",
    ],
)
def test_an_option_of_the_portal_gives_another_id(root: Path, option: str) -> None:
    before = id_of(root)
    (root / "mkdocs.yml").write_text(f"{CONFIG}      {option}\n", encoding="utf-8")
    assert id_of(root) != before


def test_what_a_portal_is_made_for_gives_another_id(root: Path) -> None:
    usual = id_of(root)
    assert id_of(root, "2026-11-21 17:20")[10:] != usual[10:]
    snapshot = id_of(root, making=replace(AS_USUAL, is_snapshot=True))
    forecast = id_of(root, making=replace(AS_USUAL, is_forecast=True))
    evidence = Making(evidence_root=root / "workbooks")
    copied = id_of(root, making=evidence)
    assert len({usual, snapshot, forecast, copied}) == 4


def test_evidence_that_changed_gives_another_id(root: Path) -> None:
    shutil.copy(shipped_folder("workbooks") / "oakfield-house.xlsx", root / "workbooks")
    settings = read_settings(root / "mkdocs.yml")
    judged = judge(settings, as_at(AS_AT))
    making = Making(evidence_root=settings.workbooks)
    proof = settings.workbooks / "evidence" / "oak" / "incident-log.xlsx"
    proof.parent.mkdir(parents=True)
    found = set()
    for content in (b"one", b"two"):
        proof.write_bytes(content)
        portal = assemble(judged, audience_named(judged.policy, "board"), making=making)
        assert len(portal.evidence.copies) == 1
        found.add(portal.context.build_id)
    assert len(found) == 2
