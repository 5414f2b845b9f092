"""The words of this portal and what they mean."""

from collections.abc import Iterator, Mapping

from builder.field.pages import GLOSSARY_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.listing import plain_table
from builder.portal.parts.record import section
from builder.portal.parts.states import assured_tag
from builder.portal.parts.views import PageView
from builder.rules.assessment import AssuredStatus

TERMS: tuple[tuple[str, str], ...] = (
    ("Accepted closure", "Typed as Closed, with a panel's approval that stands."),
    ("Accountable manager", "The manager whose workload an action counts towards."),
    ("Action, tracking line", "One row of the Actions sheet: something that must change."),
    ("As at", "The moment at which everything on these pages is judged."),
    ("Assured", "What the evidence supports, whatever was typed."),
    ("Batch", "The closures that the provider director authorises together."),
    ("Build", "One making of these pages from the workbooks; its id stands on every page."),
    ("Burst", "A sample of evidence files that is drawn and tested in one day."),
    ("Claimed", "What the manager typed in Status."),
    ("Clause", "The place in the rules that a limit comes from, such as B1.2."),
    ("Closed on a word", "Typed as Closed, and no approval stands."),
    ("Closure gate", "The checks that an action passes before it may close."),
    ("Closure hold", "No approval until the next board, because too many evidence risks remain."),
    ("Evidence due", "The day by which proof must be handed in; not later than Due."),
    ("External assurance", "Proof from outside whose source is named, or fewer complaints."),
    ("Finding", "Something found by an audit, on a round or in a log."),
    ("Framework", "What the regulator or a commissioner holds the service against."),
    ("Gist", "A short wording of this product, not the regulator's text."),
    (
        "Invalid file",
        "Evidence that fails one of three: matches practice, is current, proves an outcome.",
    ),
    ("Key question", "One of the headings of the regulator's framework, such as Safe."),
    ("Ledger", "The record of earlier builds; nothing in it is ever changed."),
    ("Limit", "A figure of the policy that asks for somebody to act when it is reached."),
    ("Live", "Not cancelled, not closed before records, and no accepted closure."),
    ("Mismatched deadline", "Dates that contradict each other."),
    ("Notice", "A letter from the regulator that starts a clock."),
    ("Office day", "Monday to Friday, without England's bank holidays."),
    ("Operational day", "Every day on which the services run."),
    ("Override", "A limit that this provider has changed, with its reason."),
    ("Problem", "Something to mend in a workbook."),
    ("Reinstated", "Closed once, and open again because its evidence did not hold."),
    ("Residual risk", "A risk that remains after a closure or a burst."),
    ("Review day", "A day on which the closure panel meets."),
    ("Run chart", "A line over time with its median, where there are too few points to judge."),
    ("Session", "A kept meeting or review: the board, the challenge session."),
    ("Verdict", "What a rule says of a record: met, not met, not due yet, not assessable."),
    ("Workload pressure", "Hours still needed as a share of the hours available."),
    ("XmR chart", "A line over time with limits that tell a real change from chance."),
)
STATES: Mapping[AssuredStatus, str] = {
    AssuredStatus.CANCELLED: "It was cancelled.",
    AssuredStatus.CLOSED_BEFORE_RECORDS: "It was closed before the day on which records begin.",
    AssuredStatus.REINSTATED: "It was closed; a review of its evidence opened it again.",
    AssuredStatus.CLOSED_IN_DOUBT: "It was assured; something recorded since speaks against it.",
    AssuredStatus.CLOSED_ASSURED: (
        "The panel approved it, the gate was passed then, and where batches are kept, its batch "
        "was authorised."
    ),
    AssuredStatus.CLOSED_NOT_ASSURED: (
        "Closed was typed, but the panel, the gate or the batch says otherwise."
    ),
    AssuredStatus.REJECTED: "The panel turned the closure down for weak evidence.",
    AssuredStatus.DEFERRED: "The panel asked for further proof.",
    AssuredStatus.READY_FOR_PANEL: "Proposed for closure, and every check passes.",
    AssuredStatus.NOT_READY: "Proposed for closure, and at least one check does not pass.",
    AssuredStatus.OVERDUE: "Its deadline has passed.",
    AssuredStatus.OPEN: "It is being worked on.",
}


def pages(context: PortalContext) -> Iterator[PageView]:
    """The glossary."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The glossary."""
    return PageView(
        path=GLOSSARY_PAGE,
        kind="about-glossary",
        title="Glossary",
        lead="One idea, one word, on every page.",
        blocks=(
            section(
                "states",
                "States of an action",
                plain_table(
                    STATES.items(),
                    id="state-words",
                    caption="States of an action",
                    columns={
                        "State": lambda each: assured_tag(each[0]),
                        "Meaning": lambda each: each[1],
                    },
                ),
                lead="The first that applies, in this order.",
            ),
            section(
                "words",
                "Words",
                plain_table(
                    TERMS,
                    id="term-words",
                    caption="Words",
                    columns={"Word": lambda each: each[0], "Meaning": lambda each: each[1]},
                ),
            ),
        ),
    )
