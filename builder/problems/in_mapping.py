"""What may be wrong with ``mapping.yml``, and with what it says of a tracker (WB12x, WB32x)."""

from builder.problems.kinds import error, note, warning

MAPPING_UNREADABLE = error(
    "WB120",
    "mapping.yml cannot be read",
    "mapping.yml is not understood: {why}. It was not used.",
    "Mend mapping.yml near line {line}, or delete it.",
)
MAPPING_ENTRY = error(
    "WB121",
    "mapping.yml entry",
    "Line {line} of mapping.yml says {entry}, but {why}. It was not used.",
    "Use a name from the reference of sheets{suggestion}.",
)
MAPPING_UNUSED = note(
    "WB122",
    "mapping.yml entry unused",
    "mapping.yml names {entry}, which stands in no workbook.",
    "Delete the entry, or spell it as in the workbook.",
)
MAPPING_COLUMN_ABSENT = warning(
    "WB320",
    "mapping.yml column absent",
    "Line {line} of mapping.yml names the column {heading}, which this sheet does not have.",
    "Spell it in mapping.yml as the sheet does{suggestion}.",
)
MAPPING_TWICE = warning(
    "WB321",
    "Two entries for one sheet",
    "Lines {line} and {other} of mapping.yml both take this sheet; line {line} is used.",
    "Delete one of the entries, or name the sheets of each.",
)
MAPPING_NOT_FOUND = warning(
    "WB322",
    "mapping.yml entry without its headings",
    "Line {line} of mapping.yml takes this sheet, but its columns are not there.",
    "Correct the headings in mapping.yml, or name their row with heading_rows.",
)
CLOSED_DATE_ALONE = note(
    "WB323",
    "Completion date without a closed status",
    "Of {count} rows the column {heading} holds a date, but their status is not Closed.",
    "Set the status to Closed, or map its word to Closed in mapping.yml.",
)
CONDITIONAL_COLOURS = note(
    "WB324",
    "Colours of a conditional format",
    "The column {heading} has a conditional format; the colours that it makes are not read.",
    "Type the status as a word, or colour the cells themselves.",
)
HIDDEN_WITHOUT_MAPPING = warning(
    "WB149",
    "Hidden until mapping.yml is mended",
    "No column {heading} was found, and mapping.yml may name it; all rows are hidden.",
    "Mend what is said of mapping.yml, or add the column {heading}.",
)
