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
        "Every action that is not typed as Closed or Cancelled. Actions closed without assurance "
        "are counted beside it and stay in the lists.",
        "B1.1",
        "Actions",
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
        "Overdue actions whose current risk band is High or Extreme. The limit fires when two "
        "held challenge sessions in a row are above it.",
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
        "Reviewed, found valid (or accepted after correction) and in date. A file that nobody has "
        "checked is not counted as current.",
        "B2.2",
        "Evidence, Validity reviews",
    ),
    Definition(
        "Record match",
        "Care records that match the observed steps, as a share of care records checked.",
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
        "Evidence files that are invalid and not yet corrected, those of earlier bursts included; "
        "one risk a file.",
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
        "Complaints of the theme received between two review points, against the period before.",
        "B3.3",
        "Complaints, Reviews",
    ),
    Definition(
        "External assurance",
        "Evidence from outside whose latest review is valid, or complaints of the theme that fell.",
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
        "The target was met at every review over the whole window of the theme; a relapse starts "
        "it again.",
        "A1.5, A2.5, A3.5",
        "Reviews",
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
