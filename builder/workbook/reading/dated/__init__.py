"""Dates as managers write them: read, worded, and shown as Excel shows them."""
