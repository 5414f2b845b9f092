"""What is handed over as one file: made, signed, and verified."""
