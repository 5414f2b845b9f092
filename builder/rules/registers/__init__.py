"""The fifteen registers of the second document, one a file."""
