"""Problems between records: codes ``WB3xx``."""

from builder.problems.kinds import error, note, warning

DUPLICATE_REF = error(
    "WB301",
    "Ref used twice",
    "{heading} “{value}” stands in {places}; this row is {ref} here.",
    "Give each row a ref of its own.",
)
UNKNOWN_REF = error(
    "WB302",
    "Ref leads nowhere",
    "{heading} is “{value}”, which is on no {sheets} sheet.",
    "Correct the ref, or add it there{suggestion}.",
)
ABSENT_SHEET = note(
    "WB303",
    "Sheet not kept",
    "No workbook has a {sheet} sheet, so {count} refs to it could not be checked.",
    "Nothing to do, unless the sheet is kept: then add its workbook.",
)
DUE_BEFORE_RAISED = error(
    "WB304",
    "Due before it was raised",
    "Due is {value}, before Raised on, {other}.",
    "Correct whichever of the two dates is wrong.",
)
CLOSED_ON_WHILE_OPEN = error(
    "WB305",
    "Closing date on an open line",
    "Closed on is {value}, but Status is {status}.",
    "Set Status to Closed, or clear Closed on.",
)
CLOSED_BEFORE_RAISED = error(
    "WB306",
    "Closed before it was raised",
    "Closed on is {value}, before Raised on, {other}.",
    "Correct whichever of the two dates is wrong.",
)
IN_THE_FUTURE = error(
    "WB307",
    "In the future",
    "{heading} is {value}, which is after {as_at}.",
    "Correct the date; only plans and deadlines lie in the future.",
)
PART_ABOVE_WHOLE = error(
    "WB308",
    "Part above the whole",
    "{heading} is {value}, more than {whole}, which is {other}.",
    "Correct whichever of the two numbers is wrong.",
)
NOT_IN_FORCE = error(
    "WB309",
    "Not in force when raised",
    "{heading} names {value}, whose framework was not in force on {on}.",
    "Use an item of the framework then in force{suggestion}.",
)
SUBMITTED_BEFORE_SOURCE = error(
    "WB310",
    "Evidence dated after it was submitted",
    "Source date is {value}, after Submitted on, {other}.",
    "Correct whichever of the two dates is wrong.",
)
NOT_ACTIVE = warning(
    "WB311",
    "Person not active then",
    "{heading} is {value}, who was not active on {on}.",
    "Correct the person, or the dates on the People sheet.",
)
REVIEWED_BEFORE_DRAWN = error(
    "WB312",
    "Reviewed before it was drawn",
    "{heading} is {value}, before burst {burst} was drawn, {other}.",
    "Correct whichever of the two is wrong.",
)
PARENTS_IN_A_CIRCLE = error(
    "WB313",
    "Parents in a circle",
    "Parent ref leads round in a circle: {circle}.",
    "Clear Parent ref on one of these lines.",
)
DEFERRED_WITHOUT_DATE = warning(
    "WB274",
    "Deferred without a re-review date",
    "Decision is Deferred, but Re-review on is blank.",
    "Type the day on which the panel looks at the line again.",
)
DECIDED_WITHOUT_REASON = warning(
    "WB275",
    "Decision without a reason",
    "Decision is {decision}, but Reason is blank.",
    "Type why the panel decided so.",
)
ROLE_NOT_HELD = warning(
    "WB276",
    "Role not held",
    "{heading} is {value}, whose Roles on the People sheet do not hold {roles}.",
    "Correct the person or their Roles, or name their role for this act in policy.yml.",
)
TWIN_WORKBOOKS = error(
    "WB319",
    "Two workbooks with the same refs",
    "{count} refs of its {sheet} sheet stand in {other} too; each such row is there twice.",
    "If one is a copy, move it out of the folder; else give each row a ref of its own.",
)
SEVERAL_NAMES = warning(
    "WB318",
    "Several people in one cell",
    "{heading} is “{value}”; {read} was read, and {others} beside.",
    "Keep one name in {heading}, and the others in Support.",
)
NO_STATEMENT_YET = note(
    "WB317",
    "Key question, not yet a statement",
    "Key question is {value}, not yet mapped to a statement.",
    "When it is known, add the quality statement, such as SAFE-1.",
)
FAR_AHEAD = warning(
    "WB316",
    "Far ahead",
    "Due is {value}, more than {years} years ahead.",
    "Correct the year, unless it is meant.",
)
MONTH_FIRST_COLUMN = error(
    "WB296",
    "Column with the month first",
    "The dates in {heading} look as if the month stands first; {count} of them were not read.",
    "Type them with the day first, or let Excel turn the column into dates.",
)
