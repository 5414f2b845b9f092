"""Evidence files: whether they are there, what they hold, and their copies."""
