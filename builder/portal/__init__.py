"""What each page says, as values without HTML."""
