"""The actions at the gate against the checks as shapes, those with the fewest failing first."""

from collections.abc import Iterator

from builder.portal.closure.reasons import deciders, fixers, next_seen
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import action_page
from builder.portal.parts.as_typed import NO_TITLE
from builder.portal.parts.links import with_names
from builder.portal.parts.smallest_changes import failing, would_pass
from builder.portal.parts.states import assured_tag, gate_tag
from builder.portal.parts.views import Anchor, GateMark, GateMatrix, GateRow, Rich, Tag, Tone
from builder.portal.parts.words import (
    capitalised,
    counted,
    date_words,
    sentence,
)
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import GateCheck

MOST_SHOWN = 25
"""How many actions the matrix holds: each takes more than a dozen cells."""
DOES_NOT_APPLY = Tag("Does not apply", Tone.MUTED)
KEY = (
    Tag("Met", Tone.GOOD),
    Tag("Not met", Tone.BAD),
    Tag("Not due, not recorded, not assessable or does not apply", Tone.MUTED),
)
MOST_NAMED = 4
"""How many checks or changes the line of an action names before it counts the rest."""


def fewest_failing(actions: tuple[ActionAssessment, ...]) -> tuple[ActionAssessment, ...]:
    """The actions nearest to closing first, then by ref."""
    return tuple(sorted(actions, key=lambda each: (len(failing(each)), each.ref)))


def gate_matrix(context: PortalContext, actions: tuple[ActionAssessment, ...]) -> GateMatrix:
    """The first of some actions, in the order given."""
    shown = actions[:MOST_SHOWN]
    names = tuple(dict.fromkeys(check.check for action in shown for check in action.gate))
    return GateMatrix(
        id="gate-checks",
        caption="Closure checks by action, the fewest to meet first",
        key=KEY,
        checks=tuple(map(capitalised, names)),
        rows=tuple(_row(context, each, names) for each in shown),
        empty="No action is proposed for closure or waits for a decision.",
    )


def _row(context: PortalContext, action: ActionAssessment, names: tuple[str, ...]) -> GateRow:
    record = context.by_ref.actions.get(action.ref)
    return GateRow(
        title=Anchor(action.ref, action_page(action.ref)),
        about=((record and record.title) or NO_TITLE, " ", assured_tag(action.assured_status)),
        marks=tuple(_marks(context, action, names)),
        summary=_summary(context, action),
        steps=tuple(_steps(context, action)),
    )


def _marks(
    context: PortalContext, action: ActionAssessment, names: tuple[str, ...]
) -> Iterator[GateMark]:
    known = {check.check: check for check in action.gate}
    for name in names:
        check = known.get(name)
        if check is None:
            yield GateMark(check=capitalised(name), tag=DOES_NOT_APPLY)
        else:
            yield GateMark(
                check=capitalised(name),
                tag=gate_tag(check),
                reason=sentence(with_names(context, check.verdict.reason)),
                href="" if check.passes else f"{action_page(action.ref)}#gate",
            )


def _summary(context: PortalContext, action: ActionAssessment) -> str:
    missing, seen = failing(action), next_seen(context, action)
    day = f" Next review {date_words(seen)}." if seen else ""
    if not missing and not action.smallest_changes:
        return f"Every check passes.{day}"
    if action.smallest_changes:
        by = date_words(action.would_pass_on) if action.would_pass_on else ""
        steps = [_short(each) for each in action.smallest_changes]
        title = f"{counted(len(steps), 'short step')}{by and f' by {by}'}"
    else:
        steps = [check.check for check in missing]
        title = f"{counted(len(steps), 'check')} to meet"
    more = len(steps) - MOST_NAMED
    named = [*steps[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return f"{title}: {with_names(context, '; '.join(named))}. {deciders(context, action)}{day}"


def _short(change: str) -> str:
    """The beginning of a change, to stand among others; all of it stands in the folded row."""
    words = change.rstrip(".").partition(",")[0]
    return words if words[1:2].isupper() else f"{words[0].lower()}{words[1:]}"


def _steps(context: PortalContext, action: ActionAssessment) -> Iterator[Rich]:
    """The smallest set of changes, then each check in the way: what is missing, who, what to do."""
    for change in action.smallest_changes:
        yield (with_names(context, change),)
    for check in failing(action):
        yield _step(context, action, check)


def _step(context: PortalContext, action: ActionAssessment, check: GateCheck) -> Rich:
    reason = sentence(with_names(context, check.verdict.reason))
    return (
        f"{capitalised(check.check)} ",
        gate_tag(check),
        f" {reason} ",
        *fixers(context, action, (check,)),
        f": {would_pass(check)}",
    )
