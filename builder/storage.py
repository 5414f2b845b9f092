"""Atomic writes, deterministic archives, canonical JSON."""
