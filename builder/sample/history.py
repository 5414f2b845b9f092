"""The history of the sample provider: 60 days, recorded one by one as nights would have.

The same sample gives the same bytes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from builder.field.moment import local_moment
from builder.ledger.read import read_history
from builder.pipeline import Judged, Read, read
from builder.progress import SILENT, Progress
from builder.recording import record
from builder.rules.assess import assess
from builder.sample.earlier_days import Otherwise, as_it_stood
from builder.settings import Settings
from builder.shipped import shipped_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleHistory:
    """Which days of the sample are recorded, and what stood otherwise on them."""

    provider_name: str
    days: tuple[date, ...]
    """Oldest first."""
    judged_at: time
    recorded_at: time
    oddities: tuple[Otherwise, ...]

    @property
    def as_at(self) -> datetime:
        """The moment at which the sample itself is read: the day after the last."""
        return local_moment(self.days[-1] + timedelta(days=1), self.judged_at)


@cache
def sample_history() -> SampleHistory:
    """The history as ``history.yml`` describes it."""
    text = files("builder.sample").joinpath("history.yml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    return SampleHistory(
        provider_name=told["provider_name"],
        days=tuple(told["last"] - timedelta(days=n) for n in reversed(range(told["days"]))),
        judged_at=time.fromisoformat(told["judged_at"]),
        recorded_at=time.fromisoformat(told["recorded_at"]),
        oddities=tuple(Otherwise(**each) for each in told["stood_otherwise"]),
    )


def is_sample(workbooks: Path) -> bool:
    """Whether a folder holds the sample's workbooks and no other, byte for byte."""
    shipped, held = (
        {each.name: each.read_bytes() for each in folder.glob("*.xlsx")}
        for folder in (shipped_folder("workbooks"), workbooks)
    )
    return held == shipped


def made_where_lacking(settings: Settings, progress: Progress = SILENT) -> None:
    """Makes the sample's history where a portal of the sample keeps it in its cache, and lacks it.

    RATIONALE: a ledger in the cache is one that may be deleted; no other is ever made up.
    """
    if settings.lacks_cached_ledger and is_sample(settings.workbooks):
        with progress.stage("sample") as stage:
            make_history(settings.ledger)
            stage.rows = len(sample_history().days)


def make_history(ledger: Path) -> None:
    """Records the sample's days in a folder that is not there yet, whole or not at all."""
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".ledger-", dir=ledger.parent) as folder:
        settings = _settings(Path(folder))
        _record_days(settings)
        settings.ledger.rename(ledger)


def _settings(folder: Path) -> Settings:
    return Settings(
        root=folder,
        workbooks=shipped_folder("workbooks"),
        ledger=folder / "ledger",
        site_dir=folder / "site",
        cache=folder / "cache",
        provider_name=sample_history().provider_name,
    )


def _record_days(settings: Settings) -> None:
    told = sample_history()
    found = read(settings, told.as_at)
    for day in told.days:
        judged = _judged(found, settings.ledger, local_moment(day, told.judged_at))
        # RATIONALE: without a key, so that the same sample gives the same bytes.
        record(settings, judged, local_moment(day, told.recorded_at), key=b"")


def _judged(found: Read, ledger: Path, as_at: datetime) -> Judged:
    register = as_it_stood(found.register, as_at, sample_history().oddities)
    history, _ = read_history(ledger, before=as_at)
    return Judged(
        register=register,
        problems=found.problems,
        documents=found.documents,
        policy=found.policy,
        catalogue=found.catalogue,
        history=history,
        assessment=assess(register, found.policy, found.catalogue, history, as_at, found.problems),
    )
