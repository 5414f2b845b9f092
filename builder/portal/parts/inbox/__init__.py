"""What waits for whom: one entry a person and record, in words that say what failed."""
