"""Who acts, who is accountable, and the work that each carries."""
