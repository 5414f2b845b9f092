"""What the rules look at, derived once in a stated order."""
