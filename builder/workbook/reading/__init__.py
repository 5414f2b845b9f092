"""From sparse cells to typed records and problems."""
