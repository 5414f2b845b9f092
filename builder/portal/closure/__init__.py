"""The page of the closure gate."""
