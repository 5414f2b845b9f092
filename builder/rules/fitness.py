"""How far an evidence file can be relied on, as every place that speaks of it reads it."""

from datetime import date, datetime
from typing import NamedTuple


class Fitness(NamedTuple):
    """How far one evidence file can be relied on."""

    ref: str
    action: str
    state: str
    """``accepted``, ``invalid``, ``corrected``, ``stale`` (outdated, and reviewed by nobody),
    ``untested``, ``withdrawn`` or ``confidential``."""
    age_days: int | None = None
    limit_days: int | None = None
    in_date_until: date | None = None
    """The last day on which its age is within the limit."""
    reviewed_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    """Plain words for what failed."""
    same_file: tuple[str, ...] = ()
    """Other lines that the same link is used to prove."""
    file_state: str = ""
    """``there``, ``changed``, ``missing``, ``not at hand``, ``not read``; empty = not looked at."""
    sha256: str = ""
    """Of the file as it stands; empty where it was not read."""
    accepted_sha256: str = ""
    """Of the file as it stood when this judgement of it was first recorded."""

    @property
    def is_accepted(self) -> bool:
        """Whether it stands: its latest review valid, or accepted after correction."""
        return self.state in ("accepted", "corrected")

    @property
    def is_past_limit(self) -> bool:
        """Whether its source is older at the as-at moment than its kind may be."""
        if self.age_days is None or self.limit_days is None:
            return False
        return self.age_days > self.limit_days

    @property
    def judgement(self) -> str:
        """Names the judgement that the file stands on; a new one may be of a changed file."""
        at = "" if self.reviewed_at is None else self.reviewed_at.isoformat()
        return f"{at} corrected" if self.state == "corrected" else at
