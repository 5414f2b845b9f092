"""Early-warning signs: in deadlines, in evidence, in closures."""
