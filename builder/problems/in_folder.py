"""Problems of the folder's other files, and of the file of made refs: codes ``WB35x``."""

from builder.problems.kinds import error, note, warning

OPEN_QUOTE = error(
    "WB350",
    "Quotation mark never closed",
    "The record that begins in line {line} has a quotation mark that is never closed.",
    "Close the quotation mark, or export the list again as CSV.",
)
SUBFOLDER = warning(
    "WB351",
    "Workbooks in a subfolder",
    "The folder {folder} holds {count} workbooks; what lies in a subfolder is not read.",
    "Move trackers up beside the others; evidence may stay where it is.",
)
OTHER_ENDING = note(
    "WB352",
    "Files of another kind",
    "{count} files in the folder end in {ending}, which is not read, this being the first.",
    "Save a tracker as .xlsx or .csv; any other file may stay.",
)
REFS_UNREADABLE = error(
    "WB353",
    "Made refs cannot be read",
    "The file of made refs is not understood: {why}. Rows may have other refs than before.",
    "Close .refs.csv everywhere, or restore it from a backup; nothing was written over it.",
)
REFS_DAMAGED = error(
    "WB354",
    "Made ref damaged",
    "Line {line} of the file of made refs is not understood, so its row may have another ref.",
    "Mend the line or restore .refs.csv from a backup; nothing was written over it.",
)
