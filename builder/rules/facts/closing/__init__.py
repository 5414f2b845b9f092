"""Who approved a closure, when, and in which batch."""
