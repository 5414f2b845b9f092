"""Problems of one cell: codes ``WB2xx``."""

from builder.problems.kinds import error, note, warning

BLANK = error(
    "WB201",
    "Blank cell",
    "{heading} is blank.",
    "Fill in {heading}.",
)
ROW_WITHOUT_KEY = warning(
    "WB202",
    "Row without its ref",
    "{heading} is blank, so the row was given the ref {ref}.",
    "Nothing to do, or type a ref of your own.",
)
BAD_REF = error(
    "WB203",
    "Ref too long",
    "{heading} is “{value}”, longer than {limit} characters; it was not read.",
    "Shorten it to at most {limit} characters.",
)
BAD_DATE = error(
    "WB204",
    "Date not understood",
    "{heading} is “{value}”, which is not understood as a date.",
    "Type the date as day/month/year, such as 21/11/2026.",
)
DATE_AS_TEXT = warning(
    "WB205",
    "Date typed as text",
    "{heading} is the text “{value}”; it was read as {read}.",
    "Type the date again, so that Excel knows it as a date.",
)
AMERICAN_DATE = error(
    "WB206",
    "Month and day swapped",
    "{heading} is “{value}”, which looks as if the month stands first; it was not read.",
    "Type the date with the day first, such as {read}.",
)
SHORT_YEAR = warning(
    "WB207",
    "Year of two digits",
    "{heading} is “{value}”, whose year has two digits; it was read as {read}.",
    "Type the date again, with all four digits of the year.",
)
NO_SUCH_DATE = error(
    "WB208",
    "No such day",
    "{heading} is “{value}”, a day that does not exist.",
    "Type a date that is in the calendar.",
)
DATE_OUT_OF_RANGE = error(
    "WB209",
    "Date out of range",
    "{heading} is “{value}”; dates from {first} to {last} are read.",
    "Correct the year.",
)
DATE_SHOWN_AS_NUMBER = warning(
    "WB210",
    "Date shown as a number",
    "{heading} shows the number {value}; it was read as {read}.",
    "Format the cell as a date, and see that the date is right.",
)
BAD_TIME = error(
    "WB211",
    "Time not understood",
    "{heading} is “{value}”, which is not understood as a time of day.",
    "Type the time as hours and minutes, such as 08:15.",
)
BAD_NUMBER = error(
    "WB212",
    "Number not understood",
    "{heading} is “{value}”, which is not understood as a number.",
    "Type the number alone, without words or units.",
)
NUMBER_AS_TEXT = note(
    "WB213",
    "Number typed as text",
    "{heading} is the text “{value}”; it was read as {read}.",
    "In Excel choose Convert to Number on the cell.",
)
NOT_WHOLE = error(
    "WB214",
    "Not a whole number",
    "{heading} is {value}, which is not a whole number.",
    "Type a whole number.",
)
NUMBER_OUT_OF_RANGE = error(
    "WB215",
    "Number out of range",
    "{heading} is {value}, which is not {range}.",
    "Type a number that is {range}.",
)
FRACTION_FOR_PERCENT = warning(
    "WB216",
    "Perhaps a fraction",
    "{heading} is {value} in a cell without a % format; it was read as {value}%.",
    "If {meant}% was meant, type {meant}%.",
)
PERCENT_OUT_OF_RANGE = error(
    "WB217",
    "Percent out of range",
    "{heading} is {value}%, which is not from 0 to 100%.",
    "Type a percentage from 0 to 100.",
)
BAD_YES_NO = error(
    "WB218",
    "Neither yes nor no",
    "{heading} is “{value}”, which is neither yes nor no.",
    "Type Yes or No.",
)
HIDDEN_IN_DOUBT = warning(
    "WB241",
    "Hidden in doubt",
    "{heading} is “{value}”, which is no clear no; the row is hidden as if it were Yes.",
    "Type Yes, or No if everybody may see the row.",
)
UNKNOWN_WORD = error(
    "WB219",
    "Word not known",
    "{heading} is “{value}”, which is not one of its words.",
    "Choose a word of the drop-down: {words}.",
)
NEAR_WORD = error(
    "WB220",
    "Word nearly known",
    "{heading} is “{value}”, which is not one of its words.",
    "Type “{suggestion}”, if that is what is meant.",
)
BAD_LINK = error(
    "WB221",
    "Link not allowed",
    "{heading} leads to “{value}”, {why}; it is shown as text.",
    "Link to a web page, an email address, or a file beside the portal.",
)
OWN_FILE = error(
    "WB240",
    "Link to the portal's own files",
    "{heading} leads to “{value}”, {what}; it is shown as text and never copied.",
    "Link to the proof itself, kept in a folder of its own beside the workbooks.",
)
NO_ADDRESS = error(
    "WB222",
    "Link without an address",
    "{heading} shows “{value}”, but there is no address behind it.",
    "Insert a hyperlink on the cell, or type the address itself.",
)
CLEANED_TEXT = warning(
    "WB223",
    "Invisible characters",
    "{heading} holds invisible characters ({found}); they were left out.",
    "Type “{value}” again by hand.",
)
TOO_LONG = error(
    "WB224",
    "Too long",
    "{heading} holds {count} characters, more than {limit}; it was not read.",
    "Shorten the text.",
)
ERROR_CELL = error(
    "WB225",
    "Formula error",
    "{heading} shows {value} instead of a value.",
    "Mend the formula, or type the value itself.",
)
NO_RESULT = error(
    "WB226",
    "Formula without a result",
    "{heading} holds a formula whose result was never saved.",
    "Open the workbook in Excel, wait for it to calculate, and save it.",
)
REF_BECAME_DATE = warning(
    "WB227",
    "Ref turned into a date",
    "{heading} is the date {value}; Excel may have made it from a ref.",
    "Format the cell as Text, then type the ref again.",
)
REF_BECAME_NUMBER = warning(
    "WB290",
    "Ref turned into a number",
    "{heading} holds the number {value}; Excel may have made it from a ref.",
    "Format the cell as Text, then type the ref again.",
)
UNKNOWN_FRAMEWORK_ITEM = error(
    "WB229",
    "Framework item not known",
    "{heading} names “{value}”, which is in no framework known here.",
    "Use an id of the list{suggestion}.",
)
UNKNOWN_REGULATION = error(
    "WB230",
    "Regulation not known",
    "{heading} names “{value}”, which is not the id of a regulation.",
    "Use an id of the list{suggestion}.",
)
UNKNOWN_CATEGORY = error(
    "WB231",
    "Evidence category not known",
    "{heading} is “{value}”, which is not one of the evidence categories.",
    "Choose a category of the drop-down{suggestion}.",
)
UNKNOWN_NOTICE = error(
    "WB232",
    "Regulator action not known",
    "{heading} is “{value}”, which is not a regulator action known here.",
    "Use an id of the list{suggestion}.",
)
COMMAS_IN_LIST = warning(
    "WB233",
    "Commas in a list",
    "{heading} is “{value}”; it was read as {count} values, parted at the commas.",
    "Put a semicolon between the values.",
)
COLOUR_ONLY = note(
    "WB234",
    "Colour without words",
    "{heading} is blank but coloured; colours are not read.",
    "Write into the cell what the colour means.",
)
BEFORE_IT_WAS_FOUND = error(
    "WB267",
    "Before it could be done",
    "{heading} is {value}, before {first}, {other}.",
    "Correct whichever of the two is wrong.",
)
KEY_QUESTION_ALONE = note(
    "WB291",
    "Key question, not yet a statement",
    "{heading} names the key question {value}, not yet mapped to a statement.",
    "When it is known, add the quality statement, such as SAFE-1.",
)
REGULATION_BY_NUMBER = warning(
    "WB292",
    "Regulation by its number",
    "{heading} is “{value}”; it was read as {read}.",
    "If another is meant, type its id, such as {other}.",
)
NO_DATE = warning(
    "WB293",
    "Words instead of a date",
    "{heading} is “{value}”, which is no date; it is shown as typed.",
    "Type a date as soon as there is one.",
)
DATE_WITHOUT_YEAR = error(
    "WB294",
    "Date without a year",
    "{heading} is “{value}”, a date without a sure year; it was not read.",
    "Type the date with its year, such as 21/11/2026.",
)
TIME_WITHOUT_DATE = error(
    "WB295",
    "Time without a date",
    "{heading} is the time {value}, without a date.",
    "Type the date, with the time behind it if it matters.",
)
LONG_LINK = error(
    "WB297",
    "Address too long",
    "{heading} holds an address of {count} characters, longer than {limit}; it is shown as text.",
    "Use a shorter address of the same page, or link to a file beside the portal.",
)
