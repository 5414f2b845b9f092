"""Thresholds in force, with the clause of each, and the calendars that clocks run on."""

from builder.policy.calendar import Calendar
from builder.policy.ids import ThresholdId
from builder.policy.load import load_policy
from builder.policy.overriding import POLICY_FILE
from builder.policy.policy import Audience, EditionChange, Policy
from builder.policy.threshold import (
    OUR_OWN,
    Comparison,
    Origin,
    Override,
    Threshold,
    Value,
    WorkedExample,
)

__all__ = [
    "OUR_OWN",
    "POLICY_FILE",
    "Audience",
    "Calendar",
    "Comparison",
    "EditionChange",
    "Origin",
    "Override",
    "Policy",
    "Threshold",
    "ThresholdId",
    "Value",
    "WorkedExample",
    "load_policy",
]
