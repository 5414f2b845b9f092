"""Who is told of what rules say, by when, and when somebody was."""
