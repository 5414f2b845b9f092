"""The pages of actions and of the findings that they answer."""
