"""MkDocs: the plugin, the splice and the search index."""
