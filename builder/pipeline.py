"""The whole story, one stage a line."""
