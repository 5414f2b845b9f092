"""The rules: facts derived once, then one verdict per rule and subject."""
