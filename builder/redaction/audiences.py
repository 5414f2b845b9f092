"""Which audience is meant: by its id, with the services chosen for it."""

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
