"""The pages of notices and of regulations."""
