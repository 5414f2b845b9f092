"""The rules that are no registers, a family a file."""
