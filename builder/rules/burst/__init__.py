"""The draw of a burst, and its repetition."""
