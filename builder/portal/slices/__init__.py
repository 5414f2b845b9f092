"""What one page of a record reads, and nothing else, gathered from the whole once."""
