import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builder.pipeline import Portal, assemble, judge
from builder.pipeline import replay as judge_again
from builder.recording import record
from builder.redaction.audiences import audience_named
from builder.settings import Settings, read_settings
from builder.shipped import shipped_folder
from tests.made import as_at

AS_AT = as_at("2026-11-20 17:20")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(shipped_folder("workbooks"), tmp_path / "workbooks")
    return replace(read_settings(tmp_path / "mkdocs.yml"), provider_name="Sample Care")


def test_a_recorded_day_gives_the_same_portal_when_the_workbooks_are_gone(
    settings: Settings,
) -> None:
    yesterday = AS_AT - timedelta(days=1)
    record(settings, judge(settings, yesterday), yesterday + timedelta(minutes=1))
    then = judge(settings, AS_AT)
    record(settings, then, AS_AT + timedelta(minutes=1))
    shutil.rmtree(settings.workbooks)
    again = judge_again(settings, AS_AT.date())
    assert again is not None
    for name in ("staff", "inspector"):
        audience = audience_named(then.policy, name)
        first, second = assemble(then, audience), assemble(again, audience)
        assert first.pages == second.pages
        assert _downloaded(first) == _downloaded(second)
        assert first.context.build_id == second.context.build_id


def _downloaded(portal: Portal) -> dict[str, bytes]:
    return {path: b"".join(pieces) for path, pieces in portal.downloads()}


def test_a_day_is_built_alike_before_and_after_it_is_recorded(settings: Settings) -> None:
    before = judge(settings, AS_AT)
    record(settings, before, AS_AT + timedelta(minutes=1))
    after = judge(settings, AS_AT)
    audience = audience_named(before.policy, "staff")
    assert assemble(before, audience).pages == assemble(after, audience).pages
