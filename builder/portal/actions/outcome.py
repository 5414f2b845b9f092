"""How an outcome's change is worded; points and per cent are never mixed."""

from builder.portal.parts.words import quantity, signed_words
from builder.rules.assessment import OutcomeChange


def outcome_words(change: OutcomeChange) -> str:
    """From what to what, in the measure's unit and relative to the start: one sentence."""
    before = quantity(change.baseline, change.unit)
    after = quantity(change.current, change.unit)
    window = f" over {change.window}" if change.window else ""
    relative = (
        "; a relative change cannot be worked out from 0"
        if change.relative_percent is None
        else f", {signed_words(change.relative_percent, '%')}"
    )
    absolute = signed_words(change.absolute, change.absolute_unit)
    return f"{change.measure}: from {before} to {after}{window} ({absolute}{relative})."
