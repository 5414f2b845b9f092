"""The commands of portal."""
