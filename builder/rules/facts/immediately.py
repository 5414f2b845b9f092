"""What a rule asks for immediately: within so many minutes of the moment that sets it off."""

from datetime import datetime, timedelta

from builder.field import Moment
from builder.policy import Policy


def immediately_after(policy: Policy, trigger: Moment) -> datetime:
    """By when a thing is done that is to be done immediately; of a bare date, by its end."""
    if trigger.at is None:
        return trigger.end
    return trigger.at + timedelta(minutes=float(policy.number("immediately_minutes")))
