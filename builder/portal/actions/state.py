"""Whether a line can be closed, why not, and what would close it."""

from collections.abc import Iterator, Mapping

from builder.portal.parts.addresses import action_page
from builder.portal.parts.links import service_name, with_names
from builder.portal.parts.smallest_changes import failing, would_pass
from builder.portal.parts.states import assured_tag, risk_tag
from builder.portal.parts.views import Anchor, Duty, Rich, Tag, Tone, Warning
from builder.portal.parts.words import capitalised, counted, list_words, sentence
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice
from builder.rules.assessment import ActionAssessment, AssuredStatus
from builder.rules.verdict import GateCheck, Outcome

MOST_DUTIES = 3
"""Checks that the block at the top explains: the summary is to begin on the first screen."""


def state_tags(slice: ActionSlice, about: About) -> tuple[Tag, ...]:
    """What a line's state is, in text and shape."""
    action = slice.judged
    tags = [slice.due_tag or assured_tag(action.assured_status)]
    if action.overdue and action.assured_status is not AssuredStatus.OVERDUE and action.is_live:
        tags.append(Tag("Overdue", Tone.BAD))
    if action.due is None and action.is_live:
        tags.append(Tag("Deadline not known", Tone.MUTED))
    return (*tags, risk_tag(action.risk_band), Tag(service_name(about, action.service)))


def closure_warning(slice: ActionSlice, about: About) -> Warning:
    """Whether a line can be closed; each check in the way, with what would make it pass."""
    action = slice.judged
    title, tone = _heading(action)
    missing = failing(action)
    if not missing:
        body: Rich = () if action.gate else ("No closure check is recorded for this action.",)
        return Warning(title=title, tone=tone, body=(*_standing(slice, about), *body))
    if action.assured_status in _OVER:
        return Warning(title=title, tone=tone)
    return Warning(
        title=title,
        tone=tone,
        body=(
            *_standing(slice, about),
            _counts(action),
            " ",
            Anchor("See the closure gate", f"{action_page(action.ref)}#gate"),
        ),
        duties=tuple(_duties(about, missing)),
    )


def _duties(about: About, missing: tuple[GateCheck, ...]) -> Iterator[Duty]:
    """The first checks in the way, what is not met before what is not known; the rest by name."""
    ordered = sorted(missing, key=lambda each: each.verdict.outcome is not Outcome.FIRED)
    yield from (_duty(about, check) for check in ordered[:MOST_DUTIES])
    others = [each.check for each in ordered[MOST_DUTIES:]]
    if others:
        words = "The closure gate below says what is missing of each, and what would meet it."
        yield Duty(headline=f"And {len(others)} more:", detail=f"{list_words(others)}. {words}")


def _standing(slice: ActionSlice, about: About) -> Rich:
    """Why the line is in doubt, was reopened, deferred or rejected, with a space after it."""
    if slice.judged.assured_status is AssuredStatus.CLOSED_IN_DOUBT:
        against = (each for each in slice.judged.findings if each.rule == "assurance_in_doubt")
        return tuple(f"{sentence(with_names(about, each.reason))} " for each in against)
    return () if slice.held is None else (f"{slice.held.words} ",)


_OVER = (AssuredStatus.CANCELLED, AssuredStatus.CLOSED_BEFORE_RECORDS)
"""Nothing is asked of a line in these states, whatever its gate says."""
_HEADINGS: Mapping[AssuredStatus, tuple[str, Tone]] = {
    AssuredStatus.CANCELLED: ("This action is cancelled", Tone.NEUTRAL),
    AssuredStatus.CLOSED_BEFORE_RECORDS: (
        "This action was closed before records began",
        Tone.NEUTRAL,
    ),
    AssuredStatus.CLOSED_IN_DOUBT: (
        "This action is closed, and something recorded since speaks against it",
        Tone.BAD,
    ),
    AssuredStatus.CLOSED_ASSURED: (
        "This action is closed, and the evidence supports it",
        Tone.GOOD,
    ),
    AssuredStatus.CLOSED_NOT_ASSURED: (
        "Closed in the tracker, but not assured yet",
        Tone.BAD,
    ),
    AssuredStatus.REINSTATED: (
        "This action was reopened: its evidence was found invalid",
        Tone.BAD,
    ),
    AssuredStatus.READY_FOR_PANEL: ("This action is ready for the closure panel", Tone.GOOD),
}
"""Of a state that says itself whether the line can be closed."""


def _heading(action: ActionAssessment) -> tuple[str, Tone]:
    told = _HEADINGS.get(action.assured_status)
    if told is not None:
        return told
    if action.closable:
        return "The closure checks of this action are met", Tone.GOOD
    is_open = action.assured_status is AssuredStatus.OPEN
    return "This action cannot be closed yet", Tone.WATCH if is_open else Tone.BAD


def _counts(action: ActionAssessment) -> str:
    missing = failing(action)
    fired = sum(check.verdict.outcome is Outcome.FIRED for check in missing)
    return sentence(", ".join(_parts(len(action.gate), fired, len(missing) - fired)))


def _parts(checks: int, fired: int, unknown: int) -> Iterator[str]:
    if fired:
        yield f"{fired} of {counted(checks, 'closure check')} {_is(fired)} not met"
    if unknown:
        of_all = "" if fired else f" of {counted(checks, 'closure check')}"
        yield f"{unknown}{of_all} {_is(unknown)} not due, not recorded or not assessable"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _duty(about: About, check: GateCheck) -> Duty:
    reason = sentence(with_names(about, check.verdict.reason))
    return Duty(
        headline=f"{capitalised(check.check)}:",
        detail=" ".join(part for part in (reason, would_pass(check)) if part),
    )
