"""The made-up provider that the product shows itself with: its history before the workbooks."""
