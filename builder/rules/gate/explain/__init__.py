"""The search for what would let an action close."""
