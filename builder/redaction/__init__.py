"""What an audience may see, as the same types."""
