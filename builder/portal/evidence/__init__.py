"""The pages of evidence, bursts and retests."""
