"""Statistical process control arithmetic and points to SVG."""
