"""A nightly run killed at any of its steps: readers keep a whole site, the next run finishes."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.ledger.verify import verify
from builder.release import nightly
from builder.release.manifest import digests, read_manifest
from builder.release.nightly import NightlyResult, Target, publish_portal
from builder.release.publish import RefusedError, rollback
from builder.settings import Settings, read_settings
from tests.release.made_site import KilledError
from tests.workbook_text import ACTION, PERSON, SERVICE, action, book, rows, workbook

FIRST = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
SECOND = datetime(2026, 11, 21, 2, 15, tzinfo=UTC)
STEPS = ("judge", "assemble", "stage_site", "refuse_unfit", "publish", "record")


def write_book(folder: Path, title: str, **cells: str) -> None:
    row = {**ACTION, "Title": title, **cells}
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


SECRET = "Ask why the night keys were missing"


def write_lines(folder: Path, **second: str) -> None:
    """A tracker of two lines; the second one says what is given."""
    lines = rows(action(Confidential="No"), action(Ref="A-2", **{"Confidential": "No", **second}))
    sheets = {"Actions": lines, "People": rows(PERSON), "Services": rows(SERVICE)}
    (folder / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))


def releases(settings: Settings) -> list[str]:
    return sorted(p.stem for p in (settings.root / "out" / ".portal" / "releases").iterdir())


@pytest.mark.parametrize(
    "becomes",
    [
        pytest.param({"Title": SECRET, "Confidential": "Yes"}, id="as it was"),
        pytest.param({"Title": "Say nothing of it here", "Confidential": "Yes"}, id="reworded"),
    ],
)
def test_a_line_that_becomes_confidential_leaves_the_earlier_releases_too(
    settings: Settings, becomes: dict[str, str]
) -> None:
    write_lines(settings.root, Title=SECRET)
    run(settings, FIRST)
    write_lines(settings.root, **becomes)
    result = run(settings, SECOND)
    assert releases(settings) == ["000002"]
    assert any("what is now withheld" in each for each in result.published.said)
    files = [each for each in (settings.root / "out").rglob("*") if each.is_file()]
    assert not [each for each in files if SECRET.encode() in each.read_bytes()]
    with pytest.raises(RefusedError):
        rollback(settings.root / "out")


def test_an_ordinary_change_beside_a_confidential_line_keeps_the_earlier_release(
    settings: Settings,
) -> None:
    write_lines(settings.root, Title=SECRET, Confidential="Yes")
    run(settings, FIRST)
    write_lines(settings.root, Title=SECRET + " twice", Confidential="Yes")
    run(settings, SECOND)
    assert releases(settings) == ["000001", "000002"]
