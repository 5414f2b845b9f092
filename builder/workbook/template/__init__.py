"""Workbooks that the product writes for people to fill in."""
