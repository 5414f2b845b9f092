"""The assessment as files that other programs read."""
