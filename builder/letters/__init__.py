"""Letters on their way: as messages, to files or a mail server, and what was told before."""
