"""Views to HTML: the Jinja environment, filters, rendering."""
