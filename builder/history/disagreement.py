"""A figure that a recorded build gave otherwise than the sheets give it now."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One figure of a session, a closing cycle or a review point, by the sheets and by a build."""

    register: str
    """``B1.4``, ``B1.5`` or ``B3.3``."""
    scope: str
    """``provider`` or a Service ID."""
    figure: str
    theme: str = ""
    """Whose review point it is; empty for sessions and closing cycles."""
    point_at: datetime | None
    """When the session or review was held; ``None`` = no sheet records one any more."""
    sheets: int | Fraction | None
    """As the sheets now give it for the moment of the build; ``None`` = they do not."""
    recorded: int | Fraction
    """As the first build after it, on its day, recorded it."""
    recorded_at: datetime
    """The moment that this build judged."""
