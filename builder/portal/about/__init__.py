"""The pages about the portal itself: its rules, figures, data and words."""
