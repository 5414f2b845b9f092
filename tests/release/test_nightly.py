"""A nightly run killed at any of its steps: readers keep a whole site, the next run finishes."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.ledger.verify import verify
from builder.release import nightly
from builder.release.manifest import digests, read_manifest
from builder.release.nightly import NightlyResult, Target, publish_portal
from builder.release.publish import RefusedError
from builder.settings import Settings, read_settings
from tests.release.made_site import KilledError
from tests.workbook_text import ACTION, workbook

FIRST = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
SECOND = datetime(2026, 11, 21, 2, 15, tzinfo=UTC)
STEPS = ("judge", "assemble", "stage_site", "refuse_unfit", "publish", "record")


def write_book(folder: Path, title: str) -> None:
    row = {**ACTION, "Title": title}
    text = " | ".join(row) + "\n" + " | ".join(row.values())
    (folder / "workbooks").mkdir(exist_ok=True)
    (folder / "workbooks" / "tracker.xlsx").write_bytes(workbook("Actions", text))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_book(tmp_path, "Mend the rail")
    return read_settings(tmp_path / "mkdocs.yml")


def run(settings: Settings, at: datetime) -> NightlyResult:
    target = Target(folder=settings.root / "out")
    return publish_portal(settings, at, target, lambda: at)


def is_whole(site: Path) -> bool:
    manifest = read_manifest(site)
    return manifest is not None and manifest["files"] == digests(site)


def killed(*_args: object, **_kwargs: object) -> None:
    raise KilledError


def killed_after(step: Callable[..., object]) -> Callable[..., object]:
    def then_killed(*args: object, **kwargs: object) -> object:
        step(*args, **kwargs)
        raise KilledError

    return then_killed


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_run_killed_at_any_step_leaves_a_whole_site_and_the_next_run_finishes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str, is_after: bool
) -> None:
    run(settings, FIRST)
    write_book(settings.root, "Mend the rail and the ramp")
    whole = getattr(nightly, step)
    with monkeypatch.context() as patch:
        patch.setattr(nightly, step, killed_after(whole) if is_after else killed)
        with pytest.raises(KilledError):
            run(settings, SECOND)
    assert is_whole(settings.root / "out")
    assert verify(settings.ledger).is_whole
    run(settings, SECOND)
    page = (settings.root / "out" / "actions" / "a-1.html").read_text(encoding="utf-8")
    assert "the ramp" in page
    assert is_whole(settings.root / "out")
    assert verify(settings.ledger).is_whole
    assert not (settings.root / "out" / ".portal" / "lock").exists()


def test_a_run_that_fails_is_recorded_with_its_reason(settings: Settings) -> None:
    run(settings, FIRST)
    (settings.root / "workbooks" / "tracker.xlsx").unlink()
    with pytest.raises(RefusedError):
        run(settings, SECOND)
    assert is_whole(settings.root / "out")
    last = max(settings.ledger.glob("*.jsonl"))
    assert "Nothing was published" in last.read_text(encoding="utf-8")
