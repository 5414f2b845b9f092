"""The pages of frameworks and their items."""
