"""What the composing of pages starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from builder.field import Person, Register, Service
from builder.frameworks import Crosswalk
from builder.history import History
from builder.policy import Audience, Override
from builder.portal.indexes import ByRef, OfAction, Said, by_ref, of_action, said, shown
from builder.portal.shared import About
from builder.rules.assessment import Assessment
from builder.rules.verdict import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalContext(About):
    """A judged and redacted register, with what its pages need besides."""

    register: Register
    assessment: Assessment
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
    item_label: str = field(init=False, repr=False, compare=False)
    overrides: tuple[Override, ...] = field(init=False, repr=False, compare=False)
    people: Mapping[str, Person] = field(init=False, repr=False, compare=False)
    services: Mapping[str, Service] = field(init=False, repr=False, compare=False)
    shown: Mapping[Subject, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Groups the rows once, so that no page scans them all."""
        register, assessment = self.register, self.assessment
        in_force = self.catalogue.frameworks_in_force(assessment.as_at.date())
        grouped = {
            "by_ref": by_ref(register, assessment),
            "of_action": of_action(register),
            "said": said(register, assessment),
            "crosswalk": Crosswalk.of(self.catalogue),
            "item_label": in_force[-1].item_label if in_force else "",
            "overrides": assessment.overrides,
            "people": {each.ref: each for each in register.people},
            "services": {each.ref: each for each in register.services},
            "shown": shown(register, assessment),
        }
        for name, value in grouped.items():
            object.__setattr__(self, name, value)

    def about(self) -> About:
        """What the pages of records share, and nothing that hangs on one of them."""
        shared = {each.name: getattr(self, each.name) for each in fields(About)}
        return About(**{**shared, "shown": {}})
