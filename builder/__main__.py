"""Lets ``python -m builder`` stand for ``portal``."""

from builder.cli import main

if __name__ == "__main__":
    main(prog_name="portal")
