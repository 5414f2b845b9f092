"""The governance portal: improvement actions from Excel workbooks to a searchable static site."""

__version__ = "0.1.0"
