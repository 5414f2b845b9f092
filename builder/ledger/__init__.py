"""Append to and read the hash-chained history on disk."""
