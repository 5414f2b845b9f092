"""Stage, check, publish, pack and verify a built site."""
