"""Evidence files, the bursts that test them, and how far each can be relied on."""
