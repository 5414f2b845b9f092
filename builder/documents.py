"""The documents that a judgement stands on besides the workbooks: policy, catalogue, names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.own_site import own_site
from builder.policy import Policy
from builder.policy.load import load_policy
from builder.problems import Problem
from builder.settings import Settings
from builder.shipped import catalogue_text, policy_texts
from builder.workbook.audience_fields import with_known_fields
from builder.workbook.mapping.mapping import records_begin

_EDITION, _FRAMEWORK = "policy/", "framework/"
_OVERRIDES, _CATALOGUE, _PROVIDER = "overrides", "catalogue", "provider"
_MAPPING = "mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Texts as they stood for a run; the ledger keeps them, so that the day can be replayed."""

    edition: tuple[str, ...]
    """The YAML texts of the policy edition."""
    overrides: str | None
    """The provider's ``policy.yml``; ``None`` where there is none."""
    catalogue: str
    frameworks: tuple[str, ...]
    """The provider's own frameworks."""
    provider_name: str
    mapping: str | None = None
    """The provider's ``mapping.yml``; ``None`` where there is none, or a run did not record it."""
    own_site: str = ""
    """Digest of what the provider adds to the site itself; the ledger does not keep it."""

    @classmethod
    def now(cls, settings: Settings) -> "Documents":
        """As shipped, and as they stand in the portal's folder."""
        return cls(
            edition=policy_texts(),
            overrides=settings.policy_text,
            catalogue=catalogue_text(),
            frameworks=settings.framework_texts,
            provider_name=settings.provider_name,
            mapping=settings.mapping_text,
            own_site=own_site(settings),
        )

    @classmethod
    def recorded(cls, texts: Mapping[str, str], own_site: str = "") -> "Documents":
        """As a recorded run names them, in a site as it is now.

        Raises:
            KeyError: the run recorded no documents.
        """
        return cls(
            edition=_under(texts, _EDITION),
            overrides=texts.get(_OVERRIDES),
            catalogue=texts[_CATALOGUE],
            frameworks=_under(texts, _FRAMEWORK),
            provider_name=texts[_PROVIDER],
            mapping=texts.get(_MAPPING),
            own_site=own_site,
        )

    def named(self) -> Mapping[str, str]:
        """Name -> text, for the ledger."""
        named = {_CATALOGUE: self.catalogue, _PROVIDER: self.provider_name}
        if self.overrides is not None:
            named[_OVERRIDES] = self.overrides
        if self.mapping is not None:
            named[_MAPPING] = self.mapping
        for prefix, texts in ((_EDITION, self.edition), (_FRAMEWORK, self.frameworks)):
            named.update({f"{prefix}{n:03}": text for n, text in enumerate(texts)})
        return dict(sorted(named.items()))


def _under(texts: Mapping[str, str], prefix: str) -> tuple[str, ...]:
    return tuple(text for name, text in sorted(texts.items()) if name.startswith(prefix))


def policy_of(
    documents: Documents, product_now: tuple[str, ...] = ()
) -> tuple[Policy, tuple[Problem, ...]]:
    """The policy of a run; where it does not say when records begin, the mapping may.

    Args:
        documents: What the run stood on.
        product_now: The edition that the product ships now, where the run is of an earlier day.
    """
    loaded = load_policy(documents.edition, documents.overrides, product_now)
    policy, problems = with_known_fields(*loaded)
    if policy.records_begin is None and (began := records_begin(documents.mapping)):
        policy = replace(policy, records_begin=began)
    return policy, problems
