"""Problems of a workbook, a sheet or the folder: codes ``WB1xx``."""

from builder.problems.kinds import error, note, warning

# What is no workbook that can be read.
OLD_FORMAT = error(
    "WB101",
    "Old Excel format",
    "This file is in an old Office format, and no Excel workbook that can be read is in it.",
    "Open it in Excel, choose Save As, and pick Excel Workbook (.xlsx).",
)
BINARY_FORMAT = error(
    "WB102",
    "Binary Excel format",
    "This file is a binary workbook (.xlsb), which is not read.",
    "Open it in Excel, choose Save As, and pick Excel Workbook (.xlsx).",
)
PASSWORD = error(
    "WB103",
    "Password",
    "This workbook needs a password to open, so nothing could be read.",
    "In Excel choose File, Info, Protect Workbook, Encrypt with Password, and clear the password.",
)
EMPTY_FILE = error(
    "WB104",
    "Empty file",
    "This file holds 0 bytes: it may be a placeholder whose content is still in the cloud.",
    "In Explorer right-click it and choose Always keep on this device, or copy it here again.",
)
HALF_COPIED = error(
    "WB105",
    "Half-copied file",
    "This workbook breaks off before its end, as if it was copied or saved only half.",
    "Copy the workbook into the folder again, or open and save it in Excel.",
)
NOT_EXCEL = error(
    "WB106",
    "Not an Excel file",
    "This file is {what}, although its name ends in {ending}.",
    "Open it in Excel, choose Save As, and pick Excel Workbook (.xlsx).",
)
DAMAGED = error(
    "WB107",
    "Damaged workbook",
    "This workbook is damaged in its part {part}, so nothing was read from it.",
    "Open it in Excel, let Excel repair it, and save it.",
)
UNSAFE = error(
    "WB108",
    "Unsafe workbook",
    "This workbook holds {what}, which Excel never writes, so nothing was read from it.",
    "Copy the sheets into a new workbook in Excel, and save that.",
)
OVER_LIMIT = error(
    "WB109",
    "Over a limit",
    "This workbook has more than {limit}, so nothing was read from it.",
    "Split the workbook, or delete what is not needed, and save it.",
)
TOO_SLOW = error(
    "WB110",
    "Takes too long",
    "Reading this workbook took more than {seconds} seconds and was stopped.",
    "Copy the filled rows into a new workbook, and save that.",
)
LOCKED = error(
    "WB111",
    "Cannot be opened",
    "This workbook could not be opened; another program may hold it, so nothing was read from it.",
    "Close the workbook everywhere, then check again.",
)
LAST_GOOD_READING = warning(
    "WB112",
    "Last good reading used",
    "This workbook could not be read now ({why}); what it held when last read stands in.",
    "Close the workbook everywhere, save it once more, then check again.",
)
COPY_NOT_READ = warning(
    "WB113",
    "Copy not read",
    "This file looks like a copy or another version of {original}, which alone was read.",
    "Move the one that is not wanted out of the folder, or delete it.",
)
EMPTY_FOLDER = error(
    "WB114",
    "No workbooks",
    "The folder holds no workbook that could be read.",
    "Put at least one .xlsx workbook with an Actions sheet into the folder.",
)
NO_ACTIONS = error(
    "WB115",
    "No Actions sheet",
    "No workbook has a sheet called Actions, so there are no lines to show.",
    "Name the tracker's sheet Actions, or name it in mapping.yml.",
)
NOTHING_KNOWN = warning(
    "WB116",
    "No known sheet",
    "None of the sheets of this workbook is known, so nothing was read from it.",
    "Name the sheets as in the template, or name them in mapping.yml.",
)


# mapping.yml

# Sheets
UNKNOWN_SHEET = note(
    "WB130",
    "Unknown sheet",
    "The sheet {sheet} is not known; it was not read and is never published.",
    "Nothing to do, unless it holds records: then name it in mapping.yml.",
)
NEAR_SHEET = warning(
    "WB131",
    "Sheet name nearly known",
    "The sheet {sheet} is not known, but its name is close to {suggestion}.",
    "Rename the sheet to {suggestion}.",
)
HIDDEN_SHEET = note(
    "WB132",
    "Hidden sheet",
    "This sheet is hidden; its rows were read all the same.",
    "Unhide the sheet, so that others see what is published.",
)
HIDDEN_ROWS = note(
    "WB133",
    "Hidden rows",
    "{count} hidden or filtered rows were read all the same, the first being row {row}.",
    "Clear the filter or unhide the rows, so that others see them.",
)
NO_HEADINGS = error(
    "WB134",
    "No heading row",
    "No heading row was found in the first {rows} rows, so the sheet was not read.",
    "Put the headings of the template in one row near the top.",
)
NO_KEY_COLUMN = warning(
    "WB135",
    "No column of refs",
    "There is no column {heading}, so each row was given a ref.",
    "Nothing to do, or add the column {heading} and fill it in.",
)
NO_REQUIRED_COLUMN = error(
    "WB136",
    "Column missing",
    "There is no column {heading}, which each row needs.",
    "Add the column {heading}, or name your own heading for it in mapping.yml.",
)
DUPLICATE_HEADING = error(
    "WB137",
    "Heading twice",
    "The heading {heading} stands in {cells}; none of these columns was read.",
    "Keep one column with this heading, and rename or delete the other.",
)
NEAR_HEADING = warning(
    "WB138",
    "Heading nearly known",
    "The heading {heading} is not known, but it is close to {suggestion}; the column was not read.",
    "Rename the heading to {suggestion}.",
)
NEAR_HIDING_HEADING = warning(
    "WB147",
    "Heading may hide rows",
    "The heading {heading} was read as {suggestion}: anything but No there hides the row.",
    "Rename the heading to {suggestion}, or to other words if it means something else.",
)
HIDING_HEADING_TWICE = warning(
    "WB148",
    "Two columns that hide rows",
    "The heading {heading} stands in {cells}; a row is hidden where either of them says so.",
    "Keep one column with this heading.",
)
UNKNOWN_COLUMN = note(
    "WB139",
    "Unknown column",
    "The column {heading} is not known; it was not read and is never published.",
    "Nothing to do, unless it is needed: then name it in mapping.yml.",
)
NO_HEADING = note(
    "WB140",
    "Values without a heading",
    "Column {column} holds values but has no heading; they were not read.",
    "Give the column a heading, or clear its cells.",
)
REPEATED_HEADINGS = note(
    "WB141",
    "Headings repeated",
    "Row {row} repeats the headings; it was skipped.",
    "Nothing to do; Excel can repeat headings in print without it.",
)
TOTAL_ROW = note(
    "WB142",
    "Total row",
    "Row {row} looks like a total ({value}); it was skipped.",
    "Move totals above the headings, or to another sheet.",
)
SECTION_ROW = note(
    "WB143",
    "Section row",
    "Row {row} holds only {value}, like the title of a section; it was skipped.",
    "Nothing to do, unless it is a record: then fill its ref.",
)
SECOND_TABLE = error(
    "WB144",
    "Second table",
    "A second table with other headings begins in row {row}; it was not read.",
    "Move the second table to a sheet of its own.",
)
STRUCK_ROW = warning(
    "WB145",
    "Struck-through row",
    "Row {row} is struck through, but it was read like any other.",
    "Delete the row, or set its status, and take the line away.",
)
MERGED_CELLS = note(
    "WB146",
    "Merged cells",
    "The cells {cells} are merged; what they hold was read for each of their rows.",
    "Nothing to do, unless it is meant for one row only: then unmerge the cells.",
)
