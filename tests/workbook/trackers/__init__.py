"""Trackers in shapes that providers keep, with made-up content, and what must come of them."""
