"""The workbook boundary: any Excel file in, typed records and problems out."""
