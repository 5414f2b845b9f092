"""What a command costs as a whole process: CPU, elapsed time, peak memory."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one finished command cost."""

    cpu_seconds: float
    seconds: float
    peak_megabytes: float
    exit_code: int


def measured(command: Sequence[str], folder: Path) -> Cost:
    """Runs a command in a folder to its end, its output thrown away."""
    started = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (folder / "output.log").open("ab") as log:
        process = subprocess.Popen(  # the command is ours
            command, cwd=folder, stdout=log, stderr=log, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        seconds=time.perf_counter() - started,
        peak_megabytes=usage.ru_maxrss / KIB,
        exit_code=process.returncode,
    )
