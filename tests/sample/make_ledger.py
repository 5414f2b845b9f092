"""Remakes the history of the sample provider in ``ledger/``: 60 days, recorded at 18:00 each.

Run ``python -m tests.sample.make_ledger`` from the root of the checkout, after any change of the
sample, the policy or the rules. The same sample gives the same bytes.
"""

import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.field.moment import local_moment
from builder.ledger.read import read_history
from builder.pipeline import Judged, Read, read
from builder.release.recording import record
from builder.rules.assess import assess
from builder.settings import Settings, read_settings
from tests.sample.earlier_days import as_it_stood

ROOT = Path(__file__).parents[2]
LEDGER = ROOT / "ledger"
DAYS = 60
LAST = date(2026, 11, 19)
JUDGED_AT, RECORDED_AT = time(17, 20), time(18, 0)


def days() -> Iterator[date]:
    """The recorded days, oldest first."""
    for back in reversed(range(DAYS)):
        yield LAST - timedelta(days=back)


def make(folder: Path) -> None:
    """Writes the ledger of the sample into a folder that holds none."""
    with TemporaryDirectory() as cache:
        config = read_settings(ROOT / "mkdocs.yml")
        settings = Settings(
            root=config.root,
            workbooks=config.workbooks,
            ledger=folder,
            site_dir=config.site_dir,
            cache=Path(cache),
            provider_name=config.provider_name,
        )
        found = read(settings, local_moment(LAST + timedelta(days=1), JUDGED_AT))
    for day in days():
        judged = _judged(found, settings.ledger, local_moment(day, JUDGED_AT))
        # Without a key, so that the same sample gives the same bytes.
        record(settings, judged, local_moment(day, RECORDED_AT), key=b"")


def _judged(found: Read, ledger: Path, as_at: datetime) -> Judged:
    register = as_it_stood(found.register, as_at)
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


def remake(folder: Path) -> None:
    """Replaces the sample's ledger by a fresh one."""
    with TemporaryDirectory() as held:
        make(Path(held) / "ledger")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(Path(held) / "ledger", folder)


if __name__ == "__main__":
    remake(Path(sys.argv[1]) if len(sys.argv) > 1 else LEDGER)
