"""Which audience is meant, by its id, and whether it sees everything."""

from dataclasses import replace

from builder.policy import Audience, Policy


def audience_named(policy: Policy, id: str, services: tuple[str, ...] = ()) -> Audience:
    """An audience of the policy; ``services`` stand in for its own where any are chosen.

    Raises:
        KeyError: the policy has no such audience; the message names those it has.
    """
    audience = policy.audiences.get(id)
    if audience is None:
        known = ", ".join(sorted(policy.audiences))
        raise KeyError(f"There is no audience {id!r}. Choose one of: {known}")
    return replace(audience, services=services) if services else audience


def sees_everything(audience: Audience) -> bool:
    """Whether nothing is withheld from an audience."""
    return audience.sees_confidential and sees_all_but_confidential(audience)


def sees_all_but_confidential(audience: Audience) -> bool:
    """Whether nothing else than what is confidential is withheld from an audience."""
    return (
        audience.sees_names
        and audience.sees_personal_data
        and not audience.services
        and audience.fields is None
        and not audience.suppress_below
    )
