"""Debounced file events to rebuilds."""
