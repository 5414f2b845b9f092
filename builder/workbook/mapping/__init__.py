"""A provider's own names for sheets, columns and words."""
