"""What a letter says to one person, as values without HTML: each morning's, and the week's."""
