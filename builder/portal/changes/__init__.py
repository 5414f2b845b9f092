"""The pages of what changed, and of what does not agree."""
