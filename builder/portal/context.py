"""What the composing of pages starts from."""

from dataclasses import dataclass, field

from builder.field import Register
from builder.frameworks import Catalogue, Crosswalk
from builder.history import History
from builder.policy import Audience, Policy
from builder.portal.indexes import ByRef, OfAction, Said, by_ref, of_action, said
from builder.rules.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalContext:
    """A judged and redacted register, with what its pages need besides."""

    register: Register
    assessment: Assessment
    policy: Policy
    catalogue: Catalogue
    history: History
    audience: Audience
    provider_name: str
    build_id: str
    tool_version: str
    is_forecast: bool = False
    """Whether the as-at moment lies in the future."""
    is_snapshot: bool = False
    """Whether the portal is handed over as one file."""
    evidence_copied: int | None = None
    """Evidence files in the site itself; ``None`` = evidence is only linked."""
    evidence_not_copied: tuple[tuple[str, str], ...] = ()
    """(evidence ref, why) of each file that is not in the site, where files are copied."""
    evidence_not_read: tuple[str, ...] = ()
    """Refs of copied evidence files whose format is not looked into for withheld words."""
    by_ref: ByRef = field(init=False, repr=False, compare=False)
    """Records and judgements by their own ref."""
    of_action: OfAction = field(init=False, repr=False, compare=False)
    """What hangs on each tracking line."""
    said: Said = field(init=False, repr=False, compare=False)
    """What the rules said, by register, service, person, subject and rule."""

    crosswalk: Crosswalk = field(init=False, repr=False, compare=False)
    """How items of an older framework carry over to a newer one."""

    def __post_init__(self) -> None:
        """Groups the rows once, so that no page scans them all."""
        object.__setattr__(self, "by_ref", by_ref(self.register, self.assessment))
        object.__setattr__(self, "of_action", of_action(self.register))
        object.__setattr__(self, "crosswalk", Crosswalk.of(self.catalogue))
        object.__setattr__(self, "said", said(self.register, self.assessment))
