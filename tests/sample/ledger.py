"""The sample's history, made once a session."""

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.sample.history import make_history


@cache
def sample_ledger() -> Path:
    """A folder with the sample's ledger; whoever writes takes a copy."""
    folder = TemporaryDirectory(prefix="portal-sample-")
    atexit.register(folder.cleanup)
    make_history(Path(folder.name) / "ledger")
    return Path(folder.name) / "ledger"
