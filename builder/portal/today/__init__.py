"""The pages of the day: the dashboard, the deadlines, the board."""
