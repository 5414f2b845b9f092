"""What several pages are made of: views, words, links, tables."""
