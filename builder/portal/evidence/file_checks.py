"""What was found where evidence links lead: changed, missing, not at hand, and the digest."""

from collections.abc import Iterator

from builder.portal.context import PortalContext
from builder.portal.parts.addresses import action_page
from builder.portal.parts.links import person_name
from builder.portal.parts.views import Anchor, Block, Duty, Paragraph, Tone, Warning
from builder.portal.parts.words import counted
from builder.rules.assessment import Fitness

CHANGED, MISSING, NOT_AT_HAND, NOT_READ = "changed", "missing", "not at hand", "not read"
MOST_NAMED = 10
_TO_DO = {
    CHANGED: "Have it reviewed again, or put back the file that was reviewed.",
    MISSING: "Correct the link, or put the file back.",
}


def file_warnings(context: PortalContext) -> Iterator[Block]:
    """Files that changed since they were accepted or are not there; then what was not looked at."""
    files = context.assessment.evidence
    wrong = [each for each in files if each.file_state in _TO_DO]
    if wrong:
        more = len(wrong) - MOST_NAMED
        yield Warning(
            title=f"{counted(len(wrong), 'evidence file')} changed since accepted, or missing",
            tone=Tone.WATCH,
            duties=tuple(_duty(context, each) for each in wrong[:MOST_NAMED]),
            body=(f"{more:,} more stand in the list of files.",) if more > 0 else (),
        )
    parts = [
        f"{counted(number, 'file')} {words}"
        for state, words in (
            (NOT_AT_HAND, "could not be looked for, because the folder was not at hand"),
            (NOT_READ, "stood there but could not be read, or was too large to be read"),
        )
        if (number := sum(each.file_state == state for each in files))
    ]
    if parts:
        yield Paragraph(content=(f"{'. '.join(parts)}.",), is_small=True)


def _duty(context: PortalContext, file: Fitness) -> Duty:
    evidence = context.by_ref.evidence.get(file.ref)
    owner = person_name(context, evidence.submitted_by if evidence else None, "")
    told = f" {owner} submitted it." if owner else ""
    words = "It changed since it was accepted." if file.file_state == CHANGED else "Not there."
    return Duty(
        headline=f"{file.ref}:",
        detail=f"{words} {_TO_DO[file.file_state]}{told}",
        see=Anchor("See the action", action_page(file.action))
        if file.action in context.by_ref.assessed
        else None,
    )
