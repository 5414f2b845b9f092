"""What the composing of pages starts from."""

from dataclasses import dataclass

from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Audience, Policy
from builder.records import Register
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
