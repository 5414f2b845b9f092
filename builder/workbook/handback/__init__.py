"""A workbook handed back to its author with notes."""
