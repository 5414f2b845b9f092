"""The closure gate: what it looks at, its checks, its proofs, and what follows."""
