"""Figures of registers as cards, tables, charts and trends."""
