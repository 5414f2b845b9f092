"""How each figure is worked out, in plain words, with its clause."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure or state and what it means."""

    name: str
    meaning: str
    clause: str
    sheets: str
    """Sheets that it is read from."""


DEADLINES = (
    Definition(
        "Live actions",
        "Every action that is not cancelled, not closed before records and no accepted closure. "
        "A line that a review of its evidence reopened is live.",
        "B1.1",
        "Actions, Panels, Validity reviews",
    ),
    Definition(
        "Closed on a word",
        "Typed as Closed, and no approval stands. Where a Panels sheet is kept, it is live.",
        "B1.1",
        "Actions, Panels",
    ),
    Definition(
        "Deadline in force",
        "Due as typed. Where the latest deadline change is not approved, the date before it.",
        "B1.1",
        "Actions, Deadline changes",
    ),
    Definition(
        "Overdue",
        "The deadline in force has passed. A date without a time runs to the end of its day.",
        "B1.1",
        "Actions, Deadline changes",
    ),
    Definition(
        "Due in 48 hours",
        "Due today, tomorrow or the day after; with a time typed, within 48 elapsed hours.",
        "B1.1",
        "Actions",
    ),
    Definition(
        "Due before the next board",
        "Not overdue, and due on or before the next office day, so that a Friday shows Monday.",
        "B1.1",
        "Actions",
    ),
    Definition(
        "Deadline defects",
        "Pairs of an action and a kind of defect: dates that contradict each other, no evidence "
        "due date, no active owner.",
        "B1.2",
        "Actions, Deadline changes, Notices, People",
    ),
    Definition(
        "Workload pressure",
        "Hours still needed for what is overdue or due by the end of the fifth office day, as a "
        "share of the manager's weekly capacity hours.",
        "B1.3",
        "Actions, People, Rebalance",
    ),
    Definition(
        "Closed on time",
        "Accepted by the panel at or before the deadline, in the closing cycle of the day.",
        "B1.4",
        "Actions, Panels, Sessions",
    ),
    Definition(
        "Missed by 24 hours or more",
        "Crossed 24 hours late within this closing cycle, closed or still open. What crossed "
        "earlier is counted apart.",
        "B1.4",
        "Actions, Panels, Sessions",
    ),
    Definition(
        "Overdue and high risk",
        "Overdue actions whose current risk band is High or Extreme. The limit fires when the "
        "two latest challenge sessions are above it: of those held, or of those held or due.",
        "B1.5",
        "Actions, Sessions",
    ),
)
EVIDENCE = (
    Definition(
        "Invalid evidence file",
        "The latest review says no to at least one of three: it matches live practice, its source "
        "is current, it proves an outcome. Files are counted, not failings.",
        "B2.2",
        "Evidence, Validity reviews",
    ),
    Definition(
        "Out of date",
        "The reviewer says so, or the source is older than the limit for its kind, or it is dated "
        "before the action was raised.",
        "B2.2",
        "Evidence, Actions, Validity reviews",
    ),
    Definition(
        "Current evidence",
        "Accepted (reviewed and found valid, or accepted after correction), and within its age "
        "limit today. A file that nobody has checked is not counted as current. The closure gate "
        "takes the age at the review, so a file that has passed its limit since stays accepted.",
        "B2.2",
        "Evidence, Validity reviews",
    ),
    Definition(
        "Record match",
        "Care records that match the observed steps, as a share of care records checked, at the "
        "first visit to each file of the burst. Later visits are a figure of their own.",
        "B2.3",
        "Live proof",
    ),
    Definition(
        "Competence after retest",
        "For each person the share of stages correct in their latest retest; then the average of "
        "those shares.",
        "B2.4",
        "Retests",
    ),
    Definition(
        "Residual evidence risks",
        "Evidence files that are invalid and whose correction was not accepted since, those of "
        "earlier bursts included; one risk a file.",
        "B2.5",
        "Validity reviews",
    ),
)
CLOSURE = (
    Definition(
        "Claimed and assured",
        "Claimed is what the manager typed. Assured is what the evidence supports. Where they "
        "differ, both are shown.",
        "B3.1",
        "Actions, Panels, Evidence",
    ),
    Definition(
        "Accepted closure",
        "Typed as Closed, and an approval stands: the latest decision of a panel, by somebody who "
        "may decide on the line, and no review of its evidence reopened it since.",
        "B3.4",
        "Actions, Panels, People, Validity reviews",
    ),
    Definition(
        "In doubt",
        "A closure that was assured and against which something was recorded since, while the "
        "window of its theme ran. A doubt ends by a later decision of the panel; that of an "
        "invalid file also when its correction is accepted.",
        "B3.4",
        "Panels, Findings, Checks, Measures, Validity reviews, Live proof, Retests",
    ),
    Definition(
        "Closed before records",
        "Closed on a day before the one that policy names as the first of the records. Counted "
        "apart, never live and never assured.",
        "B1.1",
        "Actions",
    ),
    Definition(
        "Ready for the panel",
        "Proposed for closure, and every check of the gate passes but for the panel's decision.",
        "B3.1",
        "Actions and what hangs on them",
    ),
    Definition(
        "Failure-rate reduction",
        "Baseline rate less current rate, as a share of the baseline rate. Baseline: the mean of "
        "the baseline periods. Current: the latest follow-up.",
        "B3.2",
        "Measures",
    ),
    Definition(
        "Complaint movement",
        "Complaints of the theme per thirty days between two review points, against the period "
        "before.",
        "B3.3",
        "Complaints, Panels, Reviews",
    ),
    Definition(
        "External assurance",
        "Evidence from outside with its source named, found valid by an independent review, or "
        "complaints of the theme that fell from a period with at least two.",
        "B3.4",
        "Evidence, Validity reviews, Complaints",
    ),
    Definition(
        "Open risk in the closure batch",
        "Open risks linked to the actions of the batch, in the bands Moderate, High and Extreme.",
        "B3.5",
        "Risks, Panels, Batches",
    ),
    Definition(
        "Sustained improvement",
        "The target was met at every review over the whole window of the theme. A relapse starts "
        "it again: a figure off target, a further finding, a continued error, a visit or retest "
        "below its limit.",
        "A1.5, A2.5, A3.5",
        "Reviews, Measures, Findings, Checks, Live proof, Retests",
    ),
)
RISK = (
    Definition(
        "Risk score",
        "Likelihood times consequence, each from 1 to 5: at the start, and as it is now.",
        "B3.1",
        "Actions",
    ),
    Definition(
        "High risk",
        "The current score is in the band High or Extreme.",
        "B1.5",
        "Actions",
    ),
)
IMPROVEMENT = (
    Definition(
        "Average and limits of a chart",
        "The average of the points; limits 2.66 average moving ranges above and below it. Moving "
        "ranges above 3.267 times their average are left out once.",
        "Making Data Count",
        "Measures",
    ),
    Definition(
        "Improving, or getting worse",
        "More than the usual ups and downs: a point outside a limit, seven in a row on one side, "
        "seven rising or falling, or two of three near a limit.",
        "Making Data Count",
        "Measures",
    ),
    Definition(
        "Too few points to judge",
        "With fewer than 12 points a line with its median is drawn, and nothing is judged.",
        "Making Data Count",
        "Measures",
    ),
)
SECTIONS = (
    ("deadlines", "Deadlines", DEADLINES),
    ("evidence", "Evidence", EVIDENCE),
    ("closure", "Closure", CLOSURE),
    ("risk", "Risk", RISK),
    ("improvement", "Improvement charts", IMPROVEMENT),
)
"""(anchor, title, definitions), in the order of the page."""
